package dev.mfabridge.onelogin.keycloak.remember;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Token that names a browser for its user's rate limits. It is no factor and lets no user pass. */
final class KnownBrowserToken extends BrowserToken {
    static final String TYPE = "onelogin-mfa-browser";

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
