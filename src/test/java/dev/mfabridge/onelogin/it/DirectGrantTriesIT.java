package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of failed attempts in direct grants, and of errors that are no failed attempts (S3, S5, S6). */
@Tag("core")
class DirectGrantTriesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final DirectGrantClient client = new DirectGrantClient(realm);

    /** Realm without brute-force protection, in which only the extension's limits bound guessing. */
    @RegisterExtension
    static final TestRealm unprotected =
            TestRealm.withOneLogin().customized(realm -> realm.setBruteForceProtected(false));

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(30);

    @AfterAll
    static void stopThreads() {
        THREADS.shutdownNow();
    }

    @BeforeEach
    void allowEveryFactor() {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
    }

    @Test
    @Attack(
            on = {"S1", "S3"},
            kind = AttackKind.BYPASS)
    @DisplayName("A wrong code counts as a failed attempt, and the right code is valid once")
    void wrongCodeIsCountedAndRightCodeIsValidOnce() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS);
        client.requestToken(user, Map.of());

        var wrong = client.requestToken(user, Map.of("otp", "000000"));

        assertThat(wrong.error()).isEqualTo("invalid_grant");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(realm.secondFactorFailuresOf(user)).isEqualTo(1));
        assertThat(realm.events(user, "LOGIN_ERROR").get(0).getError()).isEqualTo("invalid_user_credentials");
        assertThat(client.requestToken(user, Map.of("otp", realm.lastCodeOf(user)))
                        .isToken())
                .isTrue();
        assertThat(client.requestToken(user, Map.of("otp", realm.lastCodeOf(user)))
                        .isToken())
                .isFalse();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.BYPASS)
    @DisplayName("A client with the password but without mfa_token learns nothing of an approved push")
    void clientWithoutTokenLearnsNothingOfApproval() {
        var user = realm.user("fay").withDevice(SimulatedFactorType.PROTECT);
        client.requestToken(user, Map.of());
        realm.oneLogin().approve(user.oneLoginId());

        for (var parameters : List.of(
                Map.<String, String>of(),
                Map.of("otp", ""),
                Map.of("otp", "000000"),
                Map.of("resend", "true"),
                Map.of("mfa_token", "guessed"))) {
            var response = client.requestToken(user, parameters);
            assertThat(response.isToken()).isFalse();
            assertThat(response.text("mfa_token")).as(parameters.toString()).isEmpty();
        }
        assertThat(client.requestToken(user, Map.of("mfa_token", "guessed")).error())
                .isEqualTo("expired_token");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("A denied push is an error and counts as a failed attempt")
    void deniedPushIsReportedAndCounted() {
        var user = realm.user("gil").withDevice(SimulatedFactorType.PROTECT);
        var handle = Map.of("mfa_token", client.requestToken(user, Map.of()).text("mfa_token"));

        realm.oneLogin().deny(user.oneLoginId());

        assertThat(client.requestToken(user, handle).error()).isEqualTo("access_denied");
        realm.assertCounted(user, 1);
    }

    @Test
    @DisplayName("An outage is no failed attempt and gives no token")
    void outageIsNoFailedAttemptAndGivesNoToken() {
        var user = realm.user("kim").withDevice(SimulatedFactorType.SMS);
        realm.oneLogin().behave(BehaviorRule.onUser(user.oneLoginId()).fault("503"));

        var refused = client.requestToken(user, Map.of("otp", "123456"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.error()).isEqualTo("temporarily_unavailable");
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("The extension accepts the same app code after an outage")
    void appCodeIsAcceptedAfterAnOutage() {
        var user = realm.user("mia").withDevice(SimulatedFactorType.AUTHENTICATOR);
        var device = user.device();
        realm.oneLogin()
                .behave(BehaviorRule.on("GET /api/2/mfa/users/" + user.oneLoginId() + "/devices")
                        .fault("503")
                        .once());
        var code = realm.oneLogin().appCode(user.oneLoginId(), device, Duration.ZERO);
        assertThat(client.requestToken(user, Map.of("otp", code)).error()).isEqualTo("temporarily_unavailable");

        assertThat(client.requestToken(user, Map.of("otp", code)).isToken()).isTrue();
    }

    @Test
    @DisplayName("An app's right code gets a token after ten wrong codes and the cool-down")
    void rightAppCodeIsAcceptedAfterTheCoolDown() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.RESEND_COOLDOWN.key(), "1"));
        var user = realm.user("nora").withDevice(SimulatedFactorType.AUTHENTICATOR);
        var device = user.device();
        for (var guess = 0; guess < 10; guess++) {
            client.requestToken(user, Map.of("otp", "000000"));
        }

        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> client.requestToken(
                                user, Map.of("otp", realm.oneLogin().appCode(user.oneLoginId(), device, Duration.ZERO)))
                        .isToken());
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("The limit of ten attempts for each sent code also holds for concurrent requests")
    void concurrentAttemptsAreLimitedToTen() {
        var user = unprotected.user("max").enrolled(SimulatedFactorType.SMS);
        unprotected.requestToken(user, Map.of());
        var checks = "PUT /api/2/mfa/users/" + user.oneLoginId() + "/verifications/*";
        unprotected.oneLogin().behave(BehaviorRule.on(checks).latency(Duration.ofMillis(500)));

        var guesses = IntStream.range(0, 30)
                .mapToObj(guess -> CompletableFuture.runAsync(
                        () -> unprotected.requestToken(user, Map.of("otp", "000000")), THREADS))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(guesses).join();

        assertThat(unprotected.oneLogin().callsFor(user.oneLoginId()))
                .filteredOn(call -> call.method().equals("PUT"))
                .hasSizeLessThanOrEqualTo(10);
    }
}
