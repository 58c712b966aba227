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

/** What a simulator starts with: the API credentials and the people of one OneLogin account. */
public record UsersFile(String clientId, String clientSecret, List<SimulatedUser> users) {
    private static final String DEMO = "/simulator/users.json";

    public UsersFile {
        if (clientId == null || clientSecret == null) {
            throw new IllegalArgumentException("client_id and client_secret are needed");
        }
        users = users == null ? List.of() : List.copyOf(users);
        var ids = new HashSet<Long>();
        users.forEach(user -> {
            if (!ids.add(user.id())) {
                throw new IllegalArgumentException("Two users have the id " + user.id());
            }
        });
    }

    /** The people of the demo, from the class path. */
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

    /** @throws IllegalArgumentException saying what is wrong with the file */
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
            throw new IllegalArgumentException("The users file " + name + " is not right: " + e.getMessage(), e);
        }
    }
}
