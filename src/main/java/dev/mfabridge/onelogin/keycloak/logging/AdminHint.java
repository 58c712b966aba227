package dev.mfabridge.onelogin.keycloak.logging;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;

/** What an administrator can do about a call that failed. */
public final class AdminHint {
    private AdminHint() {}

    /** @return a sentence without its full stop */
    public static String of(OneLoginException e) {
        if (e instanceof OneLoginException.Unauthorized) {
            return "OneLogin rejects the API credential. Check the settings %s and %s, and that %s is the URL of the same account"
                    .formatted(
                            ConfigProperty.CLIENT_ID.key(),
                            ConfigProperty.CLIENT_SECRET.key(),
                            ConfigProperty.BASE_URL.key());
        }
        if (e instanceof OneLoginException.ScopeMissing) {
            return "Create an API credential with the scope Manage All in OneLogin, and enter it in the settings %s and %s"
                    .formatted(ConfigProperty.CLIENT_ID.key(), ConfigProperty.CLIENT_SECRET.key());
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
                    .formatted(ConfigProperty.CLIENT_ID.key(), ConfigProperty.CLIENT_SECRET.key());
        }
        return "Check that OneLogin is up, that the setting %s is correct, and that this server can connect (proxy, truststore)"
                .formatted(ConfigProperty.BASE_URL.key());
    }
}
