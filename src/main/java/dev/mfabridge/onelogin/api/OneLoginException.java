package dev.mfabridge.onelogin.api;

/**
 * Why a call of OneLogin's API gave no usable answer. The message is a sentence for the log and holds no secret, no code
 * and nothing that OneLogin wrote but its request id and error name.
 */
public abstract sealed class OneLoginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OneLoginException(String message, Throwable cause) {
        super(message, cause);
    }

    /** OneLogin could not be reached, broke the connection, or answered that it can't serve (HTTP 5xx). */
    public static final class Unreachable extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** No whole answer came within the deadline. Whether OneLogin did what was asked is not known. */
    public static final class TimedOut extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message) {
            super(message, null);
        }
    }

    /** OneLogin is too busy for this account (HTTP 429). */
    public static final class RateLimited extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public RateLimited(String message) {
            super(message, null);
        }
    }

    /** OneLogin, or whatever answers at the base URL, refuses the API credentials. */
    public static final class Unauthorized extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public Unauthorized(String message) {
            super(message, null);
        }
    }

    /** OneLogin understood the call and refused it. */
    public static final class Refused extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null);
        }
    }

    /** An answer came that can't be read as what was asked for. */
    public static final class Unintelligible extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public Unintelligible(String message) {
            super(message, null);
        }
    }
}
