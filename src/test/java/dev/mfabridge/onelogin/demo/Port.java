package dev.mfabridge.onelogin.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Port on which Keycloak or the simulator listens.
 *
 * @param property the system property that sets the port
 */
record Port(String property, int number) {

    /** Returns the port that the system property sets. If it sets none, it is set to the given one, since the servers read it. */
    static Port of(String property, int standard) {
        var number = Integer.getInteger(property, standard);
        System.setProperty(property, String.valueOf(number));
        return new Port(property, number);
    }

    /**
     * Checks that the port is free on all addresses and on the loopback address.
     *
     * @throws PortInUseException if another program listens there
     */
    void requireFree() {
        if (!isFree(new InetSocketAddress(number))
                || !isFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), number))) {
            throw new PortInUseException(this);
        }
    }

    private static boolean isFree(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            // A stopped demo leaves closed connections behind, which don't block the port.
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
