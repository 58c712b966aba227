package dev.mfabridge.onelogin.keycloak.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

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
    void aPageThatAsksAgainIsOnePage() {
        pages.polled("acme", "one");
        pages.polled("acme", "one");
        pages.polled("acme", "two");

        assertThat(pages.count("acme")).isEqualTo(2);
    }

    @Test
    void aPageWaitsNoLongerOnceThereIsAnAnswer() {
        pages.polled("acme", "one");

        pages.completed("acme", "one");

        assertThat(pages.count("acme")).isZero();
    }

    @Test
    void aPageThatWasClosedIsForgottenAfterAWhile() {
        pages.polled("acme", "one");
        now = now.plus(PollSessions.TIMEOUT);
        assertThat(pages.count("acme")).isEqualTo(1);

        now = now.plusSeconds(1);

        assertThat(pages.count("acme")).isZero();
    }

    @Test
    void aRealmsPagesAreItsOwn() {
        pages.polled("acme", "one");

        assertThat(pages.count("other")).isZero();
    }
}
