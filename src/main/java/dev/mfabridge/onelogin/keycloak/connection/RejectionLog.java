package dev.mfabridge.onelogin.keycloak.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Log of the calls that this server doesn't send, because too many are under way. There is one line for each realm within
 * {@link #INTERVAL}, however many logins are rejected.
 *
 * <p>Instances are thread safe.
 */
final class RejectionLog {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<String, LoggedRejections> byRealm = new HashMap<>();

    /** Time of a realm's last line, and the number of its rejections since. */
    private record LoggedRejections(Instant loggedAt, int unlogged) {}

    RejectionLog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Logs a rejection, or counts it for the next line.
     *
     * @param maximum the number of calls that this server sends at once
     */
    void rejected(String realm, int maximum) {
        var count = countToLog(realm);
        if (count > 0) {
            LOG.warnf(
                    "OneLogin MFA, realm %s: calls to OneLogin were not sent, because too many are under way (%d since the last"
                            + " such line). This server sends at most %d at once, for one user at most a quarter of these, and"
                            + " for one realm at most as many as are free. Users are told to try again. Find out why OneLogin answers slowly, or raise Keycloak's"
                            + " option %s.",
                    realm, count, maximum, ServerOptions.MAX_CONCURRENT_CALLS);
        }
    }

    /** Returns the number of rejections that the next line reports; 0 if no line is due. */
    synchronized int countToLog(String realm) {
        var now = clock.instant();
        byRealm.values()
                .removeIf(logged -> logged.unlogged() == 0
                        && !now.isBefore(logged.loggedAt().plus(INTERVAL)));
        var last = byRealm.get(realm);
        if (last != null && now.isBefore(last.loggedAt().plus(INTERVAL))) {
            byRealm.put(realm, new LoggedRejections(last.loggedAt(), last.unlogged() + 1));
            return 0;
        }
        byRealm.put(realm, new LoggedRejections(now, 0));
        return last == null ? 1 : last.unlogged() + 1;
    }
}
