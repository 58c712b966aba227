package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.http.AccountQuota;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * Knowledge of this server about the rate limits of all OneLogin accounts. Realms with the same account share it, since
 * OneLogin counts their calls together. Other nodes learn by themselves: each sends at most one call too many.
 *
 * <p>Instances are thread safe.
 */
final class AccountQuotas {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private final InstantSource clock;
    private final ConcurrentMap<AccountKey, AccountQuota> quotas = new ConcurrentHashMap<>();

    /** Key of an account, without its secret. */
    private record AccountKey(URI baseUrl, String clientId) {}

    AccountQuotas(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the knowledge about an account. */
    AccountQuota get(OneLoginAccount account) {
        return quotas.computeIfAbsent(
                new AccountKey(account.baseUrl(), account.clientId()),
                key -> new AccountQuota(clock, new QuotaLog(key.baseUrl())));
    }

    /** Log of the pauses of one account. */
    private record QuotaLog(URI baseUrl) implements AccountQuota.QuotaListener {
        @Override
        public void paused(Instant until) {
            LOG.warnf(
                    "OneLogin MFA: %s reports that the account has used up its API calls (HTTP 429). This server sends no"
                            + " more calls of this account until %s, and users can't sign in with OneLogin until then. Check"
                            + " which programs use the account.",
                    baseUrl, until.truncatedTo(ChronoUnit.SECONDS));
        }

        @Override
        public void reserved(Instant until) {
            LOG.warnf(
                    "OneLogin MFA: %s reports that the account has few API calls left. Until %s, this server sends only calls"
                            + " for logins, and none for administrators and removals. Check which programs use the account.",
                    baseUrl, until.truncatedTo(ChronoUnit.SECONDS));
        }
    }
}
