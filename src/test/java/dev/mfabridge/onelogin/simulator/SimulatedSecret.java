package dev.mfabridge.onelogin.simulator;

/**
 * Secret that the simulator issued, sent or received.
 *
 * @param userId the OneLogin user, 0 if the secret belongs to the account
 */
public record SimulatedSecret(SecretKind kind, long userId, String value) {
    /** Kind of a secret. */
    public enum SecretKind {
        CLIENT_SECRET,
        /** Access token or refresh token. */
        TOKEN,
        /** Code of a message, of an app or of a page, right or wrong, or a help desk's temporary token. */
        CODE,
        /** Token of a link. */
        LINK,
        /** Secret of an app, which the app needs for its codes. */
        APP_SECRET,
        PHONE_NUMBER
    }
}
