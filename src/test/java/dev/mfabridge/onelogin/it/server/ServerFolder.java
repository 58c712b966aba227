package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Unpacked Keycloak distribution with its database, which later runs use again.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code providers}
 */
record ServerFolder(Path home) {

    /** Time stamp of all jars, since an optimized start rejects a jar whose time stamp differs from the build's. */
    private static final FileTime PINNED = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    ServerFolder {
        if (!Files.isRegularFile(home.resolve("bin/kc.sh"))) {
            throw new ServerFailedException(
                    "There is no Keycloak in " + home + ". Run 'mvn -DskipTests verify' to unpack it.");
        }
    }

    /** Returns the file with the log of a node, or of the only server. */
    Path logFile(String node) {
        return home.resolveSibling(node + ".log");
    }

    /** Returns the file with the process ids of a node, or of the only server. */
    Path pidFile(String node) {
        return home.resolveSibling(node + ".pid");
    }

    /** Returns the folder of the vault, which Keycloak needs at its start. A test adds files to it. */
    Path vault() {
        try {
            return Files.createDirectories(home.resolve("vault"));
        } catch (IOException e) {
            throw new ServerFailedException("Can't create the folder of the vault in " + home, e);
        }
    }

    ServerLog log(String node) {
        return ServerLog.of(logFile(node), Duration.ZERO);
    }

    /** Copies the jars into the server, and builds the server if it was built for other jars or options. */
    void deploy(List<Path> providers, List<String> buildOptions) {
        var options = new ArrayList<>(List.of("--metrics-enabled=true"));
        options.addAll(buildOptions);
        try {
            copy(providers);
            deletePackedFiles();
            var fingerprint = Fingerprint.of(providers, options).value();
            var built = home.resolve("built-for");
            if (!Files.exists(built) || !Files.readString(built).equals(fingerprint)) {
                Files.deleteIfExists(built);
                build(options);
                Files.writeString(built, fingerprint);
            }
        } catch (IOException e) {
            throw new ServerFailedException("Can't copy " + providers + " into " + home, e);
        }
    }

    /** Starts {@code kc.sh} with these arguments. The log file of the node is overwritten. */
    Process run(String node, List<String> arguments) throws IOException {
        return run(arguments, Map.of(), logFile(node), false);
    }

    /**
     * Starts {@code kc.sh} with these arguments.
     *
     * @param more further environment variables
     * @param logFile the file of the log
     * @param isAgain whether the log goes on, since the node ran before
     */
    Process run(List<String> arguments, Map<String, String> more, Path logFile, boolean isAgain) throws IOException {
        var log = logFile.toFile();
        var command = new ArrayList<>(List.of("sh", home.resolve("bin/kc.sh").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(isAgain ? Redirect.appendTo(log) : Redirect.to(log));
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("KEYCLOAK_"));
        environment.put("JAVA_OPTS_APPEND", KeycloakServer.JVM_FLAGS);
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakServer.ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakServer.ADMIN);
        environment.putAll(more);
        return builder.start();
    }

    /** Returns a copy of the built server beside this one, with providers of its own. Files that nobody changes are links. */
    ServerFolder copy(String name) {
        var target = home.resolveSibling(name).resolve(home.getFileName());
        try (var files = Files.walk(home)) {
            delete(target);
            for (var file : files.toList()) {
                var path = home.relativize(file);
                var copy = target.resolve(path);
                if (path.startsWith("data")) {
                    continue;
                }
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (path.startsWith("lib/lib")) {
                    Files.createLink(copy, file);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new ServerFailedException("Can't copy " + home, e);
        }
        return new ServerFolder(target);
    }

    /** Deletes the database of {@code dev-file}. The server must be stopped. */
    void deleteDatabase() {
        try {
            delete(home.resolve("data/h2"));
        } catch (IOException e) {
            throw new ServerFailedException("Can't delete the database in " + home, e);
        }
    }

    /** Deletes Keycloak's packed CSS and JS files, since their names are the same for each build of a version. */
    private void deletePackedFiles() throws IOException {
        delete(home.resolve("data/tmp"));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void copy(List<Path> providers) throws IOException {
        var folder = home.resolve("providers");
        try (var old = Files.newDirectoryStream(folder, "*.jar")) {
            for (var jar : old) {
                Files.delete(jar);
            }
        }
        for (var provider : providers) {
            var copy = folder.resolve(provider.getFileName());
            Files.copy(provider, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(copy, PINNED);
        }
    }

    private void build(List<String> options) throws IOException {
        var arguments = new ArrayList<>(List.of("build"));
        arguments.addAll(options);
        var process = run("build", arguments);
        try {
            if (process.waitFor() != 0) {
                throw new ServerFailedException(
                        "Keycloak can't be built:\n" + log("build").tail(40));
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while Keycloak was built", e);
        }
    }
}
