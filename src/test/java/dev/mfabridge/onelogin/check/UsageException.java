package dev.mfabridge.onelogin.check;

/** Command line that can't be carried out. The message is a sentence for the administrator. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
