package dev.mfabridge.onelogin.it.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports for servers that start some seconds later. They are below those that Linux gives to outgoing connections, from 32768. Of
 * those, a connection can take the port before the server does.
 *
 * @see <a href="https://docs.kernel.org/networking/ip-sysctl.html">ip_local_port_range</a>
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 32_768 - FIRST;

    /** Programs that run at the same time begin at different ports, so that they don't choose the same one. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {}

    /**
     * Returns a port of this machine that is free at the moment, and that this program has not got before.
     *
     * @throws ServerFailedException if no port is free
     */
    public static int next() {
        return IntStream.range(0, COUNT)
                .map(attempt -> FIRST + NEXT.getAndIncrement() % COUNT)
                .filter(FreePorts::isFree)
                .findFirst()
                .orElseThrow(() -> new ServerFailedException("No port is free"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
