package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.api.OneLoginException;
import dev.mfabridge.onelogin.keycloak.settings.Setting;

/** What an administrator can do about a call that failed. */
public final class Remedy {
    private Remedy() {}

    /** @return a sentence without its full stop */
    public static String of(OneLoginException e) {
        if (e instanceof OneLoginException.Unauthorized) {
            return "OneLogin rejects the API credential. Check the settings %s and %s, and that %s is the URL of the same account"
                    .formatted(Setting.CLIENT_ID.key(), Setting.CLIENT_SECRET.key(), Setting.BASE_URL.key());
        }
        if (e instanceof OneLoginException.ScopeMissing) {
            return "Create an API credential with the scope Manage All in OneLogin, and enter it in the settings %s and %s"
                    .formatted(Setting.CLIENT_ID.key(), Setting.CLIENT_SECRET.key());
        }
        if (e instanceof OneLoginException.RateLimited) {
            return "This OneLogin account has reached its API rate limit. Wait until the limit resets";
        }
        if (e instanceof OneLoginException.PoolExhausted) {
            return "Raise Keycloak's options --spi-connections-http-client--default--max-pooled-per-route and"
                    + " --spi-connections-http-client--default--connection-pool-size, or find out what holds the connections open";
        }
        if (e instanceof OneLoginException.Refused) {
            return "The API credential (settings %s, %s) may lack the scope Manage All"
                    .formatted(Setting.CLIENT_ID.key(), Setting.CLIENT_SECRET.key());
        }
        return "Check that OneLogin is up, that the setting %s is correct, and that this server can connect (proxy, truststore)"
                .formatted(Setting.BASE_URL.key());
    }
}
