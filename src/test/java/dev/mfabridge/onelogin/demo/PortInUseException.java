package dev.mfabridge.onelogin.demo;

/** Something else listens where the demo was to; the message says what can be done. */
final class PortInUseException extends RuntimeException {

    PortInUseException(Port port) {
        super("Port %d is in use: stop what listens there, or choose another with -D%s=%d"
                .formatted(port.number(), port.property(), port.number() + 1));
    }
}
