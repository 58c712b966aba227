package dev.mfabridge.onelogin.keycloak.token;

import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/** A token that nobody but this extension reads. Its type keeps one kind from being taken for another. */
public abstract class InternalToken extends JsonWebToken {

    @Override
    public final TokenCategory getCategory() {
        return TokenCategory.INTERNAL;
    }
}
