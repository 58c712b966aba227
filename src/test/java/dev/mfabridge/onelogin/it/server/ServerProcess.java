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

/** The script that was started and the server below it, noted in a file so that a killed run leaves none behind. */
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

    void stop() {
        stopTree(script.toHandle());
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A server that outlived a killed run keeps the database locked.
     *
     * @throws ServerFailedException when it belongs to a run that is still going on
     */
    static void stopLeftover(Path pidFile) {
        try {
            if (Files.exists(pidFile)) {
                var pids = Files.readString(pidFile).strip().split(" ");
                handle(pids[1], "kc.sh").ifPresent(script -> {
                    handle(pids[0], "java").ifPresent(owner -> {
                        throw new ServerFailedException(pidFile.getParent() + " is in use by process " + owner.pid()
                                + ": wait for it to end, or stop it");
                    });
                    stopTree(script);
                });
                Files.deleteIfExists(pidFile);
            }
        } catch (IOException e) {
            throw new ServerFailedException("Can't read " + pidFile, e);
        }
    }

    /** Ids of processes are used again: what is meant is told by its command. */
    private static Optional<ProcessHandle> handle(String pid, String command) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info().commandLine().orElse("").contains(command));
    }

    private static void stopTree(ProcessHandle script) {
        // Listed before the script ends: afterwards nothing tells that the server was its child.
        List<ProcessHandle> tree =
                Stream.concat(script.descendants(), Stream.of(script)).toList();
        tree.forEach(ProcessHandle::destroy);
        var gone =
                CompletableFuture.allOf(tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            gone.get(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tree.forEach(ProcessHandle::destroyForcibly);
        } catch (TimeoutException | ExecutionException e) {
            tree.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
