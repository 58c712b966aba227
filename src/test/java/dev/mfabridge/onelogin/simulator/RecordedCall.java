package dev.mfabridge.onelogin.simulator;

import java.time.Instant;

/**
 * One call that was made to the API. Headers are not kept, since one of them holds the credentials.
 *
 * @param query as it was sent, empty when there was none
 * @param body as it was sent, empty when there was none
 * @param authorized whether the token, or for a token call the credentials, were right
 */
public record RecordedCall(String method, String path, String query, String body, boolean authorized, Instant at) {}
