package dev.mfabridge.onelogin.keycloak.connection;

import org.keycloak.Config;

/**
 * Options of the server's operator: {@code --spi-authenticator--onelogin-mfa--<option>}. No administrator of a realm can
 * change them.
 *
 * @param maxConcurrentCalls the number of calls to OneLogin that this server sends at once, 1 or more
 */
public record ServerOptions(int maxConcurrentCalls) {
    private static final String MAX_CONCURRENT_CALLS = "max-concurrent-calls";

    /** Reads the options of the provider. */
    public static ServerOptions read(Config.Scope config) {
        var calls = config.getInt(MAX_CONCURRENT_CALLS, Math.max(1, workerThreads(config) / 2));
        if (calls < 1) {
            throw new IllegalArgumentException(
                    "The option --spi-authenticator--onelogin-mfa--" + MAX_CONCURRENT_CALLS + " must be 1 or more");
        }
        return new ServerOptions(calls);
    }

    /** Returns the number of threads that serve requests. Keycloak computes its default and shows it to no provider. */
    private static int workerThreads(Config.Scope config) {
        return config.root()
                .getInt(
                        "http-pool-max-threads",
                        Math.max(50, 4 * Runtime.getRuntime().availableProcessors()));
    }
}
