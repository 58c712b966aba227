package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.AccessTokenCache;
import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.http.ApacheTransport;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.metrics.CallMetrics;
import dev.mfabridge.onelogin.keycloak.tracing.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/**
 * Factory of OneLogin clients. It holds what all requests of this server share: the access tokens, the circuit
 * breakers, the rate limits of the accounts, and the timer for the deadlines. The HTTP client is Keycloak's own, with the proxy, truststore and pool
 * that the server's administrator configured.
 *
 * <p>Instances are thread safe: all shared parts are, and a client is created for each request.
 */
public final class OneLoginClientFactory implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /**
     * Provider factory that holds this server's only {@link OneLoginClientFactory}. It is the factory of the
     * authenticator: Keycloak creates one instance of each provider factory per server, calls {@code init} at the start
     * and {@code close} at the end. Every session reaches that instance, in a login, in the admin API and after a
     * commit. A provider itself lives for one request only.
     */
    public interface Provider {
        /** Returns the client factory of this server. */
        OneLoginClientFactory clientFactory();
    }

    private final AccessTokenCache tokens = new AccessTokenCache(Clock.systemUTC());
    private final CircuitBreakerRegistry breakers = new CircuitBreakerRegistry(Clock.systemUTC());
    private final AccountQuotas quotas = new AccountQuotas(Clock.systemUTC());
    private final ScheduledThreadPoolExecutor timer;

    /** Creates the shared parts and starts the timer, so {@link #close} has to be called in the end. */
    public OneLoginClientFactory() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "onelogin-mfa-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Returns the client factory of this server. */
    public static OneLoginClientFactory of(KeycloakSession session) {
        var factory =
                session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, ProviderIds.AUTHENTICATOR);
        return ((Provider) factory).clientFactory();
    }

    /**
     * Returns a client that uses the cached access tokens and the realm's circuit breaker.
     *
     * @param subject the reason for the calls, and the user that they are about
     */
    public OneLoginClient client(KeycloakSession session, OneLoginAccount account, CallSubject subject) {
        var metrics = CallMetrics.of(session.getContext());
        var breaker = breakers.get(metrics.realm(), account.baseUrl());
        return new OneLoginClient(
                account,
                tokens.withListener(metrics),
                limited(session, account, subject, breaker.protect(transport(session, metrics))));
    }

    /**
     * Returns a client for a connection test, which ignores earlier results. It fetches an access token of its own, and
     * calls OneLogin even during an outage.
     *
     * @param subject the administrator who tests
     */
    public OneLoginClient uncachedClient(KeycloakSession session, OneLoginAccount account, CallSubject subject) {
        var metrics = CallMetrics.of(session.getContext());
        return new OneLoginClient(
                account,
                new AccessTokenCache(Clock.systemUTC()).withListener(metrics),
                limited(session, account, subject, transport(session, metrics)));
    }

    /** Returns the transport within the account's rate limit and the budgets of the subject (S4). No call escapes them. */
    private Transport limited(
            KeycloakSession session, OneLoginAccount account, CallSubject subject, Transport transport) {
        var budgeted = new BudgetedTransport(transport, new CallBudgets(session).of(subject));
        return CallMetrics.of(session.getContext())
                .withRejections(quotas.get(account).protect(budgeted, subject.caller(), subject.isLogin()));
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
