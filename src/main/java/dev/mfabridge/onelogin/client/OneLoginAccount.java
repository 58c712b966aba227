package dev.mfabridge.onelogin.client;

import java.net.URI;

/**
 * The OneLogin account that is asked, and the API credential pair (scope "Manage All") that asks it. {@link
 * #toString()} hides the secret.
 *
 * @param baseUrl such as {@code https://example.onelogin.com}, with no path and no trailing slash
 * @param clientId the client id of the API credential pair
 * @param clientSecret the client secret of the API credential pair
 */
public record OneLoginAccount(URI baseUrl, String clientId, String clientSecret) {
    @Override
    public String toString() {
        return "Account[" + baseUrl + "]";
    }
}
