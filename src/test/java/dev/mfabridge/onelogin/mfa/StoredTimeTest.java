package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that are stored as a text. */
class StoredTimeTest {
    @Test
    @DisplayName("A stored time is read as it was written")
    void timeIsReadAsWritten() {
        assertThat(StoredTime.read(MfaFixtures.NOW.toString())).contains(MfaFixtures.NOW);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "today", "2026-03-02"})
    @DisplayName("A text that is no time is as good as none")
    void otherTextIsNoTime(String text) {
        assertThat(StoredTime.read(text)).isEmpty();
    }
}
