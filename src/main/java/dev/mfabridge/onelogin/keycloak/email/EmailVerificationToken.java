package dev.mfabridge.onelogin.keycloak.email;

import org.keycloak.authentication.actiontoken.DefaultActionToken;

/** Token in the link of an e-mail, which shows that the user reads the mail of an address. */
final class EmailVerificationToken extends DefaultActionToken {
    static final String TYPE = "onelogin-verify-email";

    /**
     * Creates a token.
     *
     * @param expiration the end of the token's validity, in seconds since 1970
     * @param client the client ID of the application whose login sends the e-mail
     */
    EmailVerificationToken(String user, String email, int expiration, String client) {
        super(user, TYPE, expiration, null);
        setEmail(email);
        issuedFor = client;
    }

    /** Creates an empty token, which the content of a link fills. */
    @SuppressWarnings("unused")
    private EmailVerificationToken() {}
}
