package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.TokenRenewalListener;
import dev.mfabridge.onelogin.client.http.Transport;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.RealmModel;

/**
 * Timers of the requests to OneLogin and counters of the access tokens.
 *
 * @param realm the name of the realm that a request is for; empty if there is none
 */
public record CallMetrics(String realm) implements TokenRenewalListener {

    /** Returns the metrics of the realm of the current request. */
    public static CallMetrics of(KeycloakContext context) {
        return new CallMetrics(
                Optional.ofNullable(context.getRealm()).map(RealmModel::getName).orElse(""));
    }

    /** Returns a transport that records the duration and the outcome of each request. */
    public Transport timed(Transport transport) {
        return request -> {
            var startedAt = System.nanoTime();
            try {
                var response = transport.send(request);
                record(request.operation(), startedAt, CallOutcome.of(response));
                return response;
            } catch (OneLoginException e) {
                record(request.operation(), startedAt, CallOutcome.of(e));
                throw e;
            }
        };
    }

    /**
     * Returns a transport that counts the requests that the account's rate limit or a budget rejected. They are not sent,
     * so {@link #timed} does not see them.
     */
    public Transport withRejections(Transport transport) {
        return request -> {
            var startedAt = System.nanoTime();
            try {
                return transport.send(request);
            } catch (OneLoginException.BudgetExhausted | OneLoginException.RateLimited e) {
                record(request.operation(), startedAt, CallOutcome.of(e));
                throw e;
            }
        };
    }

    private void record(String operation, long startedAt, CallOutcome outcome) {
        Metric.CALLS.record(Duration.ofNanos(System.nanoTime() - startedAt), realm, operation, outcome.label());
    }

    @Override
    public void renewed() {
        Metric.TOKEN_RENEWALS.increment(realm, CallOutcome.SUCCESS.label());
    }

    @Override
    public void failed(OneLoginException why) {
        Metric.TOKEN_RENEWALS.increment(realm, CallOutcome.of(why).label());
    }
}
