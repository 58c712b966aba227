package dev.mfabridge.onelogin.keycloak.email;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mfabridge.onelogin.mfa.FormatVersion;
import org.keycloak.authentication.actiontoken.DefaultActionToken;

/** Token in the link of an e-mail, which shows that the user reads the mail of an address. */
final class EmailVerificationToken extends DefaultActionToken {
    static final String TYPE = "onelogin-verify-email";

    private static final FormatVersion FORMAT = FormatVersion.FIRST;

    /** Version of the token's format. */
    @JsonProperty("version")
    private int version = FORMAT.current();

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

    /** Returns whether the token has a format that this version of the extension reads. */
    boolean hasKnownFormat() {
        return FORMAT.reads(version);
    }

    /** Creates an empty token, which the content of a link fills. */
    @SuppressWarnings("unused")
    private EmailVerificationToken() {}
}
