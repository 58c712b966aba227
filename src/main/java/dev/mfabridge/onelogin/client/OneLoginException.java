package dev.mfabridge.onelogin.client;

/**
 * Why a call of OneLogin's API gave no usable answer. The message is a sentence for the log and holds no secret, no code
 * and nothing that OneLogin wrote but its request id and error name.
 */
public abstract sealed class OneLoginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private OneLoginException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Kinds of failures, one for each subclass, for switches that the compiler checks for completeness. */
    public enum Kind {
        UNREACHABLE,
        TIMED_OUT,
        RATE_LIMITED,
        POOL_EXHAUSTED,
        UNAUTHORIZED,
        SCOPE_MISSING,
        REFUSED,
        INVALID_RESPONSE
    }

    public Kind kind() {
        return kind;
    }

    /**
     * @return whether OneLogin may have done what it was asked for, such as sending a message; false where it is certain that
     *     it did not
     */
    public boolean mayHaveBeenProcessed() {
        return true;
    }

    /** OneLogin could not be reached, broke the connection, or answered that it can't serve (HTTP 5xx). */
    public static final class Unreachable extends OneLoginException {
        private static final long serialVersionUID = 1L;

        private final boolean mayHaveBeenProcessed;

        public Unreachable(String message, Throwable cause) {
            this(message, cause, true);
        }

        private Unreachable(String message, Throwable cause, boolean mayBeDone) {
            super(Kind.UNREACHABLE, message, cause);
            this.mayHaveBeenProcessed = mayBeDone;
        }

        /** The call did not get there, or OneLogin said that it can't serve it. */
        public static Unreachable notProcessed(String message, Throwable cause) {
            return new Unreachable(message, cause, false);
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return mayHaveBeenProcessed;
        }
    }

    /** No whole answer came within the deadline. Whether OneLogin did what was asked is not known. */
    public static final class TimedOut extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message) {
            super(Kind.TIMED_OUT, message, null);
        }
    }

    /** OneLogin is too busy for this account (HTTP 429). */
    public static final class RateLimited extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public RateLimited(String message) {
            super(Kind.RATE_LIMITED, message, null);
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /** This server has no connection left to ask OneLogin by, so it was not asked. */
    public static final class PoolExhausted extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public PoolExhausted(String message) {
            super(Kind.POOL_EXHAUSTED, message, null);
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /** OneLogin, or whatever answers at the base URL, refuses the API credentials. */
    public static final class Unauthorized extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public Unauthorized(String message) {
            super(Kind.UNAUTHORIZED, message, null);
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /**
     * OneLogin knows the API credentials, and they lack the scope "Manage All" (HTTP 401 or 403 with the message "Insufficient
     * Permission"). No code and no user is the reason.
     */
    public static final class ScopeMissing extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public ScopeMissing(String message) {
            super(Kind.SCOPE_MISSING, message, null);
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /** OneLogin understood the call and refused it. */
    public static final class Refused extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(Kind.REFUSED, message, null);
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /** An answer came that can't be read as what was asked for. */
    public static final class InvalidResponse extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public InvalidResponse(String message) {
            super(Kind.INVALID_RESPONSE, message, null);
        }
    }
}
