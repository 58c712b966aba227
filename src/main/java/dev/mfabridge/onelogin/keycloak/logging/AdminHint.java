package dev.mfabridge.onelogin.keycloak.logging;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;

/** What an administrator can do about a call that failed. */
public final class AdminHint {
    private AdminHint() {}

    /** @return a sentence without its full stop */
    public static String of(OneLoginException e) {
        if (e instanceof OneLoginException.Unauthorized) {
            return "The API credential is refused: check the settings %s and %s, and that %s is the address of the same account"
                    .formatted(
                            ConfigProperty.CLIENT_ID.key(),
                            ConfigProperty.CLIENT_SECRET.key(),
                            ConfigProperty.BASE_URL.key());
        }
        if (e instanceof OneLoginException.ScopeMissing) {
            return "Create an API credential of scope Manage All in OneLogin, and enter it in the settings %s and %s"
                    .formatted(ConfigProperty.CLIENT_ID.key(), ConfigProperty.CLIENT_SECRET.key());
        }
        if (e instanceof OneLoginException.RateLimited) {
            return "This OneLogin account has used up its calls for now; it recovers by itself";
        }
        if (e instanceof OneLoginException.PoolExhausted) {
            return "Raise Keycloak's options --spi-connections-http-client--default--max-pooled-per-route and"
                    + " --spi-connections-http-client--default--connection-pool-size, or see what keeps the connections";
        }
        if (e instanceof OneLoginException.Refused) {
            return "The API credential (settings %s, %s) may lack the scope Manage All"
                    .formatted(ConfigProperty.CLIENT_ID.key(), ConfigProperty.CLIENT_SECRET.key());
        }
        return "Check that OneLogin is up, the setting %s, and this server's way there (proxy, truststore)"
                .formatted(ConfigProperty.BASE_URL.key());
    }
}
