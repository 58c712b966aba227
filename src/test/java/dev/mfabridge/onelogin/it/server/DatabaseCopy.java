package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Copy of the database of a running server, on which Keycloak's commands work as on a server that was stopped.
 *
 * @param home the unpacked distribution
 * @param folder the folder of the copy
 */
public record DatabaseCopy(Path home, Path folder) {
    private static final String FILE = "keycloakdb.mv.db";

    /** Time after which H2 has written what was committed. */
    private static final Duration WRITTEN_AFTER = Duration.ofSeconds(3);

    /** Copies the database of the local server of the tests. */
    public static DatabaseCopy of(Path folder) {
        var home = Path.of(System.getProperty("keycloak.home")).toAbsolutePath();
        Awaitility.await().pollDelay(WRITTEN_AFTER).until(() -> true);
        try {
            Files.copy(home.resolve("data/h2").resolve(FILE), folder.resolve(FILE));
        } catch (IOException e) {
            throw new ServerFailedException("Can't copy the database of " + home, e);
        }
        return new DatabaseCopy(home, folder);
    }

    /**
     * Runs a command of {@code kc.sh}, and waits for its end.
     *
     * @throws ServerFailedException if the command fails
     */
    public void run(String command, String... options) {
        var arguments = new ArrayList<>(List.of("sh", home.resolve("bin/kc.sh").toString(), command, "--optimized"));
        arguments.addAll(List.of(options));
        var output = folder.resolve(command + ".log");
        var builder = new ProcessBuilder(arguments)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("KEYCLOAK_"));
        environment.put("JAVA_OPTS_APPEND", KeycloakServer.JVM_FLAGS);
        environment.put(
                "KC_DB_URL", "jdbc:h2:file:" + folder.resolve("keycloakdb").toAbsolutePath() + ";NON_KEYWORDS=VALUE");
        environment.put("KC_CACHE", "local");
        try {
            var process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                throw new ServerFailedException("kc.sh " + command + " failed:\n" + Files.readString(output));
            }
        } catch (IOException e) {
            throw new ServerFailedException("kc.sh can't be run in " + home, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while kc.sh ran", e);
        }
    }
}
