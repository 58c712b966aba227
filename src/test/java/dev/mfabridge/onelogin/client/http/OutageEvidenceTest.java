package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Failures that are an outage, and failures of single users. */
class OutageEvidenceTest {
    private final OutageEvidence evidence = new OutageEvidence(InstantSource.system());

    @Test
    @DisplayName("Users whose calls failed before an answer don't make the failures of one user an outage")
    void usersBeforeAnAnswerAreNoEvidence() {
        evidence.failed(Optional.of("ann"));
        evidence.failed(Optional.of("ben"));
        evidence.answered();

        for (var failure = 0; failure < 2 * OutageEvidence.FAILURES; failure++) {
            assertThat(evidence.failed(Optional.of("attacker"))).isFalse();
        }
    }
}
