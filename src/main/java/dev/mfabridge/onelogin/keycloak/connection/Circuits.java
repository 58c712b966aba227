package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.api.http.Circuit;
import dev.mfabridge.onelogin.keycloak.metrics.CircuitMetrics;
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
final class Circuits {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** With no request for so long, there is nothing to protect and nothing to show: the address may be asked no more. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final ConcurrentMap<Key, Used> circuits = new ConcurrentHashMap<>();
    private final Set<String> watched = ConcurrentHashMap.newKeySet();

    private record Key(String realm, URI address) {}

    private record Used(Circuit circuit, Instant at) {}

    Circuits(InstantSource clock) {
        this.clock = clock;
    }

    /** @param realm the name of the realm; empty where there is none */
    Circuit of(String realm, URI address) {
        forgetQuietOnes();
        return circuits.compute(new Key(realm, address), (key, used) -> {
                    var circuit = used == null ? begin(key) : used.circuit();
                    return new Used(circuit, clock.instant());
                })
                .circuit();
    }

    private void forgetQuietOnes() {
        var since = clock.instant().minus(QUIET);
        circuits.values().removeIf(used -> used.at().isBefore(since));
    }

    private Circuit begin(Key key) {
        if (watched.add(key.realm())) {
            CircuitMetrics.watch(key.realm(), state -> count(key.realm(), state));
        }
        return new Circuit(PAUSE, new Announcer(key.realm(), key.address()));
    }

    long count(String realm, Circuit.State state) {
        forgetQuietOnes();
        return circuits.entrySet().stream()
                .filter(entry -> entry.getKey().realm().equals(realm)
                        && entry.getValue().circuit().state() == state)
                .count();
    }

    private record Announcer(String realm, URI address) implements Circuit.Watcher {
        @Override
        public void opened() {
            LOG.warnf(
                    "OneLogin MFA, realm %s: the last %d requests to %s got no answer. Until OneLogin answers again, one request"
                            + " is sent every %d s, and other logins are told at once that OneLogin can't be reached. Check that"
                            + " OneLogin is up, and that this server can connect (proxy, truststore).",
                    realm, Circuit.FAILURES, address, PAUSE.toSeconds());
        }

        @Override
        public void closed() {
            LOG.infof("OneLogin MFA, realm %s: %s answers again.", realm, address);
        }
    }
}
