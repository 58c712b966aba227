package dev.mfabridge.onelogin.client;

import java.time.Instant;

/**
 * A bearer token of OneLogin's API. {@link #toString()} hides it.
 *
 * @param value what goes behind {@code bearer} in the Authorization header
 * @param staleFrom when a new one should be fetched, a little before it runs out
 */
record AccessToken(String value, Instant staleFrom) {
    @Override
    public String toString() {
        return "AccessToken[stale from " + staleFrom + "]";
    }
}
