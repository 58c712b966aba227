package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of direct grants: a client requests a token with a user's name and password. */
@Tag("core")
class DirectGrantIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final DirectGrantClient client = new DirectGrantClient(realm);

    @BeforeEach
    void allowEveryFactor() {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
    }

    @Test
    @DisplayName("A request without a code names the challenged factor, and a request with the code gets a token")
    void challengeNamesTheFactorAndTheCodeGetsToken() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS);

        var challenged = client.requestToken(user, Map.of());
        assertThat(challenged.status()).isEqualTo(400);
        assertThat(challenged.error()).isEqualTo("mfa_required");
        assertThat(challenged.text("onelogin_factor")).isEqualTo("SMS");
        assertThat(challenged.json().path("expires_in").asInt()).isBetween(100, 120);

        assertThat(client.requestToken(user, Map.of("otp", realm.lastCodeOf(user)))
                        .isToken())
                .isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("SMS");
    }

    @Test
    @DisplayName("A repeated request without a code sends no further message")
    void repeatedRequestSendsNoMessage() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS);
        var first = client.requestToken(user, Map.of());

        var second = client.requestToken(user, Map.of());

        assertThat(second.error()).isEqualTo("mfa_required");
        assertThat(second.text("mfa_token")).isEqualTo(first.text("mfa_token"));
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(client.requestToken(user, Map.of("resend", "true")).error()).isEqualTo("slow_down");
    }

    @Test
    @DisplayName("A request with the password and the code of an authenticator app makes one call")
    void authenticatorCodeWithPasswordIsOneCall() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.AUTHENTICATOR);
        var device = user.device();
        client.requestToken(user, Map.of("otp", realm.oneLogin().appCode(user.oneLoginId(), device, Duration.ZERO)));
        var before = realm.oneLogin().callsFor(user.oneLoginId()).size();

        var token = client.requestToken(
                user, Map.of("totp", realm.oneLogin().appCode(user.oneLoginId(), device, Duration.ofSeconds(30))));

        assertThat(token.isToken()).as(token.json().toString()).isTrue();
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()).stream().skip(before))
                .singleElement()
                .satisfies(call -> assertThat(call.path()).endsWith("/verifications"));
    }

    @Test
    @DisplayName("A push is pending until the user approves it")
    void pushIsPendingUntilApproval() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.PROTECT);
        var pending = client.requestToken(user, Map.of());
        assertThat(pending.error()).isEqualTo("authorization_pending");
        assertThat(pending.text("onelogin_factor")).isEqualTo("PROTECT");
        assertThat(pending.json().path("interval").asInt()).isEqualTo(2);
        var handle = Map.of("mfa_token", pending.text("mfa_token"));
        assertThat(client.requestToken(user, handle).error()).isEqualTo("authorization_pending");

        realm.oneLogin().approve(user.oneLoginId());

        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> client.requestToken(user, handle).isToken());
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("The response for a call contains the code to enter on the phone")
    void callResponseContainsThePhoneCode() {
        var user = realm.user("hal").withDevice(SimulatedFactorType.VOICE);
        var pending = client.requestToken(user, Map.of());

        realm.oneLogin().typeIntoPhone(user.oneLoginId(), pending.text("phone_code"));

        assertThat(client.requestToken(user, Map.of("mfa_token", pending.text("mfa_token")))
                        .isToken())
                .isTrue();
    }

    @Test
    @DisplayName("An expired challenge is an error, and the next request starts a new challenge")
    void expiredChallengeIsReportedAndReplaced() {
        realm.execution().configure(Map.of(ConfigProperty.RESEND_COOLDOWN.key(), "1"));
        var user = realm.user("ida").withDevice(SimulatedFactorType.SMS);
        client.requestToken(user, Map.of());
        var code = realm.lastCodeOf(user);
        realm.oneLogin().expirePending(user.oneLoginId());

        assertThat(client.requestToken(user, Map.of("otp", code)).error()).isEqualTo("expired_token");

        Awaitility.await()
                .until(() -> client.requestToken(user, Map.of()).error().equals("mfa_required"));
        assertThat(client.requestToken(user, Map.of("otp", realm.lastCodeOf(user)))
                        .isToken())
                .isTrue();
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("A direct grant enrolls no device")
    void directGrantEnrollsNoDevice() {
        var user = realm.user("jan");

        var refused = client.requestToken(user, Map.of());

        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(refused.text("error_description")).isEqualTo("Account is not fully set up");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
    }

    @Test
    @DisplayName("A direct grant with incomplete settings gets no token")
    void incompleteSettingsGiveNoToken() {
        realm.execution().configure(Map.of(ConfigProperty.CLIENT_SECRET.key(), ""));
        var user = realm.user("lee").withDevice(SimulatedFactorType.SMS);

        assertThat(client.requestToken(user, Map.of()).error()).isEqualTo("server_error");
    }
}
