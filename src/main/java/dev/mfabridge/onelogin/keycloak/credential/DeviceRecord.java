package dev.mfabridge.onelogin.keycloak.credential;

import static java.util.Objects.requireNonNull;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.net.URI;

/**
 * Record of an enrolled device, which remains when the device's credential is removed.
 *
 * @param credential the id of the credential
 * @param user the OneLogin user who owns the device
 * @param device the device's id
 * @param account the base URL of the OneLogin account
 */
public record DeviceRecord(String credential, OneLoginId user, OneLoginId device, URI account) {
    /**
     * Checks the components, since a record of another version may lack some.
     *
     * @throws RuntimeException if a component is null or the account is no URL of a server
     */
    public DeviceRecord {
        requireNonNull(credential);
        requireNonNull(user);
        requireNonNull(device);
        requireServer(account);
    }

    /**
     * Checks the base URL of an account.
     *
     * @throws IllegalArgumentException if the URL names no server
     */
    static void requireServer(URI account) {
        if (account.getScheme() == null || account.getHost() == null) {
            throw new IllegalArgumentException("Not the URL of an account");
        }
    }
}
