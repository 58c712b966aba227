package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
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
    @DisplayName("A request without a code names the challenged factor, and a request with the code gets a token")
    void challengeNamesTheFactorAndTheCodeGetsToken() {
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
    @DisplayName("A repeated request without a code sends no further message")
    void repeatedRequestSendsNoMessage() {
        var account = with("ben", SimulatedFactorType.SMS);
        var first = program.asks(account, Map.of());

        var second = program.asks(account, Map.of());

        assertThat(second.error()).isEqualTo("mfa_required");
        assertThat(second.text("mfa_token")).isEqualTo(first.text("mfa_token"));
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
        assertThat(program.asks(account, Map.of("resend", "true")).error()).isEqualTo("slow_down");
    }

    @Test
    @DisplayName("A request with the password and the code of an authenticator app makes one call")
    void authenticatorCodeWithPasswordIsOneCall() {
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
    @DisplayName("A push is pending until the user approves it")
    void pushIsPendingUntilApproval() {
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
    @DisplayName("The response for a call contains the code to enter on the phone")
    void callResponseContainsThePhoneCode() {
        var account = with("hal", SimulatedFactorType.VOICE);
        var pending = program.asks(account, Map.of());

        realm.oneLogin().typeIntoPhone(account.oneLoginId(), pending.text("phone_code"));

        assertThat(program.asks(account, Map.of("mfa_token", pending.text("mfa_token")))
                        .isToken())
                .isTrue();
    }

    @Test
    @DisplayName("An expired challenge is an error, and the next request starts a new challenge")
    void expiredChallengeIsReportedAndReplaced() {
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
    @DisplayName("A direct grant enrolls no device")
    void directGrantEnrollsNoDevice() {
        var account = realm.user("jan");

        var refused = program.asks(account, Map.of());

        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(refused.text("error_description")).isEqualTo("Account is not fully set up");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).isEmpty();
    }

    @Test
    @DisplayName("A direct grant with incomplete settings gets no token")
    void incompleteSettingsGiveNoToken() {
        realm.step().settings(Map.of("onelogin.clientSecret", ""));
        var account = with("lee", SimulatedFactorType.SMS);

        assertThat(program.asks(account, Map.of()).error()).isEqualTo("server_error");
    }

    private static TestUser with(String name, SimulatedFactorType kind) {
        return realm.user(name, user -> user.withDevice("85" + user.id(), kind));
    }
}
