package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Removal of a credential by the user, which removes the device in OneLogin only in a session with a proof (S10). Otherwise a
 * stolen password would be enough to enroll another device (S2).
 */
class UserRemovalIT {

    /** Realm with direct grants that require only the password, as in a realm without further configuration. */
    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().also(representation -> {
        FlowBuilder.named("password only")
                .step("direct-grant-validate-username", "REQUIRED")
                .step("direct-grant-validate-password", "REQUIRED")
                .addTo(representation);
        representation.setDirectGrantFlow("password only");
    });

    /** Realm that challenges only users with a credential. */
    @RegisterExtension
    static final TestRealm conditional = TestRealm.withPassword()
            .thenInSubflow(
                    "CONDITIONAL",
                    new TestRealmBuilder.FlowEntry("conditional-user-configured", "REQUIRED"),
                    new TestRealmBuilder.FlowEntry(TestRealm.ONELOGIN, "REQUIRED"));

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void rememberForAWeek() {
        realm.step().settings(Map.of("onelogin.rememberHours", "168", "onelogin.messageLimit", "100"));
    }

    @Test
    @DisplayName("A removal in a session with a proof removes the device")
    void removalAfterProofRemovesDevice() {
        var account = realm.user("ann", user -> user.withDevice("63" + user.id(), SimulatedFactorType.SMS));
        var ann = realm.person(account).signsInWithPassword().entersCode(realm.lastCodeOf(account));

        removeCredential(account, ann.accessToken());

        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    @DisplayName("A removal with only the password keeps the device, and the next login challenges the device")
    void removalWithOnlyPasswordKeepsDevice() {
        var account = devices.enrolled("ben");
        var token = realm.asksForToken(account, Map.of()).text("access_token");
        var mark = realm.log().mark();

        removeCredential(account, token);

        assertStaysAndIsChallenged(account);
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(account.id()) && line.contains("no OneLogin factor was proven"));
        assertThat(realm.events(account, "CUSTOM_REQUIRED_ACTION").stream()
                        .map(event -> event.getDetails().get("reason")))
                .contains("onelogin_kept_in_onelogin");
    }

    @Test
    @DisplayName("An administrator can restore the credential after that and remove the credential with the device")
    void administratorCanRestoreCredentialAndRemoveDevice() {
        var account = devices.enrolled("bill");
        removeCredential(account, realm.asksForToken(account, Map.of()).text("access_token"));
        devices.givenAnotherCredential(account);

        devices.removedByAdmin(account);

        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    @DisplayName("A removal in a remembered browser keeps the device")
    void removalInRememberedBrowserKeepsDevice() {
        var account = realm.user("cora", user -> user.withDevice("63" + user.id(), SimulatedFactorType.SMS));
        var cora = realm.person(account).signsInWithPassword();
        cora.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(account), "login", "", "remember", "true"));
        cora.signsOut().signsInWithPassword();
        assertThat(cora.isSignedIn()).isTrue();

        removeCredential(account, cora.accessToken());

