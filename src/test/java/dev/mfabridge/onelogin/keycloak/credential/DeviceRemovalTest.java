package dev.mfabridge.onelogin.keycloak.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval.Cause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pending removal of a device (S10). */
class DeviceRemovalTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final DeviceRemoval REMOVAL = removalAt(NOW);

    @Test
    @DisplayName("A failed removal is retried at once, then after pauses that grow to a day")
    void failedRemovalIsRetriedAfterGrowingPauses() {
        var pauses = new ArrayList<Duration>();
        var removal = REMOVAL;
        assertThat(removal.isDue(NOW)).isTrue();
        for (int attempt = 0; attempt < 14; attempt++) {
            removal = removal.afterFailure(NOW);
            pauses.add(Duration.between(NOW, removal.nextAttemptAt()));
        }

        assertThat(pauses.subList(0, 5))
                .isEqualTo(List.of(
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(4),
                        Duration.ofMinutes(8)));
        assertThat(pauses.get(13)).isEqualTo(Duration.ofDays(1));
        assertThat(removal.attempts()).isEqualTo(14);
        assertThat(removal.isDue(NOW.plus(Duration.ofDays(1)).minusSeconds(1))).isFalse();
        assertThat(removal.isDue(NOW.plus(Duration.ofDays(1)))).isTrue();
    }

    @Test
    @DisplayName("An administrator can force a removal that failed three times once a minute")
    void failedRemovalCanBeForcedOnceMinute() {
        var removal = REMOVAL;
        assertThat(removal.canBeForced(NOW)).isTrue();
        for (int attempt = 1; attempt < 3; attempt++) {
            removal = removal.afterFailure(NOW);
            assertThat(removal.canBeForced(NOW)).isTrue();
        }
        for (int attempt = 3; attempt < 14; attempt++) {
            removal = removal.afterFailure(NOW);
            assertThat(removal.canBeForced(NOW.plusSeconds(59))).isFalse();
            assertThat(removal.canBeForced(NOW.plusSeconds(60))).isTrue();
        }
    }

    @Test
    @DisplayName("A removal that a budget postpones is no failed attempt")
    void postponedRemovalIsNoFailedAttempt() {
        var postponed = REMOVAL.afterFailure(NOW).postponedTo(NOW.plusSeconds(600));

        assertThat(postponed.attempts()).isEqualTo(1);
        assertThat(postponed.isDue(NOW.plusSeconds(599))).isFalse();
        assertThat(postponed.isDue(NOW.plusSeconds(600))).isTrue();
    }

    @Test
    @DisplayName("A removal that replaces another is carried out in its place, unless it was attempted or postponed")
    void replacedRemovalIsStillCarriedOut() {
        var failed = REMOVAL.afterFailure(NOW);

        assertThat(REMOVAL.isOpenFor(REMOVAL)).isTrue();
        assertThat(failed.isOpenFor(failed)).isTrue();
        assertThat(REMOVAL.isOpenFor(failed)).isTrue();
        assertThat(failed.isOpenFor(REMOVAL)).isFalse();
        assertThat(REMOVAL.postponedTo(NOW.plusSeconds(60)).isOpenFor(REMOVAL)).isFalse();
    }

    @Test
    @DisplayName("A removal that a node with another clock decided in the meantime is carried out too")
    void removalOfLaterClockIsCarriedOut() {
        assertThat(removalAt(NOW.plusSeconds(5)).isOpenFor(REMOVAL)).isTrue();
        assertThat(removalAt(NOW.minusSeconds(5)).isOpenFor(REMOVAL)).isTrue();
    }

    @Test
    @DisplayName("A stored removal is read unchanged")
    void storedRemovalIsReadUnchanged() {
        var failed = REMOVAL.afterFailure(NOW).afterFailure(NOW);

        assertThat(DeviceRemovalToken.of(failed).removal()).isEqualTo(failed);
    }

    @Test
    @DisplayName("A next attempt that a wrong clock put far into the future is due")
    void attemptInFarFutureIsDue() {
        var wrong = at(Instant.parse("2099-01-01T00:00:00Z"));

        assertThat(wrong.isDue(NOW)).isTrue();
        assertThat(at(Instant.MAX).isDue(NOW)).isTrue();
        assertThat(at(NOW.plus(Duration.ofDays(1))).isDue(NOW)).isFalse();
    }

    @Test
    @DisplayName("A next attempt before 1970 is no removal")
    void attemptBefore1970IsRejected() {
        assertThatThrownBy(() -> at(Instant.MIN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DeviceRemoval at(Instant next) {
        return new DeviceRemoval(
                REMOVAL.device(),
                REMOVAL.owner(),
                REMOVAL.account(),
                REMOVAL.credential(),
                REMOVAL.cause(),
                REMOVAL.actor(),
                NOW,
                1,
                next);
    }

    private static DeviceRemoval removalAt(Instant decidedAt) {
        var record = new DeviceRecord(
                "credential",
                new OneLoginId("64515901"),
                new OneLoginId("3920371"),
                URI.create("https://acme.onelogin.com"));
        return DeviceRemoval.of(record, Cause.ADMINISTRATOR, "administrator", decidedAt);
    }
}
