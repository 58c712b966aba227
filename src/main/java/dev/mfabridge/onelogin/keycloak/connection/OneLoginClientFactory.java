package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.AccessTokenCache;
import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.http.ApacheTransport;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.keycloak.metrics.CallMetrics;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import dev.mfabridge.onelogin.keycloak.tracing.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/**
 * What all requests of this server share when they ask OneLogin: the access tokens, the circuits, and the timer behind the
 * deadlines. The HTTP client is Keycloak's own, with the proxy, truststore and pool that the server's admin gave it.
 */
public final class OneLoginClientFactory implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** The one provider factory of this extension that keeps them. */
    public interface Provider {
        OneLoginClientFactory clientFactory();
    }

    private final AccessTokenCache tokens = new AccessTokenCache(Clock.systemUTC());
    private final CircuitBreakerRegistry breakers = new CircuitBreakerRegistry(Clock.systemUTC());
    private final ScheduledThreadPoolExecutor timer;

    public OneLoginClientFactory() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "onelogin-mfa-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** @return those of this server */
    public static OneLoginClientFactory of(KeycloakSession session) {
        var factory = session.getKeycloakSessionFactory()
                .getProviderFactory(Authenticator.class, RealmExecutions.AUTHENTICATOR);
        return ((Provider) factory).clientFactory();
    }

    public OneLoginClient client(KeycloakSession session, OneLoginAccount account) {
        var metrics = CallMetrics.of(session.getContext());
        var breaker = breakers.get(metrics.realm(), account.baseUrl());
        return new OneLoginClient(account, tokens.withListener(metrics), breaker.protect(transport(session, metrics)));
    }

    /**
     * @return one that asks whatever was found out before: it fetches an access token of its own, and asks also where
     *     OneLogin gave no answer just now
     */
    public OneLoginClient uncachedClient(KeycloakSession session, OneLoginAccount account) {
        var metrics = CallMetrics.of(session.getContext());
        return new OneLoginClient(
                account, new AccessTokenCache(Clock.systemUTC()).withListener(metrics), transport(session, metrics));
    }

    private Transport transport(KeycloakSession session, CallMetrics metrics) {
        var http = Tracing.client(session).getHttpClient();
        return metrics.timed(Tracing.around(new ApacheTransport(http, timer, DEADLINE), session));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
