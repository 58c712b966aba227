package dev.mfabridge.onelogin.keycloak.connection;

import dev.mfabridge.onelogin.client.http.AllowedHosts;
import java.util.Arrays;
import org.keycloak.Config;

/**
 * Options of the server, which its operator sets at the start of Keycloak and no administrator of a realm can change.
 *
 * @param allowedHosts the hosts that may receive the API credential of a realm
 */
public record ServerOptions(AllowedHosts allowedHosts) {
    /** Option with the allowed hosts, as the operator writes it on the command line. */
    public static final String ALLOWED_HOSTS = "--spi-authenticator--onelogin-mfa--allowed-hosts";

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if an option is invalid, so that Keycloak doesn't start
     */
    public static ServerOptions of(Config.Scope config) {
        return new ServerOptions(allowedHosts(config));
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
}
