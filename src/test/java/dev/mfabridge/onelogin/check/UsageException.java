package dev.mfabridge.onelogin.check;

/** Failure because of an invalid command line. The message is for the administrator. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
