package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.AccessTokenCache;
import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.http.ApacheTransport;
import dev.mfabridge.onelogin.client.http.CallPermits;
import dev.mfabridge.onelogin.client.http.ExchangeWatch;
import dev.mfabridge.onelogin.client.http.TimedTransport;
import dev.mfabridge.onelogin.client.http.Transport;
import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.metrics.CallMetrics;
import dev.mfabridge.onelogin.keycloak.tracing.Tracing;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/**
 * Factory of OneLogin clients. All requests of this server share its access tokens, permits, circuit breakers, rate
 * limits of accounts, and timer. The HTTP client is Keycloak's own, with the proxy, truststore and pool that the server's
 * administrator configured.
 *
 * <p>Instances are thread safe: all shared parts are, and a client is created for each request.
 */
public final class OneLoginClientFactory implements AutoCloseable {
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
    private final HarmlessCall harmlessCall = new HarmlessCall();
    private final RejectionLog rejections = new RejectionLog(Clock.systemUTC());
    private final CallPermits permits;
    private final AccountQuotas quotas = new AccountQuotas(Clock.systemUTC());
    private final ScheduledThreadPoolExecutor timer;
    private final ExchangeWatch watch;
    private final ServerOptions options;

    /** Creates the shared parts and starts the timer, so {@link #close} has to be called in the end. */
    public OneLoginClientFactory(ServerOptions options) {
        permits = new CallPermits(options.maxConcurrentCalls());
        this.options = options;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "onelogin-mfa-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        watch = new ExchangeWatch(timer);
    }

    /** Returns the client factory of this server. */
    public static OneLoginClientFactory of(KeycloakSession session) {
        var factory =
                session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, ProviderIds.AUTHENTICATOR);
        return ((Provider) factory).clientFactory();
    }

    /** Returns the options of this server. */
    public ServerOptions options() {
        return options;
    }

    /**
     * Returns a client that uses the cached access tokens and the realm's circuit breaker.
     *
     * @param subject the reason for the calls, and the user that they are about
     */
    public OneLoginClient client(KeycloakSession session, OneLoginAccount account, CallSubject subject) {
        var metrics = CallMetrics.of(session.getContext());
        var direct = directTransport(session, metrics);
        var guarded = breakers.get(metrics.realm(), account.baseUrl())
                .protect(direct, subject.user(), () -> HarmlessCall.isAnswered(withOwnToken(account, direct)));
        return new OneLoginClient(
                account, tokens.withListener(metrics), limited(session, account, subject, metrics, guarded));
    }

    /**
     * Returns a client for a connection test, which ignores earlier results. It fetches an access token of its own, and
     * calls OneLogin even during an outage.
     *
     * @param subject the administrator who tests
     */
    public OneLoginClient uncachedClient(KeycloakSession session, OneLoginAccount account, CallSubject subject) {
        var metrics = CallMetrics.of(session.getContext());
        var transport = limited(session, account, subject, metrics, directTransport(session, metrics));
        return new OneLoginClient(account, new AccessTokenCache(Clock.systemUTC()).withListener(metrics), transport);
    }

    /**
     * Returns whether OneLogin is out of service as a whole: a harmless call of its own gets no answer either. The failed
     * call of a login may be about that user only, and the user can cause it. A limit of this server is no outage (S1).
     *
     * @param subject the login that asks, whose budget pays for the call (S4)
     */
    public boolean isOutage(KeycloakSession session, OneLoginAccount account, CallSubject subject) {
        var metrics = CallMetrics.of(session.getContext());
        var breaker = breakers.get(metrics.realm(), account.baseUrl());
        if (breaker.isOutageConfirmed()) {
            return true;
        }
        var transport = limited(session, account, subject, metrics, directTransport(session, metrics));
        return harmlessCall.isMissingAnswer(
                metrics.realm(),
                account.baseUrl(),
                () -> {
                    var isAnswered = HarmlessCall.isAnswered(new OneLoginClient(account, tokens, transport));
                    breaker.recordHarmlessCall(isAnswered);
                    return isAnswered;
                },
                transport);
    }

    /**
     * Returns a client for a trial of a circuit breaker. The token of the cache may be the one that the calling thread is
     * fetching, and the thread would wait for itself.
     */
    private static OneLoginClient withOwnToken(OneLoginAccount account, Transport transport) {
        return new OneLoginClient(account, new AccessTokenCache(Clock.systemUTC()), transport);
    }

    /**
     * Returns the transport within the permits of this server, the rate limit of the account and the budgets of the
     * subject (S4). Only the trials of a circuit breaker are outside: their number is limited, and they end with the first
     * answer.
     */
    private Transport limited(
            KeycloakSession session,
            OneLoginAccount account,
            CallSubject subject,
            CallMetrics metrics,
            Transport transport) {
        var budgeted = new BudgetedTransport(transport, new CallBudgets(session).of(subject));
        var withinQuota = quotas.get(account).protect(budgeted, subject.caller(), subject.isLogin());
        return new LimitedTransport(withinQuota, permits, metrics, rejections, subject.user(), !subject.isLogin());
    }

    /** Returns a transport without permits and circuit breaker, whose calls share the deadline of the request. */
    private Transport directTransport(KeycloakSession session, CallMetrics metrics) {
        var http = Tracing.client(session).getHttpClient();
        return new TimedTransport(SessionDeadline.of(session), limit -> {
            var guarded = options.allowedHosts().guard(new ApacheTransport(http, watch, limit));
            return metrics.timed(Tracing.around(guarded, session));
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
