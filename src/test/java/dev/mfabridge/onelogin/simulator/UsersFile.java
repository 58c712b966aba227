package dev.mfabridge.onelogin.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** Initial state of a simulator: the API credentials and the users of one OneLogin account. */
public record UsersFile(String clientId, String clientSecret, List<SimulatedUser> users) {
    private static final String DEMO = "/simulator/users.json";

    public UsersFile {
        if (clientId == null || clientSecret == null) {
            throw new IllegalArgumentException("client_id and client_secret are required");
        }
        users = users == null ? List.of() : List.copyOf(users);
        var ids = new HashSet<Long>();
        users.forEach(user -> {
            if (!ids.add(user.id())) {
                throw new IllegalArgumentException("Two users have the id " + user.id());
            }
        });
    }

    /** Reads the users of the demo from the class path. */
    public static UsersFile demo() {
        try (InputStream in = UsersFile.class.getResourceAsStream(DEMO)) {
            if (in == null) {
                throw new IllegalArgumentException(DEMO + " isn't on the class path");
            }
            return read(DEMO, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a users file.
     *
     * @throws IllegalArgumentException with the error in the file
     */
    public static UsersFile of(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no users file " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The users file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static UsersFile read(String name, String text) {
        try {
            return SimulatorJson.as(UsersFile.class, SimulatorJson.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The users file " + name + " is invalid: " + e.getMessage(), e);
        }
    }
}
