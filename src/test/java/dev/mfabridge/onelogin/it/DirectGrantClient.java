package dev.mfabridge.onelogin.it;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** A program that knows people's passwords and asks for tokens with them. */
record DirectGrantClient(TestRealm realm) {

    /** While Keycloak still writes down how the last attempt went, it refuses the next one; no program may be that fast. */
    TokenResponse asks(TestUser account, Map<String, String> more) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .until(() -> realm.asksForToken(account, more), answer -> !isTurnedAway(account, answer));
    }

    private boolean isTurnedAway(TestUser account, TokenResponse answer) {
        return !answer.isToken()
                && answer.error().equals("invalid_grant")
                && realm.events(account, "LOGIN_ERROR").get(0).getError().equals("user_temporarily_disabled");
    }
}
