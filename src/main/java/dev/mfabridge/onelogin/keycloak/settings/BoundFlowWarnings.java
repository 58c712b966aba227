package dev.mfabridge.onelogin.keycloak.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Warnings in the log about bound flows that bypass the factor. Each server logs them once, and again when they change.
 * A realm is checked when its execution runs, at most once in a minute. A failure of the check never reaches the login.
 */
public final class BoundFlowWarnings {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final ConcurrentMap<String, FlowCheck> checks = new ConcurrentHashMap<>();

    /** Last check of a realm. */
    private record FlowCheck(Instant at, List<String> warnings) {}

    public BoundFlowWarnings(InstantSource clock) {
        this.clock = clock;
    }

    /** Checks the realm, unless a check took place within the last minute. */
    public void check(KeycloakSession session, RealmModel realm) {
        try {
            newWarnings(realm.getId(), () -> new BoundFlows(session, realm).warnings())
                    .forEach(warning -> LOG.warnf("OneLogin MFA, realm %s: %s.", realm.getName(), warning));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "OneLogin MFA, realm %s: the bound flows can't be read: %s. Check the bound flows manually.",
                    realm.getName(), e);
            LOG.debug("Reading the bound flows failed", e);
        }
    }

    /** Returns the warnings to log: all warnings if they differ from those of the last check, and none otherwise. */
    List<String> newWarnings(String realm, Supplier<List<String>> reading) {
        var now = clock.instant();
        var last = checks.get(realm);
        if (last != null && now.isBefore(last.at().plus(PAUSE))) {
            return List.of();
        }
        List<String> before = last == null ? List.of() : last.warnings();
        if (!claims(realm, last, new FlowCheck(now, before))) {
            return List.of();
        }
        var warnings = reading.get();
        checks.put(realm, new FlowCheck(now, warnings));
        return warnings.equals(before) ? List.of() : warnings;
    }

    /** Returns whether this login is the one that checks. Concurrent logins neither wait nor read the flows. */
    private boolean claims(String realm, FlowCheck last, FlowCheck next) {
        return last == null ? checks.putIfAbsent(realm, next) == null : checks.replace(realm, last, next);
    }
}
