package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FormatVersionTest {
    private static final FormatVersion THIRD = new FormatVersion(2, 3);

    @Test
    @DisplayName("The versions from the oldest to the current one are read")
    void versionsUpToTheCurrentAreRead() {
        assertThat(THIRD.reads(1)).isFalse();
        assertThat(THIRD.reads(2)).isTrue();
        assertThat(THIRD.reads(3)).isTrue();
        assertThat(THIRD.reads(4)).isFalse();
    }

    @Test
    @DisplayName("Only a version after the current one is newer")
    void laterVersionIsNewer() {
        assertThat(THIRD.isOlderThan(3)).isFalse();
        assertThat(THIRD.isOlderThan(4)).isTrue();
    }

    @Test
    @DisplayName("Notes without a version are of the first version, and notes with another text are not read")
    void notesHaveTheirVersion() {
        assertThat(FormatVersion.FIRST.reads(Map.of())).isTrue();
        assertThat(FormatVersion.FIRST.reads(Map.of("version", "2"))).isFalse();
        assertThat(FormatVersion.FIRST.reads(Map.of("version", "x"))).isFalse();
        assertThat(THIRD.reads(THIRD.added(Map.of()))).isTrue();
        assertThat(THIRD.reads(Map.of())).isFalse();
    }
}
