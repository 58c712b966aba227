package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.Behaviour;
import dev.mfabridge.onelogin.simulator.FactorType;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A program asks for a token with a person's name and password. */
class DirectGrantIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

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
    void withNoCodeTheAnswerSaysWhichFactorWasChallengedAndWithTheCodeThereIsAToken() {
        var account = with("ann", FactorType.SMS);

        var challenged = asks(account, Map.of());
        assertThat(challenged.status()).isEqualTo(400);
        assertThat(challenged.error()).isEqualTo("mfa_required");
        assertThat(challenged.text("onelogin_factor")).isEqualTo("SMS");
        assertThat(challenged.json().path("expires_in").asInt()).isBetween(100, 120);

        assertThat(asks(account, Map.of("otp", realm.lastCodeOf(account))).isToken())
                .isTrue();
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("SMS");
    }

    @Test
    void askingAgainWithNoCodeSendsNothingMore() {
        var account = with("ben", FactorType.SMS);
        var first = asks(account, Map.of());

        var second = asks(account, Map.of());

        assertThat(second.error()).isEqualTo("mfa_required");
        assertThat(second.text("mfa_token")).isEqualTo(first.text("mfa_token"));
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
        assertThat(asks(account, Map.of("resend", "true")).error()).isEqualTo("slow_down");
    }

    @Test
    void aWrongCodeIsCountedAndTheRightOneStillCounts() {
        var account = with("cora", FactorType.SMS);
        asks(account, Map.of());

        var wrong = asks(account, Map.of("otp", "000000"));

        assertThat(wrong.error()).isEqualTo("invalid_grant");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(realm.secondFactorFailuresOf(account)).isEqualTo(1));
        assertThat(realm.events(account, "LOGIN_ERROR").get(0).getError()).isEqualTo("invalid_user_credentials");
        assertThat(asks(account, Map.of("otp", realm.lastCodeOf(account))).isToken())
                .isTrue();
        assertThat(asks(account, Map.of("otp", realm.lastCodeOf(account))).isToken())
                .isFalse();
    }

    @Test
    void theCodeOfAnAuthenticatorAppComesWithThePasswordAndIsOneCall() {
        var account = with("dan", FactorType.AUTHENTICATOR);
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0).deviceId();
        asks(account, Map.of("otp", realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ZERO)));
        var before = realm.oneLogin().callsFor(account.oneLoginId()).size();

        var token = asks(
                account,
                Map.of("totp", realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ofSeconds(30))));

        assertThat(token.isToken()).as(token.json().toString()).isTrue();
        assertThat(realm.oneLogin().callsFor(account.oneLoginId()).stream().skip(before))
                .singleElement()
                .satisfies(call -> assertThat(call.path()).endsWith("/verifications"));
    }

    @Test
    void aPushIsPendingUntilItIsApproved() {
        var account = with("eve", FactorType.PROTECT);
        var pending = asks(account, Map.of());
        assertThat(pending.error()).isEqualTo("authorization_pending");
        assertThat(pending.text("onelogin_factor")).isEqualTo("PROTECT");
        assertThat(pending.json().path("interval").asInt()).isEqualTo(2);
        var handle = Map.of("mfa_token", pending.text("mfa_token"));
        assertThat(asks(account, handle).error()).isEqualTo("authorization_pending");

        realm.oneLogin().approve(account.oneLoginId());

        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> asks(account, handle).isToken());
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
    }

    @Test
    void whoKnowsThePasswordAndNoHandleLearnsNothingOfAnApprovedPush() {
        var account = with("fay", FactorType.PROTECT);
        asks(account, Map.of());
        realm.oneLogin().approve(account.oneLoginId());

        for (var thiefs : List.of(
                Map.<String, String>of(),
                Map.of("otp", ""),
                Map.of("otp", "000000"),
                Map.of("resend", "true"),
                Map.of("mfa_token", "guessed"))) {
            var answer = asks(account, thiefs);
            assertThat(answer.isToken()).isFalse();
            assertThat(answer.text("mfa_token")).as(thiefs.toString()).isEmpty();
        }
        assertThat(asks(account, Map.of("mfa_token", "guessed")).error()).isEqualTo("expired_token");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
    }

    @Test
    void aDeniedPushIsSaidAndCounts() {
        var account = with("gil", FactorType.PROTECT);
        var handle = Map.of("mfa_token", asks(account, Map.of()).text("mfa_token"));

        realm.oneLogin().deny(account.oneLoginId());

        assertThat(asks(account, handle).error()).isEqualTo("access_denied");
        Awaitility.await()
                .untilAsserted(() -> assertThat(realm.failuresOf(account)).isEqualTo(1));
    }

    @Test
    void aCallSaysWhichCodeToTypeIntoThePhone() {
        var account = with("hal", FactorType.VOICE);
        var pending = asks(account, Map.of());

        realm.oneLogin().typeIntoPhone(account.oneLoginId(), pending.text("phone_code"));

        assertThat(asks(account, Map.of("mfa_token", pending.text("mfa_token"))).isToken())
                .isTrue();
    }

    @Test
    void anExpiredChallengeIsSaidAndTheNextRequestBeginsAnew() {
        realm.step().settings(Map.of("onelogin.resendCooldown", "1"));
        var account = with("ida", FactorType.SMS);
        asks(account, Map.of());
        var code = realm.lastCodeOf(account);
        realm.oneLogin().expirePending(account.oneLoginId());

        assertThat(asks(account, Map.of("otp", code)).error()).isEqualTo("expired_token");

        Awaitility.await().until(() -> asks(account, Map.of()).error().equals("mfa_required"));
        assertThat(asks(account, Map.of("otp", realm.lastCodeOf(account))).isToken())
                .isTrue();
        Awaitility.await()
                .untilAsserted(() -> assertThat(realm.failuresOf(account)).isZero());
    }

    @Test
    void nobodyEnrolsHere() {
        var account = realm.user("jan");

        var refused = asks(account, Map.of());

        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(refused.text("error_description")).isEqualTo("Account is not fully set up");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).isEmpty();
    }

    @Test
    void anOutageIsNoFailureAndNoToken() {
        var account = with("kim", FactorType.SMS);
        realm.oneLogin().behave(Behaviour.onUser(account.oneLoginId()).fault("503"));

        var refused = asks(account, Map.of("otp", "123456"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.error()).isEqualTo("temporarily_unavailable");
        Awaitility.await()
                .untilAsserted(() -> assertThat(realm.failuresOf(account)).isZero());
    }

    @Test
    void theCodeOfAnAppIsTakenAgainOnceOneLoginIsBack() {
        var account = with("mia", FactorType.AUTHENTICATOR);
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0).deviceId();
        realm.oneLogin()
                .behave(Behaviour.on("GET /api/2/mfa/users/" + account.oneLoginId() + "/devices")
                        .fault("503")
                        .once());
        var code = realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ZERO);
        assertThat(asks(account, Map.of("otp", code)).error()).isEqualTo("temporarily_unavailable");

        assertThat(asks(account, Map.of("otp", code)).isToken()).isTrue();
    }

    @Test
    void afterTenWrongCodesOfAnAppTheRightOneIsTakenOnceItMay() {
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.resendCooldown", "1"));
        var account = with("nora", FactorType.AUTHENTICATOR);
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0).deviceId();
        for (var guess = 0; guess < 10; guess++) {
            asks(account, Map.of("otp", "000000"));
        }

        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> asks(
                                account,
                                Map.of("otp", realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ZERO)))
                        .isToken());
    }

    @Test
    void codesThatAreTriedAtTheSameTimeAreTenForEachThatWasSentToo() {
        var account = unprotected.enrolled("max", FactorType.SMS);
        unprotected.asksForToken(account, Map.of());
        var checks = "PUT /api/2/mfa/users/" + account.oneLoginId() + "/verifications/*";
        unprotected.oneLogin().behave(Behaviour.on(checks).latency(Duration.ofMillis(500)));

        var guesses = IntStream.range(0, 30)
                .mapToObj(guess -> CompletableFuture.runAsync(
                        () -> unprotected.asksForToken(account, Map.of("otp", "000000")), THREADS))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(guesses).join();

        assertThat(unprotected.oneLogin().callsFor(account.oneLoginId()))
                .filteredOn(call -> call.method().equals("PUT"))
                .hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void withoutSettingsNobodyGetsAToken() {
        realm.step().settings(Map.of("onelogin.clientSecret", ""));
        var account = with("lee", FactorType.SMS);

        assertThat(asks(account, Map.of()).error()).isEqualTo("server_error");
    }

    /** While Keycloak still writes down how the last attempt went, it refuses the next one; no program may be that fast. */
    private static TokenAnswer asks(Account account, Map<String, String> more) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .until(() -> realm.asksForToken(account, more), answer -> !isTurnedAway(account, answer));
    }

    private static boolean isTurnedAway(Account account, TokenAnswer answer) {
        return !answer.isToken()
                && answer.error().equals("invalid_grant")
                && realm.events(account, "LOGIN_ERROR").get(0).getError().equals("user_temporarily_disabled");
    }

    private static Account with(String name, FactorType kind) {
        return realm.user(name, user -> user.withDevice("85" + user.id(), kind));
    }
}
