package dev.mfabridge.onelogin.client;

import java.time.Instant;

/**
 * Bearer token of OneLogin's API. {@link #toString()} hides the token.
 *
 * @param value the text after {@code bearer} in the Authorization header
 * @param staleFrom the time from which a new token should be fetched, shortly before this token expires
 */
record AccessToken(String value, Instant staleFrom) {
    @Override
    public String toString() {
        return "AccessToken[stale from " + staleFrom + "]";
    }
}