        assertStaysAndIsChallenged(account);
    }

    @Test
    @DisplayName("A removal by Keycloak's action in a remembered browser keeps the device")
    void actionInRememberedBrowserKeepsDevice() {
        var account = realm.user("dan", user -> user.withDevice("63" + user.id(), SimulatedFactorType.SMS));
        var dan = realm.person(account).signsInWithPassword();
        dan.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(account), "login", "", "remember", "true"));
        dan.signsOut();

        dan.opensLoginFor("delete_credential:" + devices.credentialOf(account))
                .signsInWithPassword(account.password())
                .submits("form:has([name=accept])", Map.of("accept", ""));

        assertThat(realm.factorsOf(account)).isEmpty();
        assertStaysAndIsChallenged(account);
    }

    @Test
    @DisplayName("A removal by Keycloak's action in a session with a proof removes the device")
    void actionAfterProofRemovesDevice() {
        var account = realm.user("eve", user -> user.withDevice("63" + user.id(), SimulatedFactorType.SMS));
        var eve = realm.person(account).signsInWithPassword().entersCode(realm.lastCodeOf(account));
        assertThat(eve.isSignedIn()).isTrue();

        eve.opensLoginFor("delete_credential:" + devices.credentialOf(account))
                .submits("form:has([name=accept])", Map.of("accept", ""));

        assertThat(realm.factorsOf(account)).isEmpty();
        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    @DisplayName("A removal after a bypass of an unreachable OneLogin keeps the device")
    void removalAfterBypassKeepsDevice() {
        var account = devices.enrolled("fred");
        realm.step().settings(Map.of("onelogin.passWhenUnreachable", "true", "onelogin.resendCooldown", "1"));
        realm.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + account.oneLoginId() + "/verifications")
                        .fault("503")
                        .once());
        var fred = realm.person(account).signsInWithPassword();
        assertThat(fred.isSignedIn()).isTrue();

        removeCredential(account, fred.accessToken());

        assertStaysAndIsChallenged(account);
    }

    @Test
    @DisplayName("A removal by an administrator who impersonates the user keeps the device")
    void removalByImpersonatorKeepsDevice() {
        var account = devices.enrolled("gina");
        var administrator = realm.user("harry");
        var gina = realm.person(administrator)
                .signsInWithPassword()
                .choosesFactor("SMS")
                .entersCode(realm.lastCodeOf(administrator))
                .handsTheBrowserTo(account);
        impersonation(account).forEach((name, cookie) -> gina.hasCookie(name, cookie.getValue()));
        gina.opensLogin();
        assertThat(gina.isSignedIn()).isTrue();

        removeCredential(account, gina.accessToken());

        assertStaysAndIsChallenged(account);
    }

    /** Returns the cookies that Keycloak gives an administrator for a session as the user. */
    private static Map<String, NewCookie> impersonation(TestUser account) {
        try (var client = ClientBuilder.newClient();
                var response = client.target(realm.adminAddress("users/" + account.id() + "/impersonation"))
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + realm.adminToken())
                        .post(Entity.json("{}"))) {
            assertThat(response.getStatus()).isEqualTo(200);
            return response.getCookies();
        }
    }

    @Test
    @DisplayName("A conditional subflow still challenges a user who removed the credential with only the password")
    void conditionalSubflowStillChallengesUserAfterRemoval() {
        var account = conditional.enrolled("fay", SimulatedFactorType.SMS);
        var fay = conditional.person(account).signsInWithPassword().entersCode(conditional.lastCodeOf(account));
        assertThat(fay.isSignedIn()).isTrue();
        var token = conditional.asksForToken(account, Map.of()).text("access_token");

        removeCredential(conditional, account, token);

        var next = conditional.person(account).signsInWithPassword();
        assertThat(next.isSignedIn()).isFalse();
        next.sees("We sent a text message");
    }

    private static void removeCredential(TestUser account, String accessToken) {
        removeCredential(realm, account, accessToken);
    }

    private static void removeCredential(TestRealm realm, TestUser account, String accessToken) {
        var credential = realm.factorsOf(account).get(0).getId();
        try (var client = ClientBuilder.newClient();
                var response = client.target(realm.address() + "/account/credentials/" + credential)
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + accessToken)
                        .delete()) {
            assertThat(response.getStatus()).isEqualTo(204);
        }
        assertThat(realm.factorsOf(account)).isEmpty();
    }

    private static void assertStaysAndIsChallenged(TestUser account) {
        assertThat(devices.of(account)).hasSize(1);
        var next = realm.person(account).signsInWithPassword();
        assertThat(next.isAskedForFactor()).isFalse();
        next.sees("We sent a text message").entersCode(realm.lastCodeOf(account));
        assertThat(next.isSignedIn()).isTrue();
        assertThat(realm.factorsOf(account)).hasSize(1);
        assertThat(realm.oneLogin().callsFor(account.oneLoginId()))
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
    }
}
