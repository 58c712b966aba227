package dev.mfabridge.onelogin.it.server;

/**
 * Addresses of the simulated OneLogin, without a slash at the end.
 *
 * @param fromKeycloak the address for Keycloak, for the setting <i>Base URL</i>
 * @param fromHere the address for the tests, for the control API and the phone page
 */
public record SimulatorUrls(String fromKeycloak, String fromHere) {}
