package dev.mfabridge.onelogin.keycloak.realmcheck;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
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
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Log lines about the findings in a realm. Each server logs the findings once, and again when they change. A realm is
 * checked when its execution runs, at most once in a minute. A failure of the check never reaches the login.
 */
public final class RealmWarnings {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final ConcurrentMap<String, LoggedCheck> checks = new ConcurrentHashMap<>();

    /** Last check of a realm. */
    private record LoggedCheck(Instant at, List<RealmFinding> findings) {}

    public RealmWarnings(InstantSource clock) {
        this.clock = clock;
    }

    /** Checks the realm, unless a check took place within the last minute. */
    public void check(KeycloakSession session, RealmModel realm) {
        try {
            newFindings(realm.getId(), () -> findings(session, realm))
                    .forEach(finding -> LOG.logf(
                            finding.severity() == Severity.WARNING ? Logger.Level.WARN : Logger.Level.INFO,
                            "OneLogin MFA, realm %s: %s",
                            realm.getName(),
                            finding.message()));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "OneLogin MFA, realm %s: the realm can't be checked: %s. Call GET onelogin-mfa/realm-check of the admin API.",
                    realm.getName(), e);
            LOG.debug("Checking the realm failed", e);
        }
    }

    /** Checks the realm in a transaction of its own: a failed query would roll back the transaction of the login. */
    private static List<RealmFinding> findings(KeycloakSession session, RealmModel realm) {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), separate -> {
            var checked = separate.realms().getRealm(realm.getId());
            separate.getContext().setRealm(checked);
            return new RealmCheck(separate, checked, RealmCheck.Depth.AT_LOGIN).findings();
        });
    }

    /** Returns the findings to log: all findings if they differ from those of the last check, and none otherwise. */
    List<RealmFinding> newFindings(String realm, Supplier<List<RealmFinding>> reading) {
        var now = clock.instant();
        var last = checks.get(realm);
        if (last != null && now.isBefore(last.at().plus(PAUSE))) {
            return List.of();
        }
        List<RealmFinding> before = last == null ? List.of() : last.findings();
        if (!claims(realm, last, new LoggedCheck(now, before))) {
            return List.of();
        }
        var findings = reading.get();
        checks.put(realm, new LoggedCheck(now, findings));
        return findings.equals(before) ? List.of() : findings;
    }

    /** Returns whether this login is the one that checks. Concurrent logins neither wait nor read the realm. */
    private boolean claims(String realm, LoggedCheck last, LoggedCheck next) {
        return last == null ? checks.putIfAbsent(realm, next) == null : checks.replace(realm, last, next);
    }
}
