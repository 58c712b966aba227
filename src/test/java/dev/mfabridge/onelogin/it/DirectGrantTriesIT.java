package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What counts as a try to prove a factor where a program asks for a token, and what does not. */
class DirectGrantTriesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final DirectGrantClient program = new DirectGrantClient(realm);

    /** What bounds guessing where Keycloak's brute-force protection is off. */
    @RegisterExtension
    static final TestRealm unprotected = TestRealm.withOneLogin().also(realm -> realm.setBruteForceProtected(false));

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(30);

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    @BeforeEach
    void everyFactor() {
        realm.step().settings(Map.of("onelogin.allowedFactors", ""));
    }

    @Test
    @DisplayName("A wrong code counts as a failed attempt, and the right code is valid once")
    void wrongCodeIsCountedAndRightCodeIsValidOnce() {
        var account = with("cora", SimulatedFactorType.SMS);
        program.asks(account, Map.of());

        var wrong = program.asks(account, Map.of("otp", "000000"));

        assertThat(wrong.error()).isEqualTo("invalid_grant");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(realm.secondFactorFailuresOf(account)).isEqualTo(1));
        assertThat(realm.events(account, "LOGIN_ERROR").get(0).getError()).isEqualTo("invalid_user_credentials");
        assertThat(program.asks(account, Map.of("otp", realm.lastCodeOf(account)))
                        .isToken())
                .isTrue();
        assertThat(program.asks(account, Map.of("otp", realm.lastCodeOf(account)))
                        .isToken())
                .isFalse();
    }

    @Test
    @DisplayName("A client with the password but without mfa_token learns nothing of an approved push")
    void clientWithoutTokenLearnsNothingOfApproval() {
        var account = with("fay", SimulatedFactorType.PROTECT);
        program.asks(account, Map.of());
        realm.oneLogin().approve(account.oneLoginId());

        for (var thiefs : List.of(
                Map.<String, String>of(),
                Map.of("otp", ""),
                Map.of("otp", "000000"),
                Map.of("resend", "true"),
                Map.of("mfa_token", "guessed"))) {
            var answer = program.asks(account, thiefs);
            assertThat(answer.isToken()).isFalse();
            assertThat(answer.text("mfa_token")).as(thiefs.toString()).isEmpty();
        }
        assertThat(program.asks(account, Map.of("mfa_token", "guessed")).error())
                .isEqualTo("expired_token");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("A denied push is an error and counts as a failed attempt")
    void deniedPushIsReportedAndCounted() {
        var account = with("gil", SimulatedFactorType.PROTECT);
        var handle = Map.of("mfa_token", program.asks(account, Map.of()).text("mfa_token"));

        realm.oneLogin().deny(account.oneLoginId());

        assertThat(program.asks(account, handle).error()).isEqualTo("access_denied");
        realm.assertCounted(account, 1);
    }

    @Test
    @DisplayName("An outage is no failed attempt and gives no token")
    void outageIsNoFailedAttemptAndGivesNoToken() {
        var account = with("kim", SimulatedFactorType.SMS);
        realm.oneLogin().behave(BehaviorRule.onUser(account.oneLoginId()).fault("503"));

        var refused = program.asks(account, Map.of("otp", "123456"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.error()).isEqualTo("temporarily_unavailable");
        realm.assertCounted(account, 0);
    }

    @Test
    @DisplayName("An app's code that failed in an outage is accepted after the outage")
    void appCodeIsAcceptedAfterAnOutage() {
        var account = with("mia", SimulatedFactorType.AUTHENTICATOR);
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0).deviceId();
        realm.oneLogin()
                .behave(BehaviorRule.on("GET /api/2/mfa/users/" + account.oneLoginId() + "/devices")
                        .fault("503")
                        .once());
        var code = realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ZERO);
        assertThat(program.asks(account, Map.of("otp", code)).error()).isEqualTo("temporarily_unavailable");

        assertThat(program.asks(account, Map.of("otp", code)).isToken()).isTrue();
    }

    @Test
    @DisplayName("An app's right code gets a token after ten wrong codes and the cool-down")
    void rightAppCodeIsAcceptedAfterTheCoolDown() {
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.resendCooldown", "1"));
        var account = with("nora", SimulatedFactorType.AUTHENTICATOR);
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0).deviceId();
        for (var guess = 0; guess < 10; guess++) {
            program.asks(account, Map.of("otp", "000000"));
        }

        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> program.asks(
                                account,
                                Map.of("otp", realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ZERO)))
                        .isToken());
    }

    @Test
    @DisplayName("The limit of ten attempts for each sent code also holds for concurrent requests")
    void concurrentAttemptsAreLimitedToTen() {
        var account = unprotected.enrolled("max", SimulatedFactorType.SMS);
        unprotected.asksForToken(account, Map.of());
        var checks = "PUT /api/2/mfa/users/" + account.oneLoginId() + "/verifications/*";
        unprotected.oneLogin().behave(BehaviorRule.on(checks).latency(Duration.ofMillis(500)));

        var guesses = IntStream.range(0, 30)
                .mapToObj(guess -> CompletableFuture.runAsync(
                        () -> unprotected.asksForToken(account, Map.of("otp", "000000")), THREADS))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(guesses).join();

        assertThat(unprotected.oneLogin().callsFor(account.oneLoginId()))
                .filteredOn(call -> call.method().equals("PUT"))
                .hasSizeLessThanOrEqualTo(10);
    }

    private static TestUser with(String name, SimulatedFactorType kind) {
        return realm.user(name, user -> user.withDevice("85" + user.id(), kind));
    }
}
