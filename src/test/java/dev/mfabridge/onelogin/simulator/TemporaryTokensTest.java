package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests of the end of temporary tokens. */
class TemporaryTokensTest {
    private static final long ALICE = 64515901;

    private final MovableClock clock = new MovableClock();
    private final Directory directory = new Directory(UsersFile.demo(), () -> {});
    private final TemporaryTokens tokens = new TemporaryTokens(directory, clock);

    @Test
    @DisplayName("A token is valid until it expires, and then leaves the list of devices")
    void tokenLeavesTheListAsItExpires() {
        var device = SimulatedDevice.temporary(directory.newDeviceId());
        var token = tokens.create(ALICE, device, clock.instant().plusSeconds(120), true);

        clock.advance(Duration.ofSeconds(119));
        assertThat(tokens.use(device, token)).isTrue();
        clock.advance(Duration.ofSeconds(1));

        assertThat(tokens.use(device, token)).isFalse();
        assertThat(directory.user(ALICE).orElseThrow().devices()).isEmpty();
    }
}
