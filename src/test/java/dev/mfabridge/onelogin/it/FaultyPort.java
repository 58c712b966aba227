package dev.mfabridge.onelogin.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/**
 * Port of this machine that accepts connections, refuses them, or leaves them without an answer. No two instances have the same
 * port, since a server remembers access tokens and failures by the address.
 */
final class FaultyPort implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int BACKLOG = 50;
    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    private final int number;
    private final ConnectionHandler handler;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "faulty port");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Socket> fillers = new ArrayList<>();
    private ServerSocket server;

    /** Handler of a connection, which is closed afterwards. */
    @FunctionalInterface
    interface ConnectionHandler {
        void on(Socket socket) throws IOException, InterruptedException;
    }

    FaultyPort(ConnectionHandler handler) {
        this.handler = handler;
        server = open(0, BACKLOG);
        while (!PORTS.add(server.getLocalPort())) {
            closeServer();
            server = open(0, BACKLOG);
        }
        number = server.getLocalPort();
        start();
    }

    int number() {
        return number;
    }

    synchronized void refuse() {
        closeServer();
    }

    /** Answers no packet of a further client. */
    synchronized void ignore() {
        closeServer();
        server = open(number, 1);
        // The kernel drops the packets of further clients once the queue is full.
        for (var filler = 0; filler < 4; filler++) {
            var socket = new Socket();
            fillers.add(socket);
            try {
                socket.connect(new InetSocketAddress(HERE, number), 200);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Accepts connections again. */
    synchronized void accept() {
        closeServer();
        server = open(number, BACKLOG);
        start();
    }

    @Override
    public synchronized void close() {
        threads.shutdownNow();
        closeServer();
    }

    private void start() {
        var listening = server;
        threads.execute(() -> {
            while (!listening.isClosed()) {
                try {
                    var socket = listening.accept();
                    threads.execute(() -> handle(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void handle(Socket socket) {
        try (socket) {
            handler.on(socket);
        } catch (IOException | InterruptedException e) {
            // The client has closed the connection, or the test has ended.
        }
    }

    /** Opens the port. A thread that accepts connections keeps a closed port in use for some milliseconds. */
    private static ServerSocket open(int port, int backlog) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> new ServerSocket(port, backlog, HERE), Objects::nonNull);
    }

    private void closeServer() {
        try {
            server.close();
            for (var filler : fillers) {
                filler.close();
            }
            fillers.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
