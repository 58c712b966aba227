package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of the first login of a user without a factor (S2, S6). */
@Tag("core")
class EnrollmentIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @DisplayName("A user chooses a factor, proves it and has the device on both sides")
    void userChoosesFactorAndIsEnrolledOnBothSides() {
        var user = realm.user("alice");
        var alice = realm.person(user).signsInWithPassword();
        assertThat(alice.isAskedForFactor()).isTrue();

        alice.choosesFactor("SMS").sees("We sent a text message with a code to your phone");
        alice.entersCode(realm.lastCodeOf(user));

        assertThat(alice.isSignedIn()).isTrue();
        var device = realm.oneLogin().devicesOf(user.oneLoginId()).get(0);
        assertThat(device.kind()).isEqualTo(SimulatedFactorType.SMS);
        assertThat(realm.credentialsOf(user))
                .filteredOn(credential -> credential.getType().equals("onelogin"))
                .singleElement()
                .satisfies(credential -> {
                    assertThat(credential.getUserLabel()).isEqualTo("OneLogin SMS");
                    assertThat(credential.getCredentialData()).contains(device.deviceId(), "SMS");
                });
        assertThat(realm.attributesOf(user))
                .containsEntry("onelogin_mfa_enrolled", List.of("SMS"))
                .containsEntry("onelogin_mfa_device_id", List.of(device.deviceId()))
                .hasEntrySatisfying(
                        "onelogin_mfa_enrolled_at",
                        since -> assertThat(Instant.parse(since.get(0)))
                                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now()));
        assertThat(realm.events(user, "UPDATE_CREDENTIAL"))
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails())
                        .containsEntry("credential_type", "onelogin")
                        .containsEntry("onelogin_factor", "SMS")
                        .containsEntry("onelogin_device_id", device.deviceId()));
    }

    @Test
    @DisplayName("An enrollment lists the devices again before it ends, and OneLogin verifies it")
    void enrollmentListsTheDevicesAgainAndIsVerified() {
        var user = realm.user("bea");

        var bea = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        bea.entersCode(realm.lastCodeOf(user));

        var path = "/api/2/mfa/users/" + user.oneLoginId();
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .extracting(call -> call.method() + " " + call.path().replaceAll("[0-9a-f-]{36}", "*"))
                .containsExactly(
                        "GET " + path + "/devices",
                        "GET " + path + "/factors",
                        "POST " + path + "/registrations",
                        "GET " + path + "/devices",
                        "PUT " + path + "/registrations/*");
    }

    @Test
    @DisplayName("A user with one available factor has no choice to make")
    void singleFactorNeedsNoChoice() {
        var user = realm.user("carol", simulated -> simulated.offered(SimulatedFactorType.EMAIL));

        var carol =
                realm.person(user).signsInWithPassword().sees("We sent an e-mail with a code to your e-mail address");
        carol.entersCode(realm.lastCodeOf(user));

        assertThat(carol.isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user)).containsEntry("onelogin_mfa_enrolled", List.of("EMAIL"));
    }

    @Test
    @DisplayName("The page doesn't offer a factor that this version can't prove")
    void unsupportedFactorIsNotOffered() {
        var user = realm.user(
                "dora",
                simulated -> simulated.offered(SimulatedFactorType.SMS, SimulatedFactorType.of("Duo Security")));

        assertThat(realm.person(user).signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.FORGERY)
    @DisplayName("A user can't choose a factor that the page doesn't offer")
    void unavailableFactorCannotBeChosen() {
        var user = realm.user("eve");

        var eve = realm.person(user).signsInWithPassword();
        eve.submits("#onelogin-factor-form", Map.of("factor", "99999"));

        eve.sees("That option isn't available. Choose an option below.");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user who enrolled in another browser meanwhile can't enroll again with only the password")
    void enrollmentInAnotherBrowserPreventsSecondEnrollment() {
        var user = realm.user("frida");
        var thief = realm.person(user).signsInWithPassword();
        var frida = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        assertThat(frida.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        thief.choosesFactor("Email").sees("We sent a text message");

        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .filteredOn(call -> call.method().equals("POST") && call.path().endsWith("registrations"))
                .hasSize(1);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("An enrollment in another browser invalidates the code of a pending enrollment")
    void enrollmentInAnotherBrowserInvalidatesTheCode() {
        var user = realm.user("frieda");
        var thief = realm.person(user).signsInWithPassword().choosesFactor("Email");
        var stolen = realm.lastCodeOf(user);
        var frieda = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        assertThat(frieda.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        thief.entersCode(stolen).sees("We sent a text message");

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName(
            "A choice more than ten seconds after the offer challenges a device that appeared, and enrolls nothing")
    void deviceThatAppearedMeanwhileIsChallenged() {
        var user = realm.user("franz");
        var thief = realm.person(user).signsInWithPassword();
        user.withDevice(SimulatedFactorType.SMS);

        thief.hesitates().choosesFactor("Email").sees("We sent a text message");

        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.path().endsWith("registrations"));
    }

    @Test
    @DisplayName("A wrong code enrolls no device")
    void wrongCodeEnrollsNothing() {
        var user = realm.user("finn");

        realm.person(user).signsInWithPassword().choosesFactor("SMS").entersCode("nonsense");

        assertThat(realm.credentialsOf(user))
                .noneMatch(credential -> credential.getType().equals("onelogin"));
        assertThat(realm.attributesOf(user)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).isEmpty();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.LOSS)
    @DisplayName("The next login adopts a device whose acceptance was lost, after one challenge")
    void deviceOfLostAcceptanceIsAdoptedAtTheNextLogin() {
        var user = realm.user("gina");
        var gina = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .fault("truncated")
                        .once());
        gina.entersCode(realm.lastCodeOf(user)).sees("We couldn't check your code");
        assertThat(gina.isSignedIn()).isFalse();

        var again = realm.person(user).signsInWithPassword();
        assertThat(again.isAskedForCode()).isTrue();
        again.entersCode(realm.lastCodeOf(user));

        assertThat(again.isSignedIn()).isTrue();
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId()))
                .extracting(SimulatedDevice::deviceId)
                .isEqualTo(realm.attributesOf(user).get("onelogin_mfa_device_id"));
    }

    @Test
    @DisplayName("The extension challenges a device whose acceptance was lost in the same login too")
    void deviceOfLostAcceptanceIsChallengedInTheSameLogin() {
        realm.execution().configure(Map.of("onelogin.resendCooldown", "1"));
        var user = realm.user("hugo");
        var hugo = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .fault("truncated")
                        .once());
        var code = realm.lastCodeOf(user);
        hugo.entersCode(code).entersCode(code).sees("We sent you a new code.");

        hugo.entersCode(realm.lastCodeOf(user));

        assertThat(hugo.isSignedIn()).isTrue();
    }
}
