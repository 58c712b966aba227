package dev.mfabridge.onelogin.simulator;

import java.time.Instant;

/**
 * Recorded call of the API. Headers are not recorded, since one of them contains the credentials.
 *
 * @param query the query as sent, empty if there was none
 * @param body the body as sent, empty if there was none
 * @param authorized whether the token was valid, or the credentials of a call for a token
 */
public record RecordedCall(String method, String path, String query, String body, boolean authorized, Instant at) {}
