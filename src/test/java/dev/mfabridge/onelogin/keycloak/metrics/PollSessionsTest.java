package dev.mfabridge.onelogin.keycloak.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Count of the login pages that poll for an out-of-band confirmation. */
class PollSessionsTest {
    private Instant now = Instant.parse("2026-01-01T09:00:00Z");
    private final PollSessions pages = new PollSessions(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    @DisplayName("Repeated polls of one page are one session")
    void repeatedPollsAreOneSession() {
        pages.polled("acme", "one");
        pages.polled("acme", "one");
        pages.polled("acme", "two");

        assertThat(pages.count("acme")).isEqualTo(2);
    }

    @Test
    @DisplayName("A session ends when its challenge is completed")
    void completedSessionIsRemoved() {
        pages.polled("acme", "one");

        pages.completed("acme", "one");

        assertThat(pages.count("acme")).isZero();
    }

    @Test
    @DisplayName("A session without polls times out")
    void sessionWithoutPollsTimesOut() {
        pages.polled("acme", "one");
        now = now.plus(PollSessions.TIMEOUT);
        assertThat(pages.count("acme")).isEqualTo(1);

        now = now.plusSeconds(1);

        assertThat(pages.count("acme")).isZero();
    }

    @Test
    @DisplayName("Each realm has its own sessions")
    void realmsHaveTheirOwnSessions() {
        pages.polled("acme", "one");

        assertThat(pages.count("other")).isZero();
    }
}
