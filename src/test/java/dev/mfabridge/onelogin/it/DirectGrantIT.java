package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A program asks for a token with a person's name and password. */
class DirectGrantIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final DirectGrantClient program = new DirectGrantClient(realm);

    @BeforeEach
    void everyFactor() {
        realm.step().settings(Map.of("onelogin.allowedFactors", ""));
    }

    @Test
    void withNoCodeTheAnswerSaysWhichFactorWasChallengedAndWithTheCodeThereIsAToken() {
        var account = with("ann", SimulatedFactorType.SMS);

        var challenged = program.asks(account, Map.of());
        assertThat(challenged.status()).isEqualTo(400);
        assertThat(challenged.error()).isEqualTo("mfa_required");
        assertThat(challenged.text("onelogin_factor")).isEqualTo("SMS");
        assertThat(challenged.json().path("expires_in").asInt()).isBetween(100, 120);

        assertThat(program.asks(account, Map.of("otp", realm.lastCodeOf(account)))
                        .isToken())
                .isTrue();
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("SMS");
    }

    @Test
    void askingAgainWithNoCodeSendsNothingMore() {
        var account = with("ben", SimulatedFactorType.SMS);
        var first = program.asks(account, Map.of());

        var second = program.asks(account, Map.of());

        assertThat(second.error()).isEqualTo("mfa_required");
        assertThat(second.text("mfa_token")).isEqualTo(first.text("mfa_token"));
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
        assertThat(program.asks(account, Map.of("resend", "true")).error()).isEqualTo("slow_down");
    }

    @Test
    void theCodeOfAnAuthenticatorAppComesWithThePasswordAndIsOneCall() {
        var account = with("dan", SimulatedFactorType.AUTHENTICATOR);
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0).deviceId();
        program.asks(account, Map.of("otp", realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ZERO)));
        var before = realm.oneLogin().callsFor(account.oneLoginId()).size();

        var token = program.asks(
                account,
                Map.of("totp", realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ofSeconds(30))));

        assertThat(token.isToken()).as(token.json().toString()).isTrue();
        assertThat(realm.oneLogin().callsFor(account.oneLoginId()).stream().skip(before))
                .singleElement()
                .satisfies(call -> assertThat(call.path()).endsWith("/verifications"));
    }

    @Test
    void aPushIsPendingUntilItIsApproved() {
        var account = with("eve", SimulatedFactorType.PROTECT);
        var pending = program.asks(account, Map.of());
        assertThat(pending.error()).isEqualTo("authorization_pending");
        assertThat(pending.text("onelogin_factor")).isEqualTo("PROTECT");
        assertThat(pending.json().path("interval").asInt()).isEqualTo(2);
        var handle = Map.of("mfa_token", pending.text("mfa_token"));
        assertThat(program.asks(account, handle).error()).isEqualTo("authorization_pending");

        realm.oneLogin().approve(account.oneLoginId());

        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> program.asks(account, handle).isToken());
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
    }

    @Test
    void aCallSaysWhichCodeToTypeIntoThePhone() {
        var account = with("hal", SimulatedFactorType.VOICE);
        var pending = program.asks(account, Map.of());

        realm.oneLogin().typeIntoPhone(account.oneLoginId(), pending.text("phone_code"));

        assertThat(program.asks(account, Map.of("mfa_token", pending.text("mfa_token")))
                        .isToken())
                .isTrue();
    }

    @Test
    void anExpiredChallengeIsSaidAndTheNextRequestBeginsAnew() {
        realm.step().settings(Map.of("onelogin.resendCooldown", "1"));
        var account = with("ida", SimulatedFactorType.SMS);
        program.asks(account, Map.of());
        var code = realm.lastCodeOf(account);
        realm.oneLogin().expirePending(account.oneLoginId());

        assertThat(program.asks(account, Map.of("otp", code)).error()).isEqualTo("expired_token");

        Awaitility.await().until(() -> program.asks(account, Map.of()).error().equals("mfa_required"));
        assertThat(program.asks(account, Map.of("otp", realm.lastCodeOf(account)))
                        .isToken())
                .isTrue();
        realm.assertCounted(account, 0);
    }

    @Test
    void nobodyEnrolsHere() {
        var account = realm.user("jan");

        var refused = program.asks(account, Map.of());

        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(refused.text("error_description")).isEqualTo("Account is not fully set up");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).isEmpty();
    }

    @Test
    void withoutSettingsNobodyGetsAToken() {
        realm.step().settings(Map.of("onelogin.clientSecret", ""));
        var account = with("lee", SimulatedFactorType.SMS);

        assertThat(program.asks(account, Map.of()).error()).isEqualTo("server_error");
    }

    private static TestUser with(String name, SimulatedFactorType kind) {
        return realm.user(name, user -> user.withDevice("85" + user.id(), kind));
    }
}
