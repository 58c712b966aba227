package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.http.AllowedHosts;
import dev.mfabridge.onelogin.keycloak.compat.OptionNames;
import dev.mfabridge.onelogin.keycloak.compat.WorkerThreads;
import java.util.Arrays;
import org.keycloak.Config;

/**
 * Options of the server, which its operator sets at the start of Keycloak and no administrator of a realm can change.
 *
 * @param allowedHosts the hosts that may receive the API credential of a realm
 * @param maxConcurrentCalls the number of calls to OneLogin that this server sends at once, 1 or more
 */
public record ServerOptions(AllowedHosts allowedHosts, int maxConcurrentCalls) {
    private static final String PREFIX = "--spi-authenticator--onelogin-mfa--";
    private static final String CALLS = "max-concurrent-calls";

    /** Option with the allowed hosts, as the operator writes it on the command line. */
    public static final String ALLOWED_HOSTS = OptionNames.of(PREFIX + "allowed-hosts");

    /** Option with the number of calls at once, as the operator writes it on the command line. */
    public static final String MAX_CONCURRENT_CALLS = OptionNames.of(PREFIX + CALLS);

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if an option is invalid, so that Keycloak doesn't start
     */
    public static ServerOptions of(Config.Scope config) {
        return new ServerOptions(allowedHosts(config), maxConcurrentCalls(config));
    }

    private static AllowedHosts allowedHosts(Config.Scope config) {
        var texts = config.getArray("allowed-hosts");
        var patterns = Arrays.stream(texts == null ? new String[0] : texts)
                .filter(text -> !text.isBlank())
                .toList();
        try {
            return patterns.isEmpty() ? AllowedHosts.ONELOGIN : AllowedHosts.parse(patterns);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The option " + ALLOWED_HOSTS + " is invalid: " + e.getMessage(), e);
        }
    }

    private static int maxConcurrentCalls(Config.Scope config) {
        var calls = config.getInt(CALLS, Math.max(1, WorkerThreads.count(config) / 2));
        if (calls < 1) {
            throw new IllegalArgumentException("The option " + MAX_CONCURRENT_CALLS + " must be 1 or more");
        }
        return calls;
    }
}
