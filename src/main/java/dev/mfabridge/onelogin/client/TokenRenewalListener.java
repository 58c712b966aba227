package dev.mfabridge.onelogin.client;

/** Listener for the outcome of each request for a new access token. */
public interface TokenRenewalListener {
    /** Listener that does nothing. */
    TokenRenewalListener NO_OP = new TokenRenewalListener() {
        @Override
        public void renewed() {
            // Does nothing.
        }

        @Override
        public void failed(OneLoginException cause) {
            // Does nothing.
        }
    };

    /** Reports that OneLogin issued a new token. */
    void renewed();

    /** Reports that no token could be fetched. */
    void failed(OneLoginException cause);
}
