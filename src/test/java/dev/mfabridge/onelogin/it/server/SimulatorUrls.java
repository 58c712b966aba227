package dev.mfabridge.onelogin.it.server;

/**
 * Where the simulated OneLogin beside a server is, without a slash at the end.
 *
 * @param fromKeycloak as the server reaches it, for the setting of a step
 * @param fromHere as whoever started the server reaches it, for the control API and the phone page
 */
public record SimulatorUrls(String fromKeycloak, String fromHere) {}
