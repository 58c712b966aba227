package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of two requests of one user within 60 ms of each other, in either order. The first request proves a factor. The second
 * request reads the stored state during that proof. The device must stay in OneLogin, whichever request Keycloak serves first
 * (S10). The realm has no brute-force protection, since that would serialize a user's requests.
 */
class ConcurrentLoginsIT {
    private static final int FARTHEST_MS = 60;

    @RegisterExtension
    static final TestRealm realm =
            TestRealm.withOneLogin().customized(settings -> settings.setBruteForceProtected(false));

    private static final Devices devices = new Devices(realm);
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        threads = Executors.newFixedThreadPool(8);
        realm.execution().configure(Map.of("onelogin.messageLimit", "100", "onelogin.resendCooldown", "1"));
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    /** Returns offsets from -60 to +60 milliseconds; the three tests have 200 in total. */
    static IntStream offsets() {
        return IntStream.rangeClosed(0, 66).map(i -> -FARTHEST_MS + 2 * FARTHEST_MS * i / 66);
    }

    static IntStream offsetsOfGrants() {
        return offsets().skip(1);
    }

    @ParameterizedTest
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("An enrollment keeps its device during another login at the same time")
    @MethodSource("offsets")
    void enrollmentSurvivesAnotherLogin(int offset) {
        var user = realm.user("enrolls" + offset);
        var enrolling = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        var code = realm.lastCodeOf(user);
        var other = realm.person(user).opensLogin();

        new Together()
                .at(0, () -> enrolling.entersCode(code))
                .at(offset, () -> other.signsInWithPassword(user.password()))
                .run();

        assertNothingIsLost(user);
        if (other.isAskedForFactor()) {
            // Keycloak sent this page before the acceptance: a choice challenges the device and starts no enrollment
            // (S2).
            other.choosesFactor("Email").sees("We sent a text message");
        }
    }

    @ParameterizedTest
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("An adoption keeps its device during another login at the same time")
    @MethodSource("offsets")
    void adoptionSurvivesAnotherLogin(int offset) {
        var user = realm.user("adopts" + offset).withDevice(SimulatedFactorType.SMS);
        var adopting = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        var other = realm.person(user).opensLogin();

        new Together()
                .at(0, () -> adopting.entersCode(code))
                .at(offset, () -> other.signsInWithPassword(user.password()))
                .run();

        if (!adopting.isSignedIn()) {
            // The message of the other login came before this code, which is no longer valid then.
            adopting.sees("expired");
            assertThat(other.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        }
        assertNothingIsLost(user);
        assertThat(other.isAskedForFactor()).isFalse();
    }

    @ParameterizedTest
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("An adoption by a direct grant keeps its device during another direct grant")
    @MethodSource("offsetsOfGrants")
    void adoptionSurvivesAnotherDirectGrant(int offset) {
        var user = realm.user("grants" + offset).withDevice(SimulatedFactorType.SMS);
        realm.requestToken(user, Map.of());
        var code = Map.of("otp", realm.lastCodeOf(user));

        new Together()
                .at(0, () -> realm.requestToken(user, code))
                .at(offset, () -> realm.requestToken(user, code))
                .run();

        assertNothingIsLost(user);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("Concurrent logins repeat a refused removal once")
    void concurrentLoginsRepeatRefusedRemovalOnce() {
        var user = devices.enrolledAtLogin("repeats");
        realm.oneLogin().behave(devices.removalRule(user).fault("403").latency(Duration.ofMillis(200)));
        devices.removeCredential(user);

        var logins = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> realm.requestToken(user, Map.of()), threads))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(logins).join();

        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .extracting(RecordedCall::method)
                .filteredOn("DELETE"::equals)
                .hasSize(2);
    }

    private static void assertNothingIsLost(TestUser user) {
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
        assertThat(devices.of(user)).hasSize(1);
        assertThat(realm.factorsOf(user)).hasSize(1);
    }
}
