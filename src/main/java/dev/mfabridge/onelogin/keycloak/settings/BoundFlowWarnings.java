package dev.mfabridge.onelogin.keycloak.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;

/**
 * Warnings in the log about bound flows that are a way around the factor: once on a server, and again when they change. A
 * realm is looked at when its execution runs, once in a minute at most. A failure to look never reaches the login.
 */
public final class BoundFlowWarnings {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final ConcurrentMap<String, Look> looks = new ConcurrentHashMap<>();

    private record Look(Instant at, List<String> warnings) {}

    public BoundFlowWarnings(InstantSource clock) {
        this.clock = clock;
    }

    public void check(RealmModel realm) {
        try {
            var now = clock.instant();
            var last = looks.get(realm.getId());
            if (last == null || !now.isBefore(last.at().plus(PAUSE))) {
                var warnings = new BoundFlows(realm).waysAround();
                var before = looks.put(realm.getId(), new Look(now, warnings));
                if (before == null || !before.warnings().equals(warnings)) {
                    warnings.forEach(warning -> LOG.warnf("OneLogin MFA, realm %s: %s.", realm.getName(), warning));
                }
            }
        } catch (RuntimeException e) {
            LOG.debugf(e, "OneLogin MFA, realm %s: the bound flows could not be looked at", realm.getName());
        }
    }
}
