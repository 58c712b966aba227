package dev.mfabridge.onelogin.simulator;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.stream.Stream;

/** Failure to start because another program listens on the simulator's port. */
public final class PortTakenException extends RuntimeException {
    PortTakenException(int port, Throwable cause) {
        super(
                "Port " + port + " is in use. Stop the program that listens there, or choose another port with --port.",
                cause);
    }

    /** Checks the port before the server does, since the server would log a stack trace. */
    static void requireFree(int port) {
        try {
            new ServerSocket(port).close();
        } catch (IOException e) {
            throw new PortTakenException(port, e);
        }
    }

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
    }
}
