package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Devices that appear while a page of an enrollment is open: such a device is challenged instead (S2). */
class AppearedDevicesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void allowEveryFactorAndSkipping() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.GRACE_DAYS.key(), "14"));
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A registration that began before the user got a device is not completed")
    void earlierRegistrationIsNotCompleted() {
        var user = realm.user("victim");
        var thief = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        var code = realm.lastCodeOf(user);
        user.withDevice(SimulatedFactorType.EMAIL);

        thief.entersCode(code).sees("We sent you a new e-mail");

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(devices.of(user)).hasSize(1);
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.method().equals("PUT"));
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A registration that a quick choice began after the user got a device is not completed")
    void registrationOfQuickChoiceIsNotCompleted() {
        var user = realm.user("quick");
        var thief = realm.person(user).signsInWithPassword();
        user.withDevice(SimulatedFactorType.EMAIL);
        thief.choosesFactor("SMS").sees("We sent a text message");
        var code = realm.lastCodeOf(user);

        thief.entersCode(code).sees("We sent you a new e-mail");

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(devices.of(user)).hasSize(1);
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.method().equals("PUT"));
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName(
            "A quick choice whose registration OneLogin completes at once challenges a device that appeared instead")
    void registrationCompletedAtOnceIsNoProofBesideAnotherDevice() {
        var user = realm.user("at-once");
        var thief = realm.person(user).signsInWithPassword();
        user.withDevice(SimulatedFactorType.EMAIL);
        realm.oneLogin()
                .behave(
                        BehaviorRule.on("POST /api/2/mfa/users/" + user.oneLoginId() + "/registrations")
                                .body(
                                        201,
                                        "{\"id\":\"5f0a2b4e-1d1f-4d57-9c9e-0d4d6a7a9b10\",\"status\":\"accepted\",\"device_id\":\"990001\"}"));

        thief.choosesFactor("SMS").sees("We sent an e-mail");

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .filteredOn(call -> call.method().equals("POST"))
                .extracting(call ->
                        call.path().replaceAll(".*/", "") + " " + call.body().contains("990001"))
                .containsExactly("registrations false", "verifications false");
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A registration that the phone completed proves nothing if the user got another device")
    void registrationOnThePhoneIsNoProofBesideAnotherDevice() {
        var user = realm.user("protected", simulated -> simulated.offered(SimulatedFactorType.PROTECT));
        var thief = realm.person(user).signsInWithPassword().choosesFactor("Protect");
        user.withDevice(SimulatedFactorType.EMAIL);
        var token = thief.page().element("#onelogin-secret").text();
        realm.oneLogin().typeIntoPhone(user.oneLoginId(), token.replace(" ", ""));

        thief.checksConfirmation().sees("We sent you a new e-mail");

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(realm.factorsOf(user)).isEmpty();
    }

    @Test
    @DisplayName("An enrollment with a code makes one more list call before the code")
    void enrollmentListsDevicesOnceBeforeTheCode() {
        var user = realm.user("calls");
        var person = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        var before = realm.oneLogin().callsFor(user.oneLoginId()).size();

        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        assertThat(realm.oneLogin().callsFor(user.oneLoginId()).stream()
                        .skip(before)
                        .map(call -> call.method() + " " + call.path().replaceAll(".*/users/[0-9]+/([a-z]+).*", "$1")))
                .containsExactly("GET devices", "PUT registrations");
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user who got a device in OneLogin can't skip the enrollment on a page that was open before")
    void enrollmentIsNotSkippedAfterDeviceInOneLogin() {
        var user = realm.user("skipper");
        var thief = realm.person(user).signsInWithPassword().sees("Skip for now");
        user.withDevice(SimulatedFactorType.SMS);

        thief.skips();

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(thief.isAskedForCode()).isTrue();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user who enrolled in another browser can't skip the enrollment on an open page")
    void enrollmentIsNotSkippedAfterEnrollmentElsewhere() {
        var user = realm.user("twice");
        var thief = realm.person(user).signsInWithPassword().sees("Skip for now");
        var owner = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        assertThat(owner.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        thief.skips();

        assertThat(thief.isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user can't skip the enrollment while OneLogin gives no list of devices")
    void enrollmentIsNotSkippedWithoutList() {
        var user = realm.user("outage");
        var person = realm.person(user).signsInWithPassword().sees("Skip for now");
        realm.oneLogin()
                .behave(BehaviorRule.on("GET /api/2/mfa/users/" + user.oneLoginId() + "/devices")
                        .fault("503")
                        .once());

        person.skips().sees("OneLogin can't be reached");

        assertThat(person.isSignedIn()).isFalse();
        assertThat(person.triesAgain().skips().isSignedIn()).isTrue();
    }
}
