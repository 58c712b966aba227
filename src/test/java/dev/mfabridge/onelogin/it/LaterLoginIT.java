package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins of users with a device (S2). */
@Tag("core")
class LaterLoginIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @DisplayName("A login challenges the enrolled device with two calls and enrolls nothing again")
    void enrolledDeviceIsChallengedWithTwoCalls() {
        var user = new Devices(realm).enrolledAtLogin("alice");
        var before = realm.oneLogin().callsFor(user.oneLoginId()).size();

        var alice = realm.person(user).signsInWithPassword();
        assertThat(alice.isAskedForCode()).isTrue();
        alice.entersCode(realm.lastCodeOf(user));

        assertThat(alice.isSignedIn()).isTrue();
        var mine = realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .skip(before)
                .map(call -> call.method() + " " + call.path().replaceAll(".*/users/[0-9]+/([a-z]+).*", "$1"));
        assertThat(mine).containsExactly("POST verifications", "PUT verifications");
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);
        assertThat(realm.events(user, "UPDATE_CREDENTIAL")).hasSize(1);
    }

    @Test
    @DisplayName("A login challenges a device that exists in OneLogin, and the proof adopts the device")
    void deviceInOneLoginIsChallengedAndAdoptedByProof() {
        var user = realm.user("dave").withDevice(SimulatedFactorType.SMS);

        var dave = realm.person(user).signsInWithPassword();
        assertThat(dave.isAskedForFactor()).isFalse();
        assertThat(realm.credentialsOf(user))
                .noneMatch(credential -> credential.getType().equals("onelogin"));
        dave.entersCode(realm.lastCodeOf(user));

        assertThat(dave.isSignedIn()).isTrue();
        assertThat(realm.credentialsOf(user))
                .anyMatch(credential -> credential.getType().equals("onelogin"));
        assertThat(realm.attributesOf(user)).containsEntry("onelogin_mfa_device_id", List.of(user.device()));
        assertThat(realm.events(user, "UPDATE_CREDENTIAL")).hasSize(1);
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.path().contains("registrations"));
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A stolen password can't enroll a phone if the user's device can't be used here")
    void stolenPasswordCannotEnrollSecondDevice() {
        var user = realm.user("erin").withDevice(SimulatedFactorType.VOICE);

        var thief = realm.person(user).signsInWithPassword();

        thief.sees("None of your OneLogin devices can be used here");
        assertThat(thief.isAskedForFactor()).isFalse();
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.path().contains("registrations"));
    }

    @ParameterizedTest
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("An unreadable answer never means that the user has no devices")
    @ValueSource(strings = {"500", "503", "html", "empty"})
    void unreadableAnswerNeverMeansNoDevices(String fault) {
        var user = realm.user("fay" + fault).withDevice(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("GET /api/2/mfa/users/" + user.oneLoginId() + "/devices")
                        .fault(fault)
                        .once());

        var fay = realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

        assertThat(fay.isAskedForFactor()).isFalse();
        assertThat(fay.triesAgain().isAskedForCode()).isTrue();
        assertThat(fay.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("Every form of OneLogin's answers lets the user enroll and sign in")
    @CsvSource({
        "array, string, name, status",
        "array, number, status, flat",
        "object, string, flat, record",
        "object, number, name, status",
        "array, number, flat, record"
    })
    void everyAnswerFormEnrollsAndSignsIn(String shape, String ids, String errors, String success) {
        var user = realm.user("gus-" + shape + ids + errors + success);
        realm.oneLogin()
                .behave(BehaviorRule.onUser(user.oneLoginId())
                        .shape(shape)
                        .ids(ids)
                        .errors(errors)
                        .success(success));

        var newcomer = realm.person(user).signsInWithPassword().choosesFactor("Email");
        newcomer.entersCode("wrong").sees("That code isn't right");
        assertThat(newcomer.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        var returning = realm.person(user).signsInWithPassword();
        returning.entersCode("wrong").sees("That code isn't right");
        assertThat(returning.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        realm.assertCounted(user, 0);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.FORGERY)
    @DisplayName("Changed attributes decide nothing, and the next login restores the attributes")
    void changedAttributesDecideNothingAndAreRestored() {
        var user = new Devices(realm).enrolledAtLogin("hal");
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setAttributes(Map.of("onelogin_mfa_enrolled", List.of("FORGED")));
        resource.update(changed);

        var hal = realm.person(user).signsInWithPassword();
        assertThat(hal.isAskedForCode()).isTrue();
        hal.entersCode(realm.lastCodeOf(user));

        assertThat(realm.attributesOf(user))
                .containsEntry("onelogin_mfa_enrolled", List.of("SMS"))
                .containsKeys("onelogin_mfa_device_id", "onelogin_mfa_enrolled_at");
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.FORGERY)
    @DisplayName("A forged attribute doesn't replace the enrollment of a user without a device")
    void forgedAttributeDoesNotReplaceEnrollment() {
        var user = realm.user("ida");
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setAttributes(Map.of("onelogin_mfa_enrolled", List.of("SMS")));
        resource.update(changed);

        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }
}
