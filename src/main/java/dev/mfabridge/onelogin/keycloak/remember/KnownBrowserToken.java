package dev.mfabridge.onelogin.keycloak.remember;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mfabridge.onelogin.keycloak.token.SignedFormat;

/** Token that names a browser for its user's rate limits. It is no factor and lets no user pass. */
final class KnownBrowserToken extends BrowserToken {
    static final SignedFormat FORMAT = SignedFormat.first("onelogin-mfa-browser");

    /** Random id of the browser for this user. */
    @JsonProperty("browser")
    private String browser;

    String browser() {
        return browser;
    }

    KnownBrowserToken ofBrowser(String id) {
        browser = id;
        return this;
    }
}
