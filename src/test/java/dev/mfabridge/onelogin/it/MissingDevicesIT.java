package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.TestRealmBuilder.FlowEntry;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.util.JsonSerialization;

/** Users whose devices were removed in OneLogin, in a subflow for users with a factor (S2). */
class MissingDevicesIT {

    /** Realm that challenges only users with a credential. */
    @RegisterExtension
    static final TestRealm conditional = TestRealm.withPassword()
            .thenInSubflow(
                    "CONDITIONAL",
                    new FlowEntry("conditional-user-configured", "REQUIRED"),
                    new FlowEntry(TestRealm.ONELOGIN, "REQUIRED"));

    private static final Devices devices = new Devices(conditional);

    @BeforeEach
    void allowEveryFactor() {
        conditional.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The password is never enough after the last device was removed, however often the page is closed")
    void passwordIsNotEnoughAfterLastDeviceWasRemoved() {
        var user = conditional.user("closes").enrolled(SimulatedFactorType.SMS);
        conditional.oneLogin().deleteDevice(user.oneLoginId(), user.device());

        for (var login = 0; login < 3; login++) {
            var person = conditional.person(user).signsInWithPassword().sees("Set up your second factor");
            assertThat(person.isSignedIn()).isFalse();
        }

        assertThat(conditional.factorsOf(user)).hasSize(1);
    }

    @Test
    @DisplayName("The user enrolls another device, whose credential replaces the one of the removed device")
    void enrolledDeviceReplacesRemovedDevice() {
        var user = conditional.user("replaces").enrolled(SimulatedFactorType.SMS);
        conditional.oneLogin().deleteDevice(user.oneLoginId(), user.device());
        var person = conditional.person(user).signsInWithPassword().choosesFactor("Email");
        assertThat(conditional.factorsOf(user)).hasSize(1);

        assertThat(person.entersCode(conditional.lastCodeOf(user)).isSignedIn())
                .as(person.page().text())
                .isTrue();

        assertThat(conditional.factorsOf(user)).hasSize(1);
        assertThat(conditional.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
        assertThat(conditional.events(user, "REMOVE_CREDENTIAL").get(0).getDetails())
                .containsEntry("reason", "onelogin_device_removed");
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("One credential of each type stays if all of several devices were removed in OneLogin")
    void oneCredentialOfEachTypeStays() {
        var first = conditional.user("several").enrolled(SimulatedFactorType.SMS);
        var second = first.enrolled(SimulatedFactorType.EMAIL);
        var user = second.withDevice(SimulatedFactorType.EMAIL, "second mailbox");
        conditional.users().addCredential(user, user.device(), SimulatedFactorType.EMAIL, "second mailbox");
        devices.of(user).forEach(device -> conditional.oneLogin().deleteDevice(user.oneLoginId(), device.deviceId()));

        for (var login = 0; login < 2; login++) {
            conditional.person(user).signsInWithPassword().sees("Set up your second factor");
        }

        assertThat(conditional.attributesOf(user).get("onelogin_mfa_enrolled"))
                .containsExactlyInAnyOrder("SMS", "EMAIL");
        assertThat(conditional.factorsOf(user)).hasSize(2);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A user whose device was removed can't skip the enrollment")
    void enrollmentIsNotSkippableAfterRemoval() {
        conditional
                .execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.GRACE_DAYS.key(), "14"));
        var user = conditional.user("skips").enrolled(SimulatedFactorType.SMS);
        conditional.oneLogin().deleteDevice(user.oneLoginId(), user.device());

        var person = conditional.person(user).signsInWithPassword().sees("Set up your second factor");

        person.doesNotSee("Skip for now");
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("The credential of a new phone takes the place of the old one, before the recovery codes")
    void newCredentialTakesThePlaceOfTheOldOne() throws Exception {
        var user = conditional.user("phone").enrolled(SimulatedFactorType.SMS);
        addRecoveryCodes(user);
        conditional.oneLogin().deleteDevice(user.oneLoginId(), user.device());

        var person = conditional.person(user).signsInWithPassword().choosesFactor("Email");
        assertThat(person.entersCode(conditional.lastCodeOf(user)).isSignedIn())
                .as(person.page().text())
                .isTrue();

        assertThat(typesOf(user)).containsExactly("password", "onelogin", "recovery-authn-codes");
    }

    @Test
    @DisplayName("A new credential goes before the recovery codes although an administrator removed the old one")
    void newCredentialGoesBeforeRecoveryCodes() throws Exception {
        var user = conditional.user("codes").enrolled(SimulatedFactorType.SMS);
        addRecoveryCodes(user);
        devices.removeCredential(user);
        devices.of(user).forEach(device -> conditional.oneLogin().deleteDevice(user.oneLoginId(), device.deviceId()));
        conditional.execution().setRequirement("conditional-user-configured", "DISABLED");
        conditional.execution().setRequirement(TestRealmBuilder.SUBFLOW, "REQUIRED");

        try {
            var person = conditional.person(user).signsInWithPassword().choosesFactor("Email");
            assertThat(person.entersCode(conditional.lastCodeOf(user)).isSignedIn())
                    .as(person.page().text())
                    .isTrue();
        } finally {
            conditional.execution().setRequirement(TestRealmBuilder.SUBFLOW, "CONDITIONAL");
            conditional.execution().setRequirement("conditional-user-configured", "REQUIRED");
        }

        assertThat(typesOf(user)).containsExactly("password", "onelogin", "recovery-authn-codes");
    }

    private static List<String> typesOf(TestUser user) {
        return conditional.credentialsOf(user).stream()
                .map(CredentialRepresentation::getType)
                .toList();
    }

    private static void addRecoveryCodes(TestUser user) throws Exception {
        var model = RecoveryAuthnCodesCredentialModel.createFromValues(
                List.of("AAAA1111BBBB"), System.currentTimeMillis(), "Recovery codes");
        var credential = new CredentialRepresentation();
        credential.setType(model.getType());
        credential.setUserLabel(model.getUserLabel());
        credential.setSecretData(
                JsonSerialization.writeValueAsString(JsonSerialization.readValue(model.getSecretData(), Object.class)));
        credential.setCredentialData(model.getCredentialData());
        var resource = conditional.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setCredentials(List.of(credential));
        resource.update(changed);
    }
}
