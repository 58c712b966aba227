package dev.mfabridge.onelogin.demo;

/** Failure of the demo because a port is in use. The message contains the fix. */
final class PortInUseException extends RuntimeException {

    PortInUseException(Port port) {
        super("Port %d is in use. Stop the program that listens there, or choose another port with -D%s=%d."
                .formatted(port.number(), port.property(), port.number() + 1));
    }
}
