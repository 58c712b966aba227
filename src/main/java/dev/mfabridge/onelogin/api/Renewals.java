package dev.mfabridge.onelogin.api;

/** Told how it ended each time that a new access token was asked for. */
public interface Renewals {
    /** Nobody wants to know. */
    Renewals UNWATCHED = new Renewals() {
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
