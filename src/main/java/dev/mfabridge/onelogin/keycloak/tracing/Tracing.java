package dev.mfabridge.onelogin.keycloak.tracing;

import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.keycloak.compat.KeycloakTracing;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;

/** Use of Keycloak's tracing for the requests to OneLogin. If tracing is off, no class of OpenTelemetry is used. */
public final class Tracing {
    /** Id of Keycloak's own {@code OTelHttpClientFactory}. */
    private static final String TRACED_CLIENT = "opentelemetry";

    private static final String PLAIN_CLIENT = "default";

    private Tracing() {}

    /** Returns the transport, with a span around each request if Keycloak's tracing is on. */
    public static Transport around(Transport transport, KeycloakSession session) {
        return KeycloakTracing.of(session)
                .<Transport>map(tracing -> new TracedTransport(transport, tracing))
                .orElse(transport);
    }

    /**
     * Returns Keycloak's HTTP client, but not the one that writes each address unchanged into a span: OneLogin's
     * addresses contain ids and e-mail addresses. The plain client has the same settings and a pool of its own.
     */
    public static HttpClientProvider client(KeycloakSession session) {
        var factory = session.getKeycloakSessionFactory().getProviderFactory(HttpClientProvider.class);
        return TRACED_CLIENT.equals(factory.getId())
                ? session.getProvider(HttpClientProvider.class, PLAIN_CLIENT)
                : session.getProvider(HttpClientProvider.class);
    }
}
