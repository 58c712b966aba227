package dev.mfabridge.onelogin.keycloak.logging;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.compat.OptionNames;
import dev.mfabridge.onelogin.keycloak.connection.ServerOptions;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;

/** Advice for the administrator about a failed call. */
public final class AdminHint {
    private AdminHint() {}

    /** Returns one or more sentences, without the last full stop. */
    public static String of(OneLoginException e) {
        return switch (e.kind()) {
            case UNAUTHORIZED ->
                "OneLogin rejects the API credential. Check the settings %s and %s, and that %s is the URL of the same account"
                        .formatted(
                                ConfigProperty.CLIENT_ID.label(),
                                ConfigProperty.CLIENT_SECRET.label(),
                                ConfigProperty.BASE_URL.label());
            case SCOPE_MISSING ->
                "Create an API credential with the scope Manage All in OneLogin, and enter it in the settings %s and %s"
                        .formatted(ConfigProperty.CLIENT_ID.label(), ConfigProperty.CLIENT_SECRET.label());
            case RATE_LIMITED -> "This OneLogin account has reached its API rate limit. Wait until the limit resets";
            case BUDGET_EXHAUSTED ->
                "Wait. If the budget is that of a user, the admin API can free the limits of the user";
            case POOL_EXHAUSTED ->
                "Raise Keycloak's options %s and %s, or find out what holds the connections open"
                        .formatted(
                                OptionNames.of("--spi-connections-http-client--default--max-pooled-per-route"),
                                OptionNames.of("--spi-connections-http-client--default--connection-pool-size"));
            case BUSY ->
                "Try again in a moment. If this happens often, find out why OneLogin answers slowly, or raise Keycloak's option"
                        + " " + ServerOptions.MAX_CONCURRENT_CALLS;
            case OUT_OF_TIME -> "OneLogin answers slowly. Try again, and check the connection to OneLogin";
            case REFUSED ->
                "The API credential (settings %s, %s) may lack the scope Manage All"
                        .formatted(ConfigProperty.CLIENT_ID.label(), ConfigProperty.CLIENT_SECRET.label());
            case UNREACHABLE, TIMED_OUT, INVALID_RESPONSE ->
                "Check that OneLogin is up, that the setting %s is correct, and that this server can connect (proxy, truststore)"
                        .formatted(ConfigProperty.BASE_URL.label());
        };
    }
}
