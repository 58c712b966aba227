package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.http.OneLoginCircuitBreaker;
import dev.mfabridge.onelogin.keycloak.metrics.CircuitBreakerMetrics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * The circuits of this server, one for each realm and address of OneLogin's: what one realm meets, such as a proxy that was
 * set up wrongly for it, does not stop another.
 */
final class CircuitBreakerRegistry {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** With no request for so long, there is nothing to protect and nothing to show: the address may be asked no more. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final ConcurrentMap<BreakerKey, UsedBreaker> breakers = new ConcurrentHashMap<>();
    private final Set<String> realmsWithMetrics = ConcurrentHashMap.newKeySet();

    private record BreakerKey(String realm, URI address) {}

    private record UsedBreaker(OneLoginCircuitBreaker breaker, Instant usedAt) {}

    CircuitBreakerRegistry(InstantSource clock) {
        this.clock = clock;
    }

    /** @param realm the name of the realm; empty where there is none */
    OneLoginCircuitBreaker get(String realm, URI address) {
        evictUnused();
        return breakers.compute(new BreakerKey(realm, address), (key, used) -> {
                    var breaker = used == null ? create(key) : used.breaker();
                    return new UsedBreaker(breaker, clock.instant());
                })
                .breaker();
    }

    private void evictUnused() {
        var since = clock.instant().minus(QUIET);
        breakers.values().removeIf(used -> used.usedAt().isBefore(since));
    }

    private OneLoginCircuitBreaker create(BreakerKey key) {
        if (realmsWithMetrics.add(key.realm())) {
            CircuitBreakerMetrics.register(key.realm(), state -> count(key.realm(), state));
        }
        return new OneLoginCircuitBreaker(PAUSE, new OutageLog(key.realm(), key.address()));
    }

    long count(String realm, OneLoginCircuitBreaker.BreakerState state) {
        evictUnused();
        return breakers.entrySet().stream()
                .filter(entry -> entry.getKey().realm().equals(realm)
                        && entry.getValue().breaker().state() == state)
                .count();
    }

    private record OutageLog(String realm, URI address) implements OneLoginCircuitBreaker.StateListener {
        @Override
        public void opened() {
            LOG.warnf(
                    "OneLogin MFA, realm %s: the last %d requests to %s got no answer. Until OneLogin answers again, one request"
                            + " is sent every %d s, and other logins are told at once that OneLogin can't be reached. Check that"
                            + " OneLogin is up, and that this server can connect (proxy, truststore).",
                    realm, OneLoginCircuitBreaker.FAILURES, address, PAUSE.toSeconds());
        }

        @Override
        public void closed() {
            LOG.infof("OneLogin MFA, realm %s: %s answers again.", realm, address);
        }
    }
}
