package dev.mfabridge.onelogin.client;

/** Told how it ended each time that a new access token was asked for. */
public interface TokenRenewalListener {
    /** Nobody wants to know. */
    TokenRenewalListener NO_OP = new TokenRenewalListener() {
        @Override
        public void renewed() {
            // Nobody wants to know.
        }

        @Override
        public void failed(OneLoginException why) {
            // The same.
        }
    };

    void renewed();

    void failed(OneLoginException why);
}
