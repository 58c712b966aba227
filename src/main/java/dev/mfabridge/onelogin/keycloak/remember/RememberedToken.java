package dev.mfabridge.onelogin.keycloak.remember;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mfabridge.onelogin.keycloak.token.InternalToken;

/** Content of the cookie. The realm's key for internal tokens signs it, and no other token has its type. */
final class RememberedToken extends InternalToken {
    static final String TYPE = "onelogin-mfa-remembered";

    /** Id of the credential that was proven. */
    @JsonProperty("credential")
    private String credential;

    /** Text that identifies the user's password at that time. */
    @JsonProperty("password")
    private String password;

    String credential() {
        return credential;
    }

    String password() {
        return password;
    }

    RememberedToken of(String credentialId, String passwordMark) {
        credential = credentialId;
        password = passwordMark;
        return this;
    }
}
