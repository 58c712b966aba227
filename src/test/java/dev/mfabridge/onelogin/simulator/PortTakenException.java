package dev.mfabridge.onelogin.simulator;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.stream.Stream;

/** Something else listens on the port the simulator was to have. */
public final class PortTakenException extends RuntimeException {
    PortTakenException(int port, Throwable cause) {
        super("Port " + port + " is taken: stop what listens there, or give another one with --port", cause);
    }

    /** Asks before the server does, which would write a stack trace about it. */
    static void throwIfTaken(int port) {
        try {
            new ServerSocket(port).close();
        } catch (IOException e) {
            throw new PortTakenException(port, e);
        }
    }

    static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
    }
}
