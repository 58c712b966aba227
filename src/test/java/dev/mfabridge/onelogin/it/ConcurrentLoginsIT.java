package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two requests of one user within 60 ms of each other, before and after: the one proves a factor, the other reads what there
 * is while the proof is being stored. The device stays in OneLogin, whichever of them Keycloak serves first. The realm has no
 * brute-force protection, which would serve a user's requests one after another.
 */
class ConcurrentLoginsIT {
    private static final int FARTHEST_MS = 60;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().also(settings -> settings.setBruteForceProtected(false));

    private static final Devices devices = new Devices(realm);
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        threads = Executors.newFixedThreadPool(8);
        realm.step().settings(Map.of("onelogin.messageLimit", "100", "onelogin.resendCooldown", "1"));
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    /** Offsets in milliseconds, 200 in all over the three tests, each way from -60 to +60. */
    static IntStream offsets() {
        return IntStream.rangeClosed(0, 66).map(i -> -FARTHEST_MS + 2 * FARTHEST_MS * i / 66);
    }

    static IntStream offsetsOfGrants() {
        return offsets().skip(1);
    }

    @ParameterizedTest
    @DisplayName("An enrollment keeps its device during another login at the same time")
    @MethodSource("offsets")
    void enrollmentSurvivesAnotherLogin(int offset) {
        var account = realm.user("enrolls" + offset);
        var enrolling = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        var code = realm.lastCodeOf(account);
        var other = realm.person(account).opensLogin();

        together(offset, () -> enrolling.entersCode(code), () -> other.signsInWithPassword(account.password()));

        assertNothingIsLost(account);
        if (other.isAskedForFactor()) {
            // It was offered before the code was accepted: to choose leads to the device, and to no enrollment.
            other.choosesFactor("Email").sees("We sent a text message");
        }
    }

    @ParameterizedTest
    @DisplayName("An adoption keeps its device during another login at the same time")
    @MethodSource("offsets")
    void adoptionSurvivesAnotherLogin(int offset) {
        var account = realm.user("adopts" + offset, user -> user.withDevice("61" + user.id(), SimulatedFactorType.SMS));
        var adopting = realm.person(account).signsInWithPassword();
        var code = realm.lastCodeOf(account);
        var other = realm.person(account).opensLogin();

        together(offset, () -> adopting.entersCode(code), () -> other.signsInWithPassword(account.password()));

        assertNothingIsLost(account);
        assertThat(other.isAskedForFactor()).isFalse();
    }

    @ParameterizedTest
    @DisplayName("An adoption by a direct grant keeps its device during another direct grant")
    @MethodSource("offsetsOfGrants")
    void adoptionSurvivesAnotherDirectGrant(int offset) {
        var account = realm.user("grants" + offset, user -> user.withDevice("62" + user.id(), SimulatedFactorType.SMS));
        realm.asksForToken(account, Map.of());
        var code = Map.of("otp", realm.lastCodeOf(account));

        together(offset, () -> realm.asksForToken(account, code), () -> realm.asksForToken(account, code));

        assertNothingIsLost(account);
    }

    @Test
    @DisplayName("Concurrent logins repeat a refused removal once")
    void concurrentLoginsRepeatRefusedRemovalOnce() {
        var account = devices.enrolled("repeats");
        realm.oneLogin().behave(devices.removalsOf(account).fault("403").latency(Duration.ofMillis(200)));
        devices.removedByAdmin(account);

        var logins = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> realm.asksForToken(account, Map.of()), threads))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(logins).join();

        assertThat(realm.oneLogin().callsFor(account.oneLoginId()))
                .extracting(RecordedCall::method)
                .filteredOn("DELETE"::equals)
                .hasSize(2);
    }

    private static void assertNothingIsLost(TestUser account) {
        assertThat(realm.oneLogin().callsFor(account.oneLoginId()))
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
        assertThat(devices.of(account)).hasSize(1);
        assertThat(realm.factorsOf(account)).hasSize(1);
    }

    /** @param offset by how many milliseconds the second begins after the first; negative where it begins before */
    private static void together(int offset, Callable<?> first, Callable<?> second) {
        var start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FARTHEST_MS + 20);
        var one = threads.submit(() -> at(start, first));
        var two = threads.submit(() -> at(start + TimeUnit.MILLISECONDS.toNanos(offset), second));
        try {
            one.get(60, TimeUnit.SECONDS);
            two.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Object at(long nanos, Callable<?> deed) throws Exception {
        while (System.nanoTime() < nanos) {
            Thread.onSpinWait();
        }
        return deed.call();
    }
}
