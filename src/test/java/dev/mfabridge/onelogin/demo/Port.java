package dev.mfabridge.onelogin.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where one of the two will listen.
 *
 * @param property the system property that chooses it
 */
record Port(String property, int number) {

    /** @throws PortInUseException when something listens there, on all addresses or on this machine's own */
    void requireFree() {
        if (!isFree(new InetSocketAddress(number))
                || !isFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), number))) {
            throw new PortInUseException(this);
        }
    }

    private static boolean isFree(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            // A demo that has just been stopped leaves closed connections behind; they are in nobody's way.
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
