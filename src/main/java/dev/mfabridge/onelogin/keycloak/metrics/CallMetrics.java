package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.TokenRenewalListener;
import dev.mfabridge.onelogin.client.http.Transport;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.RealmModel;

/**
 * Times the requests to OneLogin and counts the access tokens.
 *
 * @param realm the name of the realm in which OneLogin is asked; empty where there is none
 */
public record CallMetrics(String realm) implements TokenRenewalListener {

    /** Of the realm that the request is for. */
    public static CallMetrics of(KeycloakContext context) {
        return new CallMetrics(
                Optional.ofNullable(context.getRealm()).map(RealmModel::getName).orElse(""));
    }

    /** @return the same transport; how long each request took and how it ended is recorded */
    public Transport timed(Transport transport) {
        return request -> {
            var begun = System.nanoTime();
            try {
                var response = transport.send(request);
                record(request.operation(), begun, CallOutcome.of(response));
                return response;
            } catch (OneLoginException e) {
                record(request.operation(), begun, CallOutcome.of(e));
                throw e;
            }
        };
    }

    private void record(String operation, long begun, CallOutcome outcome) {
        Metric.CALLS.record(Duration.ofNanos(System.nanoTime() - begun), realm, operation, outcome.label());
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
