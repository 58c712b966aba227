package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
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
    static final TestRealm realm = TestRealm.withOneLogin().customized(representation -> {
        FlowBuilder.named("password only")
                .execution("direct-grant-validate-username", "REQUIRED")
                .execution("direct-grant-validate-password", "REQUIRED")
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
        realm.execution()
                .configure(
                        Map.of(ConfigProperty.REMEMBER_HOURS.key(), "168", ConfigProperty.MESSAGE_LIMIT.key(), "100"));
    }

    @Test
    @DisplayName("A removal in a session with a proof removes the device")
    void removalAfterProofRemovesDevice() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS);
        var ann = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        removeCredential(user, ann.accessToken());

        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @Attack(
            on = {"S2", "S10"},
            kind = AttackKind.BYPASS)
    @DisplayName("A removal with only the password keeps the device, and the next login challenges the device")
    void removalWithOnlyPasswordKeepsDevice() {
        var user = devices.enrolledAtLogin("ben");
        var token = realm.requestToken(user, Map.of()).text("access_token");
        var mark = realm.log().mark();

        removeCredential(user, token);

        assertStaysAndIsChallenged(user);
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(user.id()) && line.contains("no OneLogin factor was proven"));
        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION").stream()
                        .map(event -> event.getDetails().get("reason")))
                .contains("onelogin_kept_in_onelogin");
    }

    @Test
    @DisplayName("An administrator can restore the credential after that and remove the credential with the device")
    void administratorCanRestoreCredentialAndRemoveDevice() {
        var user = devices.enrolledAtLogin("bill");
        removeCredential(user, realm.requestToken(user, Map.of()).text("access_token"));
        devices.addSecondCredential(user);

        devices.removeCredential(user);

        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @Attack(
            on = {"S2", "S10"},
            kind = AttackKind.BYPASS)
    @DisplayName("A removal in a remembered browser keeps the device")
    void removalInRememberedBrowserKeepsDevice() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS);
        var cora = realm.person(user).signsInWithPassword();
        cora.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(user), "login", "", "remember", "true"));
        cora.signsOut().signsInWithPassword();
        assertThat(cora.isSignedIn()).isTrue();

        removeCredential(user, cora.accessToken());

        assertStaysAndIsChallenged(user);
    }

    @Test
    @Attack(
            on = {"S2", "S10"},
            kind = AttackKind.BYPASS)
    @DisplayName("A removal by Keycloak's action in a remembered browser keeps the device")
    void actionInRememberedBrowserKeepsDevice() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS);
        var dan = realm.person(user).signsInWithPassword();
        dan.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(user), "login", "", "remember", "true"));
        dan.signsOut();

        dan.opensLoginFor("delete_credential:" + devices.credentialOf(user))
                .signsInWithPassword(user.password())
                .submits("form:has([name=accept])", Map.of("accept", ""));

        assertThat(realm.factorsOf(user)).isEmpty();
        assertStaysAndIsChallenged(user);
    }

    @Test
    @DisplayName("A removal by Keycloak's action in a session with a proof removes the device")
    void actionAfterProofRemovesDevice() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.SMS);
        var eve = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));
        assertThat(eve.isSignedIn()).isTrue();

        eve.opensLoginFor("delete_credential:" + devices.credentialOf(user))
                .submits("form:has([name=accept])", Map.of("accept", ""));

        assertThat(realm.factorsOf(user)).isEmpty();
        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @Attack(
            on = {"S2", "S10"},
            kind = AttackKind.BYPASS)
    @DisplayName("A removal by an administrator who impersonates the user keeps the device")
    void removalByImpersonatorKeepsDevice() {
        var user = devices.enrolledAtLogin("gina");
        var administrator = realm.user("harry");
        var gina = realm.person(administrator)
                .signsInWithPassword()
                .choosesFactor("SMS")
                .entersCode(realm.lastCodeOf(administrator))
                .handsTheBrowserTo(user);
        impersonation(user).forEach((name, cookie) -> gina.replacesCookie(name, cookie.getValue()));
        gina.opensLogin();
        assertThat(gina.isSignedIn()).isTrue();

        removeCredential(user, gina.accessToken());

        assertStaysAndIsChallenged(user);
    }

    /** Returns the cookies that Keycloak gives an administrator for a session as the user. */
    private static Map<String, NewCookie> impersonation(TestUser user) {
        try (var client = ClientBuilder.newClient();
                var response = client.target(realm.adminAddress("users/" + user.id() + "/impersonation"))
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + realm.adminToken())
                        .post(Entity.json("{}"))) {
            assertThat(response.getStatus()).isEqualTo(200);
            return response.getCookies();
        }
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A conditional subflow still challenges a user who removed the credential with only the password")
    void conditionalSubflowStillChallengesUserAfterRemoval() {
        var user = conditional.user("fay").enrolled(SimulatedFactorType.SMS);
        var fay = conditional.person(user).signsInWithPassword().entersCode(conditional.lastCodeOf(user));
        assertThat(fay.isSignedIn()).isTrue();
        var token = conditional.requestToken(user, Map.of()).text("access_token");

        removeCredential(conditional, user, token);

        var next = conditional.person(user).signsInWithPassword();
        assertThat(next.isSignedIn()).isFalse();
        next.sees("We sent a text message");
    }

    private static void removeCredential(TestUser user, String accessToken) {
        removeCredential(realm, user, accessToken);
    }

    /** Removes the user's only OneLogin credential, as the account console does. */
    static void removeCredential(TestRealm realm, TestUser user, String accessToken) {
        var credential = realm.factorsOf(user).get(0).getId();
        try (var client = ClientBuilder.newClient();
                var response = client.target(realm.address() + "/account/credentials/" + credential)
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + accessToken)
                        .delete()) {
            assertThat(response.getStatus()).isEqualTo(204);
        }
        assertThat(realm.factorsOf(user)).isEmpty();
    }

    private static void assertStaysAndIsChallenged(TestUser user) {
        assertThat(devices.of(user)).hasSize(1);
        var next = realm.person(user).signsInWithPassword();
        assertThat(next.isAskedForFactor()).isFalse();
        next.sees("We sent a text message").entersCode(realm.lastCodeOf(user));
        assertThat(next.isSignedIn()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
    }
}
