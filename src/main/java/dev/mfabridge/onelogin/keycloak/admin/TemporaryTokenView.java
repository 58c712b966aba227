package dev.mfabridge.onelogin.keycloak.admin;

import java.time.Instant;

/**
 * Answer with a temporary token, the only place that has the token. {@link #toString()} hides the token (S7).
 *
 * @param token the token, which the user enters in place of a code
 * @param expiresAt the time from which the token is no longer valid
 * @param reusable whether the token is valid until then, and not only once
 * @param device the device of the token in OneLogin, by which the token can be revoked; null if OneLogin doesn't name it
 */
public record TemporaryTokenView(String token, String expiresAt, boolean reusable, String device) {
    static TemporaryTokenView of(String token, Instant expiresAt, boolean isReusable, String device) {
        return new TemporaryTokenView(token, expiresAt.toString(), isReusable, device);
    }

    @Override
    public String toString() {
        return "TemporaryTokenView[hidden]";
    }
}
