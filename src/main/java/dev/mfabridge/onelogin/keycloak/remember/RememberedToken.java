package dev.mfabridge.onelogin.keycloak.remember;

import dev.mfabridge.onelogin.keycloak.token.SignedFormat;

/** Token that lets its user skip the challenge. The realm's key for internal tokens signs it, and no other token has its type. */
final class RememberedToken extends BrowserToken {
    static final SignedFormat FORMAT = SignedFormat.first("onelogin-mfa-remembered");
}
