package dev.mfabridge.onelogin.keycloak.remember;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mfabridge.onelogin.keycloak.token.InternalToken;

/** What the cookie holds: signed by the realm's own key for internal tokens, and of a type that no other token has. */
final class RememberedToken extends InternalToken {
    static final String TYPE = "onelogin-mfa-remembered";

    /** The id of the credential that was proven. */
    @JsonProperty("credential")
    private String credential;

    /** Which password the person had then. */
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
