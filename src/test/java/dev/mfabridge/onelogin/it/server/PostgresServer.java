package dev.mfabridge.onelogin.it.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL as a process on this machine, with an empty database. The script {@code postgres.sh} runs it, as root or as
 * another user, and leaves nothing behind.
 */
final class PostgresServer implements AutoCloseable {

    /** Name of the database's user, who needs no password. */
    private static final String USER = "keycloak";

    /** Folder of Debian's packages, with a folder for each version. */
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final List<String> options;
    private final int port = FreePorts.next();
    private Optional<Process> running = Optional.empty();

    /**
     * Prepares the database without starting it.
     *
     * @param home the folder with {@code bin/postgres}; if empty, that of a Debian package
     * @param options further options of the program {@code postgres}
     */
    PostgresServer(Optional<Path> home, List<String> options) {
        this.options = List.copyOf(options);
        programs = home.orElseGet(PostgresServer::ofDebian).resolve("bin");
        if (!Files.isExecutable(programs.resolve("postgres"))) {
            throw missing(programs);
        }
    }

    private static Path ofDebian() {
        try (var versions = Files.list(DEBIAN)) {
            return versions.max(Comparator.naturalOrder()).orElseThrow(() -> missing(DEBIAN));
        } catch (IOException e) {
            throw missing(DEBIAN);
        }
    }

    private static ServerFailedException missing(Path folder) {
        return new ServerFailedException("There is no PostgreSQL in " + folder
                + ". Install it (Debian: apt-get install postgresql), or set -Dpostgres.home.");
    }

    /**
     * Starts the database, and returns when it responds.
     *
     * @throws ServerFailedException if the database doesn't start; the message contains what it printed
     */
    void start() {
        var command =
                new ArrayList<>(List.of("sh", script().toString(), programs.toString(), String.valueOf(port), USER));
        command.addAll(options);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            running = Optional.of(process);
            awaitLine(process.inputReader(), "ready");
        } catch (IOException e) {
            throw new ServerFailedException("PostgreSQL can't start", e);
        }
    }

    /** Returns the options with which Keycloak uses the database. */
    List<String> options() {
        return List.of(
                "--db-url=jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "--db-username=" + USER,
                "--db-password=" + USER);
    }

    /**
     * Runs a statement with the program {@code psql}.
     *
     * @return the rows, one a line, with {@code |} between the columns
     * @throws ServerFailedException if the statement fails; the message contains what the program printed
     */
    String query(String sql) {
        var command = List.of(
                programs.resolve("psql").toString(),
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + USER,
                "--no-psqlrc",
                "--no-align",
                "--tuples-only",
                "--command=" + sql,
                "postgres");
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ServerFailedException("PostgreSQL rejects the statement: " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new ServerFailedException("psql can't be run from " + programs, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while psql ran", e);
        }
    }

    /** Stops the database and keeps its data. Its connections end at once. */
    void pause() {
        command("pause", "paused");
    }

    /** Starts the database with the data of before, and returns when it responds. */
    void resume() {
        command("resume", "ready");
    }

    private void command(String command, String answer) {
        var process = running.orElseThrow();
        try {
            process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            awaitLine(process.inputReader(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the database, and returns when its folder is deleted. */
    @Override
    public void close() {
        running.ifPresent(process -> {
            try {
                // The script ends with its input.
                process.getOutputStream().close();
                process.waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        running = Optional.empty();
    }

    private static Path script() {
        try {
            return Path.of(
                    PostgresServer.class.getResource("/server/postgres.sh").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitLine(BufferedReader output, String answer) throws IOException {
        var printed = new ArrayList<String>();
        for (var line = output.readLine(); !answer.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new ServerFailedException("PostgreSQL can't start:\n" + String.join("\n", printed));
            }
            printed.add(line);
        }
    }
}
