package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * PostgreSQL as a process on this machine, with an empty database in a temporary folder. PostgreSQL refuses to run as
 * root, so root runs it as the user {@code postgres} of Debian's package.
 */
final class PostgresServer implements AutoCloseable {

    /** Name of the database and of its user, who needs no password. */
    static final String DATABASE = "keycloak";

    /** Folder of Debian's packages, with a folder for each version. */
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final int port = ServerNode.freePort();
    private Path folder;
    private Process process;

    /** @param home the folder with {@code bin/postgres}; if empty, that of a Debian package */
    PostgresServer(Optional<Path> home) {
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

    void start() {
        try {
            folder = Files.createTempDirectory("keycloak-postgres");
            if (isRoot()) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            run(asUser("initdb", "--auth=trust", "--username=" + DATABASE, "--encoding=UTF8", "--pgdata=" + data()));
            process = new ProcessBuilder(asUser(
                            "postgres",
                            "-D",
                            data(),
                            "-p",
                            String.valueOf(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=" + folder,
                            // The data is thrown away, so no write has to reach the disk.
                            "-c",
                            "fsync=off",
                            "-c",
                            "max_connections=300"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(this::responds);
            run(program("createdb", "--host=127.0.0.1", "--port=" + port, "--username=" + DATABASE, DATABASE));
        } catch (IOException e) {
            throw new ServerFailedException("PostgreSQL can't start", e);
        }
    }

    /** Returns the options with which Keycloak uses the database. */
    List<String> options() {
        return List.of(
                "--db-url=jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                "--db-username=" + DATABASE,
                "--db-password=" + DATABASE);
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process = null;
        }
    }

    private boolean responds() throws IOException {
        return exit(program("pg_isready", "--quiet", "--host=127.0.0.1", "--port=" + port)) == 0;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private List<String> program(String name, String... arguments) {
        var command = new ArrayList<>(List.of(programs.resolve(name).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> asUser(String name, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.addAll(program(name, arguments));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void run(List<String> command) throws IOException {
        if (exit(command) != 0) {
            throw new ServerFailedException(
                    command + " failed:\n" + Files.readString(output(), StandardCharsets.UTF_8));
        }
    }

    private int exit(List<String> command) throws IOException {
        var started = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        try {
            return started.waitFor();
        } catch (InterruptedException e) {
            started.destroy();
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted during " + command, e);
        }
    }

    private Path output() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }
}
