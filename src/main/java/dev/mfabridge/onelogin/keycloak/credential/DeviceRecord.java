package dev.mfabridge.onelogin.keycloak.credential;

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
public record DeviceRecord(String credential, OneLoginId user, OneLoginId device, URI account) {}
