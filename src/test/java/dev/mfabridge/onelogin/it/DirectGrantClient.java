package dev.mfabridge.onelogin.it;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** Application that requests tokens with users' passwords. */
record DirectGrantClient(TestRealm realm) {

    /**
     * Requests a token, and repeats the request for as long as brute-force protection rejects it.
     *
     * <p>Keycloak rejects every login until it has stored the result of the previous one.
     */
    TokenResponse requestToken(TestUser user, Map<String, String> more) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .until(() -> realm.requestToken(user, more), response -> !isRejected(user, response));
    }

    private boolean isRejected(TestUser user, TokenResponse response) {
        return !response.isToken()
                && response.error().equals("invalid_grant")
                && realm.events(user, "LOGIN_ERROR").get(0).getError().equals("user_temporarily_disabled");
    }
}
