package dev.mfabridge.onelogin.keycloak.credential;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.net.URI;

/**
 * What stays known of an enrolled device when its credential is removed.
 *
 * @param credential the id of the credential
 * @param user the OneLogin user whose device it is
 * @param device the device's id
 * @param account the base URL of the OneLogin account
 */
public record DeviceRecord(String credential, OneLoginId user, OneLoginId device, URI account) {}
