package dev.mfabridge.onelogin.it.server;

/** A server that can't be built or started; the message says why, and what to do where that is known. */
public final class ServerFailedException extends RuntimeException {

    ServerFailedException(String message) {
        super(message);
    }

    ServerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
