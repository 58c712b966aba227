package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person without a factor signs in for the first time. */
class EnrollmentIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @DisplayName("A user chooses a factor, proves it and has the device on both sides")
    void userChoosesFactorAndIsEnrolledOnBothSides() {
        var account = realm.user("alice");
        var alice = realm.person(account).signsInWithPassword();
        assertThat(alice.isAskedForFactor()).isTrue();

        alice.choosesFactor("SMS").sees("We sent a text message with a code to your phone");
        alice.entersCode(realm.lastCodeOf(account));

        assertThat(alice.isSignedIn()).isTrue();
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0);
        assertThat(device.kind()).isEqualTo(SimulatedFactorType.SMS);
        assertThat(realm.credentialsOf(account))
                .filteredOn(credential -> credential.getType().equals("onelogin"))
                .singleElement()
                .satisfies(credential -> {
                    assertThat(credential.getUserLabel()).isEqualTo("OneLogin SMS");
                    assertThat(credential.getCredentialData()).contains(device.deviceId(), "SMS");
                });
        assertThat(realm.attributesOf(account))
                .containsEntry("onelogin_mfa_enrolled", List.of("SMS"))
                .containsEntry("onelogin_mfa_device_id", List.of(device.deviceId()))
                .hasEntrySatisfying(
                        "onelogin_mfa_enrolled_at",
                        since -> assertThat(Instant.parse(since.get(0)))
                                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now()));
        assertThat(realm.events(account, "UPDATE_CREDENTIAL"))
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails())
                        .containsEntry("credential_type", "onelogin")
                        .containsEntry("onelogin_factor", "SMS")
                        .containsEntry("onelogin_device_id", device.deviceId()));
    }

    @Test
    @DisplayName("An enrollment lists the devices again before it starts, and OneLogin verifies it")
    void enrollmentListsTheDevicesAgainAndIsVerified() {
        var account = realm.user("bea");

        var bea = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        bea.entersCode(realm.lastCodeOf(account));

        var user = "/api/2/mfa/users/" + account.oneLoginId();
        assertThat(realm.oneLogin().callsFor(account.oneLoginId()))
                .extracting(call -> call.method() + " " + call.path().replaceAll("[0-9a-f-]{36}", "*"))
                .containsExactly(
                        "GET " + user + "/devices",
                        "GET " + user + "/factors",
                        "GET " + user + "/devices",
                        "POST " + user + "/registrations",
                        "PUT " + user + "/registrations/*");
    }

    @Test
    @DisplayName("A user with one available factor has no choice to make")
    void singleFactorNeedsNoChoice() {
        var account = realm.user("carol", user -> user.offered(SimulatedFactorType.EMAIL));

        var carol = realm.person(account).signsInWithPassword().sees("We sent an e-mail to your e-mail address");
        carol.entersCode(realm.lastCodeOf(account));

        assertThat(carol.isSignedIn()).isTrue();
        assertThat(realm.attributesOf(account)).containsEntry("onelogin_mfa_enrolled", List.of("EMAIL"));
    }

    @Test
    @DisplayName("The page doesn't offer a factor that this version can't prove")
    void unsupportedFactorIsNotOffered() {
        var account = realm.user(
                "dora", user -> user.offered(SimulatedFactorType.SMS, SimulatedFactorType.of("Duo Security")));

        assertThat(realm.person(account).signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("A user can't choose a factor that the page doesn't offer")
    void unavailableFactorCannotBeChosen() {
        var account = realm.user("eve");

        var eve = realm.person(account).signsInWithPassword();
        eve.submits("#onelogin-factor-form", Map.of("factor", "99999"));

        eve.sees("That option isn't available. Choose an option below.");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).isEmpty();
    }

    @Test
    @DisplayName("A user who enrolled in another browser meanwhile can't enroll again with only the password")
    void enrollmentInAnotherBrowserPreventsSecondEnrollment() {
        var account = realm.user("frida");
        var thief = realm.person(account).signsInWithPassword();
        var frida = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        assertThat(frida.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();

        thief.choosesFactor("Email").sees("We sent a text message");

        assertThat(realm.oneLogin().callsFor(account.oneLoginId()))
                .filteredOn(call -> call.method().equals("POST") && call.path().endsWith("registrations"))
                .hasSize(1);
    }

    @Test
    @DisplayName("An enrollment in another browser invalidates the code of a pending enrollment")
    void enrollmentInAnotherBrowserInvalidatesTheCode() {
        var account = realm.user("frieda");
        var thief = realm.person(account).signsInWithPassword().choosesFactor("Email");
        var stolen = realm.lastCodeOf(account);
        var frieda = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        assertThat(frieda.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();

        thief.entersCode(stolen).sees("We sent a text message");

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("The extension challenges a device that appeared meanwhile, before it enrolls another device")
    void deviceThatAppearedMeanwhileIsChallenged() {
        var account = realm.user("franz");
        var thief = realm.person(account).signsInWithPassword();
        realm.oneLogin()
                .addUser(SimulatedUser.named(account.oneLoginId(), "franz" + account.oneLoginId())
                        .withEmail(account.email())
                        .withDevice("9" + account.oneLoginId(), SimulatedFactorType.SMS));

        thief.choosesFactor("Email").sees("We sent a text message");

        assertThat(realm.oneLogin().callsFor(account.oneLoginId()))
                .noneMatch(call -> call.path().endsWith("registrations"));
    }

    @Test
    @DisplayName("A wrong code enrolls no device")
    void wrongCodeEnrollsNothing() {
        var account = realm.user("finn");

        realm.person(account).signsInWithPassword().choosesFactor("SMS").entersCode("nonsense");

        assertThat(realm.credentialsOf(account))
                .noneMatch(credential -> credential.getType().equals("onelogin"));
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId())).isEmpty();
    }

    @Test
    @DisplayName("A device whose acceptance was lost is adopted at the next login after one challenge")
    void deviceOfLostAcceptanceIsAdoptedAtTheNextLogin() {
        var account = realm.user("gina");
        var gina = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + account.oneLoginId() + "/*")
                        .fault("truncated")
                        .once());
        gina.entersCode(realm.lastCodeOf(account)).sees("We couldn't check your code");
        assertThat(gina.isSignedIn()).isFalse();

        var again = realm.person(account).signsInWithPassword();
        assertThat(again.isAskedForCode()).isTrue();
        again.entersCode(realm.lastCodeOf(account));

        assertThat(again.isSignedIn()).isTrue();
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId()))
                .extracting(SimulatedDevice::deviceId)
                .isEqualTo(realm.attributesOf(account).get("onelogin_mfa_device_id"));
    }

    @Test
    @DisplayName("The extension challenges a device whose acceptance was lost in the same login too")
    void deviceOfLostAcceptanceIsChallengedInTheSameLogin() {
        realm.step().settings(Map.of("onelogin.resendCooldown", "1"));
        var account = realm.user("hugo");
        var hugo = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + account.oneLoginId() + "/*")
                        .fault("truncated")
                        .once());
        var code = realm.lastCodeOf(account);
        hugo.entersCode(code).entersCode(code).sees("Your code has expired");

        hugo.asksForAnotherCodeOnceItMay();
        hugo.entersCode(realm.lastCodeOf(account));

        assertThat(hugo.isSignedIn()).isTrue();
    }
}
