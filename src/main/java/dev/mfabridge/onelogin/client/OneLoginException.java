package dev.mfabridge.onelogin.client;

import java.time.Instant;

/**
 * Failure of a call of OneLogin's API. The message is a sentence for the log. It contains no secret, no code and no text of
 * OneLogin except the request ID and the error name (S7).
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
        BUDGET_EXHAUSTED,
        POOL_EXHAUSTED,
        BUSY,
        OUT_OF_TIME,
        UNAUTHORIZED,
        SCOPE_MISSING,
        REFUSED,
        INVALID_RESPONSE
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Returns whether a limit of this server stopped the call, for one request or one realm. Such a failure says nothing about
     * OneLogin, and another request can succeed.
     */
    public boolean isOwnLimit() {
        return kind == Kind.BUSY
                || kind == Kind.OUT_OF_TIME
                || kind == Kind.POOL_EXHAUSTED
                || kind == Kind.BUDGET_EXHAUSTED;
    }

    /** Returns whether OneLogin gave no answer, or answered that it can't serve the call. */
    public boolean isMissingAnswer() {
        return kind == Kind.UNREACHABLE || kind == Kind.TIMED_OUT;
    }

    /**
     * Returns whether OneLogin may have processed the call, for example sent a message. False only if OneLogin certainly didn't
     * process the call.
     */
    public boolean mayHaveBeenProcessed() {
        return true;
    }

    /** Missing answer: there was no connection, OneLogin closed the connection, or OneLogin returned HTTP 5xx. */
    public static final class Unreachable extends OneLoginException {
        private static final long serialVersionUID = 1L;

        private final boolean mayHaveBeenProcessed;

        public Unreachable(String message, Throwable cause) {
            this(message, cause, true);
        }

        private Unreachable(String message, Throwable cause, boolean mayHaveBeenProcessed) {
            super(Kind.UNREACHABLE, message, cause);
            this.mayHaveBeenProcessed = mayHaveBeenProcessed;
        }

        /** Creates the exception for a call that OneLogin certainly didn't process. */
        public static Unreachable notProcessed(String message, Throwable cause) {
            return new Unreachable(message, cause, false);
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return mayHaveBeenProcessed;
        }
    }

    /** Timeout: no complete answer came within the deadline. OneLogin may have processed the call. */
    public static final class TimedOut extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message) {
            super(Kind.TIMED_OUT, message, null);
        }
    }

    /** Rate limit of the OneLogin account (HTTP 429). */
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

    /**
     * Exhausted budget of this extension, so the call was not sent (S4). It is the budget of a user, an administrator or
     * a realm, or the reserve that the account keeps for logins.
     */
    public static final class BudgetExhausted extends OneLoginException {
        private static final long serialVersionUID = 1L;

        private final Instant until;
        private final boolean mayHaveBeenProcessed;

        /**
         * Creates the exception for a call that was not sent.
         *
         * @param until the time from which a retry can succeed
         * @param followsSentCall whether OneLogin may have processed an earlier call for the same purpose, for example
         *     the check of a code whose answer this call was to explain
         */
        public BudgetExhausted(String message, Instant until, boolean followsSentCall) {
            super(Kind.BUDGET_EXHAUSTED, message, null);
            this.until = until;
            this.mayHaveBeenProcessed = followsSentCall;
        }

        /** Returns the time from which a retry can succeed. */
        public Instant until() {
            return until;
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return mayHaveBeenProcessed;
        }
    }

    /** Exhausted connection pool of this server, so the call was not sent. */
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

    /** Rejection by this server, which bounds the calls at once: the call was not sent. */
    public static final class Busy extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public Busy(String message) {
            super(Kind.BUSY, message, null);
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /** Deadline of this server for all calls of one request: too little time was left, so the call was not sent. */
    public static final class OutOfTime extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public OutOfTime(String message) {
            super(Kind.OUT_OF_TIME, message, null);
        }

        @Override
        public boolean mayHaveBeenProcessed() {
            return false;
        }
    }

    /** Rejection of the API credential by OneLogin, or by another server at the base URL. */
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
     * Rejection because the API credential lacks the scope "Manage All" (HTTP 401 or 403 with the message "Insufficient
     * Permission"). The cause is never a code or a user.
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

    /** Rejection of a call that OneLogin understood. */
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

    /** Answer that isn't readable as the answer of this call. */
    public static final class InvalidResponse extends OneLoginException {
        private static final long serialVersionUID = 1L;

        public InvalidResponse(String message) {
            super(Kind.INVALID_RESPONSE, message, null);
        }
    }
}
