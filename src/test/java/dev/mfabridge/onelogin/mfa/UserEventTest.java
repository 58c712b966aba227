package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traits of the user's actions that the lockout of Keycloak depends on (S3). */
class UserEventTest {
    @ParameterizedTest
    @CsvSource({
        "enters a code, true, false",
        "enters no code, true, false",
        "requests a poll, true, false",
        "restarts, false, true",
        "opens the page, false, false",
        "requests a resend, false, false",
        "chooses the first device, false, false"
    })
    @DisplayName("Only a code and a poll are attempts to prove a factor, and only a restart starts over")
    void eventIsAttemptOrRestart(String name, boolean isProofAttempt, boolean startsOver) {
        var event = MfaEvents.named(name);

        assertThat(event.isProofAttempt()).isEqualTo(isProofAttempt);
        assertThat(event.startsOver()).isEqualTo(startsOver);
    }
}
