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
 * Registry of this server's circuit breakers, one for each realm and address of OneLogin. An outage that one realm
 * sees, for example because of a wrong proxy setting, does not stop another realm.
 *
 * <p>Instances are thread safe: the breakers are in a concurrent map, and the creation for a key is atomic.
 */
final class CircuitBreakerRegistry {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final Duration TRIAL_INTERVAL = Duration.ofSeconds(10);

    /**
     * Time after which an unused breaker is removed. There is nothing to protect or to show then, and the address may
     * no longer be in use.
     */
    private static final Duration UNUSED_TIMEOUT = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final ConcurrentMap<BreakerKey, UsedBreaker> breakers = new ConcurrentHashMap<>();
    private final Set<String> realmsWithMetrics = ConcurrentHashMap.newKeySet();

    /** Key of a circuit breaker. */
    private record BreakerKey(String realm, URI address) {}

    /** Circuit breaker with the time of its last use. */
    private record UsedBreaker(OneLoginCircuitBreaker breaker, Instant usedAt) {}

    CircuitBreakerRegistry(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Returns the circuit breaker of an address, and creates the breaker if there is none.
     *
     * @param realm the name of the realm; empty if there is no realm
     */
    OneLoginCircuitBreaker get(String realm, URI address) {
        evictUnused();
        return breakers.compute(new BreakerKey(realm, address), (key, used) -> {
                    var breaker = used == null ? create(key) : used.breaker();
                    return new UsedBreaker(breaker, clock.instant());
                })
                .breaker();
    }

    private void evictUnused() {
        var since = clock.instant().minus(UNUSED_TIMEOUT);
        breakers.values().removeIf(used -> used.usedAt().isBefore(since));
    }

    private OneLoginCircuitBreaker create(BreakerKey key) {
        if (realmsWithMetrics.add(key.realm())) {
            CircuitBreakerMetrics.register(key.realm(), state -> count(key.realm(), state));
        }
        return new OneLoginCircuitBreaker(clock, TRIAL_INTERVAL, new OutageLog(key.realm(), key.address()));
    }

    /** Returns the number of a realm's circuit breakers in a state. */
    long count(String realm, OneLoginCircuitBreaker.BreakerState state) {
        evictUnused();
        return breakers.entrySet().stream()
                .filter(entry -> entry.getKey().realm().equals(realm)
                        && entry.getValue().breaker().state() == state)
                .count();
    }

    /** Log of the outages of one address. */
    private record OutageLog(String realm, URI address) implements OneLoginCircuitBreaker.StateListener {
        @Override
        public void opened() {
            LOG.warnf(
                    "OneLogin MFA, realm %s: the last %d requests to %s got no answer. Until OneLogin answers again, one request"
                            + " is sent every %d s, and other logins are told at once that OneLogin can't be reached. Check that"
                            + " OneLogin is up, and that this server can connect (proxy, truststore).",
                    realm, OneLoginCircuitBreaker.FAILURES, address, TRIAL_INTERVAL.toSeconds());
        }

        @Override
        public void closed() {
            LOG.infof("OneLogin MFA, realm %s: %s answers again.", realm, address);
        }
    }
}
