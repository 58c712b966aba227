package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of a user who chooses among several devices (S6). */
class DevicesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void resetSettings() {
        realm.execution().configure(Map.of());
    }

    @Test
    @DisplayName("The extension challenges the default device first, and the user can choose another device")
    void defaultDeviceIsFirstAndUserCanChooseAnother() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);

        var ann = realm.person(user).signsInWithPassword().sees("We sent a text message");
        ann.asksForAnotherWay().sees("Choose how to confirm that it is you").choosesDevice("Email");

        ann.sees("We sent an e-mail");
        assertThat(ann.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
    }

    @Test
    @DisplayName("The choice of another device invalidates the code of the previous device")
    void choiceOfAnotherDeviceInvalidatesTheCode() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        var ben = realm.person(user).signsInWithPassword();
        var first = realm.lastCodeOf(user);

        ben.asksForAnotherWay().choosesDevice("Email").entersCode(first);

        ben.sees("That code isn't right");
        assertThat(ben.isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("A user who returns to the challenged device can use its code without another message")
    void returnToTheChallengedDeviceKeepsItsCode() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        var cora = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);

        cora.asksForAnotherWay().choosesDevice("SMS");

        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(cora.entersCode(code).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A user with one device is offered no other device")
    void userWithOneDeviceHasNoAlternative() {
        var user = realm.user("dan", simulated -> simulated.withDevice("7200001", SimulatedFactorType.SMS));

        var dan = realm.person(user).signsInWithPassword().doesNotSee("another device");

        assertThat(dan.offersAnotherWay()).isFalse();
        dan.asksForAnotherWay().sees("You have no other device or factor to use.");
        assertThat(dan.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A user whose one known device is lost finds a device that Keycloak doesn't know yet")
    void userFindsDeviceThatKeycloakDoesNotKnow() {
        var user = realm.user("ida").enrolled(SimulatedFactorType.SMS);
        var alone = realm.person(user).signsInWithPassword().sees("I can't use this device");
        alone.asksForAnotherWay().sees("contact your administrator");
        assertThat(alone.offersAnotherWay()).isFalse();
        user.withDevice(SimulatedFactorType.EMAIL);

        var ida = realm.person(user).signsInWithPassword().asksForAnotherWay();

        ida.choosesDevice("Email").sees("Use another device");
        assertThat(ida.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.FORGERY)
    @DisplayName("The page contains no device id, and the extension rejects an unknown position")
    void pageHasNoDeviceIdAndUnknownPositionIsRejected() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);

        var eve = realm.person(user).signsInWithPassword().asksForAnotherWay();
        realm.oneLogin()
                .devicesOf(user.oneLoginId())
                .forEach(device -> assertThat(eve.page().body()).doesNotContain(device.deviceId()));
        eve.submits("#onelogin-device-form", Map.of("device", "2"));

        eve.sees("That option isn't available. Choose an option below.");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("A user can choose another factor during enrollment")
    void userCanChooseAnotherFactorDuringEnrollment() {
        var user = realm.user("fay");

        var fay = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        fay.asksForAnotherWay().choosesFactor("Email");

        assertThat(fay.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
    }

    @Test
    @DisplayName("A device has the name that the user gave it")
    void deviceHasTheNameThatTheUserGaveIt() {
        var user = realm.user("gil");

        var gil = realm.person(user).signsInWithPassword();
        assertThat(gil.page().has("#onelogin-name")).isFalse();
        var sms =
                gil.page().element("#onelogin-factor-form button:contains(SMS)").val();
        gil.submits("#onelogin-factor-form", Map.of("factor", sms));
        assertThat(gil.page().element("#onelogin-name").val()).isEqualTo("gil's phone");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
        gil.namesDevice("Work phone");
        gil.sees("Work phone").entersCode(realm.lastCodeOf(user));

        assertThat(realm.credentialsOf(user)).anyMatch(credential -> "Work phone".equals(credential.getUserLabel()));
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId()).get(0).userDisplayName())
                .isEqualTo("Work phone");
    }

    @Test
    @DisplayName("The setting First device chooses OneLogin's default device or the last used device")
    void firstDeviceIsTheDefaultOrTheLastUsed() {
        realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "100"));
        var user = realm.user("hal").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        signsIn(user, "SMS");
        signsIn(user, "Email");

        realm.person(user).signsInWithPassword().sees("We sent a text message");
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.FIRST_DEVICE.key(), "last-used", ConfigProperty.MESSAGE_LIMIT.key(), "100"));
        signsIn(user, "Email");
        var before = realm.oneLogin().callsFor(user.oneLoginId()).size();
        realm.person(user).signsInWithPassword().sees("We sent an e-mail");

        assertThat(realm.oneLogin().callsFor(user.oneLoginId()).stream().skip(before))
                .extracting(RecordedCall::method)
                .containsExactly("POST");
    }

    @Test
    @DisplayName("The last used device moves before other devices and not before other credentials")
    void lastUsedDeviceMovesBeforeOtherDevicesOnly() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.FIRST_DEVICE.key(), "last-used", ConfigProperty.MESSAGE_LIMIT.key(), "100"));
        var user = realm.user("ivy").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        signsIn(user, "SMS");
        signsIn(user, "Email");
        assertThat(credentialsOf(user)).containsExactly("password", "Email", "SMS");

        signsIn(user, "SMS");

        assertThat(credentialsOf(user)).containsExactly("password", "SMS", "Email");
    }

    private static List<String> credentialsOf(TestUser user) {
        return realm.credentialsOf(user).stream()
                .map(credential -> credential.getUserLabel() == null
                        ? credential.getType()
                        : credential.getUserLabel().replaceFirst("^OneLogin ", ""))
                .toList();
    }

    private static void signsIn(TestUser user, String device) {
        var person =
                realm.person(user).signsInWithPassword().asksForAnotherWay().choosesDevice(device);
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }
}
