package dev.mfabridge.onelogin.keycloak.remember;

import dev.mfabridge.onelogin.keycloak.token.InternalToken;

/** Says when a user's browsers were forgotten: when it was issued. */
final class RememberedBrowsersRevokedToken extends InternalToken {
    static final String TYPE = "onelogin-mfa-forgotten";
}
