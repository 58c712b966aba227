package dev.mfabridge.onelogin.it.server;

/** Failure to build or start a server. The message contains the cause, and the fix if it is known. */
public final class ServerFailedException extends RuntimeException {

    ServerFailedException(String message) {
        super(message);
    }

    ServerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
