package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests and responses, as the limits and the log see them. */
class TransportRequestTest {
    private static final TransportRequest DEVICES =
            request("GET", "/api/2/mfa/users/{user_id}/devices", "https://acme.onelogin.com/api/2/mfa/users/7/devices");
    private static final TransportRequest TOKEN =
            request("POST", "/auth/oauth2/v2/token", "https://acme.onelogin.com/auth/oauth2/v2/token");

    @Test
    @DisplayName("The template of a request is its path without an id")
    void templateIsPathWithoutId() {
        assertThat(DEVICES.template()).isEqualTo("/api/2/mfa/users/{user_id}/devices");
    }

    @Test
    @DisplayName("Only a request for an access token is about no user")
    void onlyTokenRequestIsForToken() {
        assertThat(TOKEN.isForToken()).isTrue();
        assertThat(DEVICES.isForToken()).isFalse();
    }

    @Test
    @DisplayName("The text of a request and of a response has no token, id or body (S7)")
    void textHasNoSecret() {
        assertThat(DEVICES).hasToString("GET /api/2/mfa/users/{user_id}/devices");
        assertThat(new TransportResponse(200, "secret", Optional.empty(), Optional.empty()))
                .hasToString("TransportResponse[200]");
    }

    private static TransportRequest request(String method, String template, String uri) {
        return new TransportRequest(method + " " + template, method, URI.create(uri), "bearer t", Optional.of("{}"));
    }
}
