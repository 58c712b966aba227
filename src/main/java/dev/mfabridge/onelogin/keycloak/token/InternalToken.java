package dev.mfabridge.onelogin.keycloak.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/** Token that only this extension reads. Its type prevents that one kind of token is accepted as another. */
public abstract class InternalToken extends JsonWebToken {
    /** Version of the token's format. */
    @JsonProperty("version")
    private int version = 1;

    @Override
    public final TokenCategory getCategory() {
        return TokenCategory.INTERNAL;
    }

    final int formatVersion() {
        return version;
    }

    final void setFormatVersion(int newVersion) {
        version = newVersion;
    }
}
