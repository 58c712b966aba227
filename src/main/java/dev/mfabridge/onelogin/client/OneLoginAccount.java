package dev.mfabridge.onelogin.client;

import java.net.URI;

/**
 * OneLogin account with its API credential (scope "Manage All"). {@link #toString()} hides the secret (S7).
 *
 * @param baseUrl the base URL, such as {@code https://example.onelogin.com}, without a path or a trailing slash
 * @param clientId the client ID of the API credential
 * @param clientSecret the client secret of the API credential
 */
public record OneLoginAccount(URI baseUrl, String clientId, String clientSecret) {
    @Override
    public String toString() {
        return "OneLoginAccount[" + baseUrl + "]";
    }
}
