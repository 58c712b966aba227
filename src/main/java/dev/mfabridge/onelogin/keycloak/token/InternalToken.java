package dev.mfabridge.onelogin.keycloak.token;

import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/** Token that only this extension reads. Its type prevents that one kind of token is accepted as another. */
public abstract class InternalToken extends JsonWebToken {

    @Override
    public final TokenCategory getCategory() {
        return TokenCategory.INTERNAL;
    }
}
