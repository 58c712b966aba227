package dev.mfabridge.onelogin.keycloak.remember;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/** What the cookie holds: signed by the realm's own key for internal tokens, and of a type that no other token has. */
final class RememberedToken extends JsonWebToken {
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

    RememberedToken about(String credentialId, String passwordMark) {
        credential = credentialId;
        password = passwordMark;
        type(TYPE);
        return this;
    }

    @Override
    public TokenCategory getCategory() {
        return TokenCategory.INTERNAL;
    }
}
