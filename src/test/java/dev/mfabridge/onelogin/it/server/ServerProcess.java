package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Process of the start script and its server, with a file from which the next run can stop the server of a killed run. */
final class ServerProcess {

    private static final int STOPS_WITHIN_SECONDS = 15;

    private final Process script;
    private final Path pidFile;

    ServerProcess(Process script, Path pidFile) throws IOException {
        this.script = script;
        this.pidFile = pidFile;
        Files.writeString(pidFile, ProcessHandle.current().pid() + " " + script.pid());
    }

    boolean isAlive() {
        return script.isAlive();
    }

    ServerJvm jvm() {
        return ServerJvm.among(tree(script.toHandle()).stream());
    }

    void stop() {
        stopTree(script.toHandle());
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server at once (SIGKILL), so that it can't finish or announce anything. */
    void kill() {
        var tree = tree(script.toHandle());
        tree.forEach(ProcessHandle::destroyForcibly);
        tree.forEach(process -> process.onExit().join());
    }

    /**
     * Stops the server of a killed run, since the server locks the database.
     *
     * @throws ServerFailedException if the server belongs to another run that hasn't ended
     */
    static void stopPrevious(Path pidFile) {
        try {
            if (Files.exists(pidFile)) {
                var pids = Files.readString(pidFile).strip().split(" ");
                handle(pids[1], "kc.sh").ifPresent(script -> {
                    handle(pids[0], "java").ifPresent(owner -> {
                        throw new ServerFailedException(pidFile.getParent() + " is in use by process " + owner.pid()
                                + ". Wait until the process ends, or stop it.");
                    });
                    stopTree(script);
                });
                Files.deleteIfExists(pidFile);
            }
        } catch (IOException e) {
            throw new ServerFailedException("Can't read " + pidFile, e);
        }
    }

    /** Finds the process by its id and its command, since an id can belong to another process later. */
    private static Optional<ProcessHandle> handle(String pid, String command) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info().commandLine().orElse("").contains(command));
    }

    /** Returns the processes. Call it before the script ends, since the server is not the script's child afterwards. */
    private static List<ProcessHandle> tree(ProcessHandle script) {
        return Stream.concat(script.descendants(), Stream.of(script)).toList();
    }

    private static void stopTree(ProcessHandle script) {
        var tree = tree(script);
        tree.forEach(ProcessHandle::destroy);
        var ended =
                CompletableFuture.allOf(tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            ended.get(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tree.forEach(ProcessHandle::destroyForcibly);
        } catch (TimeoutException | ExecutionException e) {
            tree.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
