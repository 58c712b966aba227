package dev.mfabridge.onelogin.keycloak.remember;

import dev.mfabridge.onelogin.keycloak.token.InternalToken;
import dev.mfabridge.onelogin.keycloak.token.SignedFormat;

/** Token that revokes the remembered browsers of a user up to its time of issue. */
final class RememberedBrowsersRevokedToken extends InternalToken {
    static final SignedFormat FORMAT = SignedFormat.first("onelogin-mfa-forgotten");
}
