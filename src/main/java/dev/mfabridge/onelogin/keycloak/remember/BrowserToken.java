package dev.mfabridge.onelogin.keycloak.remember;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mfabridge.onelogin.keycloak.token.InternalToken;

/** Token in a cookie, which says that its user proved a factor in this browser. */
abstract class BrowserToken extends InternalToken {

    /** Id of the credential that was proven. */
    @JsonProperty("credential")
    private String credential;

    /** Text that identifies the user's password at that time. */
    @JsonProperty("password")
    private String password;

    final String credential() {
        return credential;
    }

    final String password() {
        return password;
    }

    /** Binds the token to the credential that was proven, and to the password. */
    final void bindTo(String credentialId, String passwordMark) {
        credential = credentialId;
        password = passwordMark;
    }
}
