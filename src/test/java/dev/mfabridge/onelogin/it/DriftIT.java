package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of changes that were made only in OneLogin and that the extension notices at the next login. */
class DriftIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void resetSettings() {
        realm.execution().configure(Map.of());
    }

    @Test
    @DisplayName("A device removed in OneLogin keeps its credential until the user enrolled again")
    void removedDeviceKeepsItsCredentialUntilUserEnrolledAgain() {
        var user = enrolledWithoutChoice("gwen");
        removeDevice(user);
        var mark = realm.log().mark();

        var gwen = realm.person(user).signsInWithPassword();

        var old = realm.factorsOf(user).get(0).getId();
        assertThat(realm.events(user, "REMOVE_CREDENTIAL")).isEmpty();
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(user.id()) && line.contains("no longer exists in OneLogin"));
        assertThat(gwen.sees("Set up your second factor")
                        .entersCode(realm.lastCodeOf(user))
                        .isSignedIn())
                .isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("SMS");
        assertThat(realm.events(user, "REMOVE_CREDENTIAL")).hasSize(1);
        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(realm.factorsOf(user).get(0).getId()).isNotEqualTo(old);
    }

    @Test
    @DisplayName("A user with a removed device can't enroll until an administrator removes the credential in Keycloak")
    void removedDeviceBlocksTheUserUntilTheCredentialIsRemoved() {
        realm.execution().configure(Map.of(ConfigProperty.REENROLLMENT.key(), "false"));
        var user = enrolledWithoutChoice("hank");
        removeDevice(user);

        for (var login = 0; login < 2; login++) {
            realm.person(user)
                    .signsInWithPassword()
                    .sees("Your device was removed in OneLogin. Please contact your administrator");
        }
        assertThat(realm.events(user, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_device_removed");

        realm.credentialsOf(user).stream()
                .filter(credential -> "onelogin".equals(credential.getType()))
                .forEach(credential -> realm.admin().users().get(user.id()).removeCredential(credential.getId()));
        realm.person(user).signsInWithPassword().sees("Set up your second factor");
    }

    @Test
    @DisplayName("Another device that the user never proved allows no new enrollment")
    void unprovenDeviceAllowsNoNewEnrollment() {
        realm.execution().configure(Map.of(ConfigProperty.REENROLLMENT.key(), "false"));
        var user = enrolledWithoutChoice("hope");
        removeDevice(user);
        var other = user.withDevice(SimulatedFactorType.EMAIL).device();
        realm.person(user).signsInWithPassword().sees("We sent an e-mail");
        assertThat(realm.factorsOf(user)).hasSize(1);

        realm.oneLogin().deleteDevice(user.oneLoginId(), other);

        realm.person(user).signsInWithPassword().sees("Your device was removed in OneLogin");
    }

    @Test
    @DisplayName("A proof of another device deletes the credential of the removed device")
    void proofOfAnotherDeviceDeletesTheOldCredential() {
        realm.execution().configure(Map.of(ConfigProperty.REENROLLMENT.key(), "false"));
        var user = enrolledWithoutChoice("hugo");
        removeDevice(user);
        user.withDevice(SimulatedFactorType.EMAIL);

        var hugo = realm.person(user).signsInWithPassword().sees("We sent an e-mail");

        assertThat(hugo.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
        assertThat(realm.events(user, "REMOVE_CREDENTIAL").get(0).getDetails())
                .containsEntry("reason", "onelogin_device_removed");
    }

    @Test
    @DisplayName("A user proves a remaining device instead of the removed device")
    void remainingDeviceReplacesTheRemovedDevice() {
        var user = enrolledWithoutChoice("ines");
        user.withDevice(SimulatedFactorType.EMAIL);
        removeDevice(user);

        var ines = realm.person(user).signsInWithPassword();

        assertThat(ines.sees("We sent an e-mail")
                        .entersCode(realm.lastCodeOf(user))
                        .isSignedIn())
                .isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "last-used"})
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A credential of a OneLogin user who was deleted hides no device of an existing one")
    void credentialOfDeletedOneLoginUserHidesNoDevice(String firstDevice) {
        realm.execution().configure(Map.of(ConfigProperty.FIRST_DEVICE.key(), firstDevice));
        var user = enrolledWithoutChoice("noor-" + firstDevice);
        var former =
                new TestUser(user.id(), user.username(), user.password(), user.email(), 69_999_999).of(realm.users());
        realm.users().addCredential(former, "79999999", SimulatedFactorType.SMS, "Old phone");
        var old = realm.factorsOf(user).get(1).getId();
        realm.admin().users().get(user.id()).moveCredentialToFirst(old);

        var noor = realm.person(user).signsInWithPassword().sees("We sent a text message");

        assertThat(noor.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(2);
    }

    @ParameterizedTest
    @DisplayName("A user with a blocking status in OneLogin reads a message for that status")
    @CsvSource({
        "2, 1, Your OneLogin account is suspended., user_suspended",
        "3, 1, Your OneLogin account is locked., user_locked",
        "1, 0, Your OneLogin account has not been approved yet., user_unapproved",
        "1, 2, Your OneLogin account was rejected., user_rejected",
        "1, 3, Your OneLogin account has no license., user_unlicensed"
    })
    void blockedUserIsRejectedWithSeparateMessage(int status, int state, String message, String reason) {
        var user = realm.user("blocked" + status + state, simulated -> simulated.withStatus(status, state));

        realm.person(user).signsInWithPassword().sees(message + " Please contact your administrator.");

        assertThat(realm.events(user, "LOGIN_ERROR").get(0).getDetails()).containsEntry("reason", "onelogin_" + reason);
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
        realm.assertCounted(user, 0);
    }

    @ParameterizedTest
    @DisplayName("The extension rejects a suspended user after OneLogin refuses the challenge")
    @EnumSource(
            value = FactorType.class,
            names = {"SMS", "PROTECT"})
    void suspendedUserIsRejectedAfterRefusedChallenge(FactorType type) {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        var user = realm.user("jill-" + type, simulated -> simulated.withStatus(2, 1))
                .withDevice(SimulatedFactorType.of(type.name()));
        storeCredential(user, type);

        realm.person(user)
                .signsInWithPassword()
                .sees("Your OneLogin account is suspended. Please contact your administrator.");

        assertThat(realm.events(user, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_user_suspended");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(realm.credentialsOf(user)).anyMatch(credential -> "onelogin".equals(credential.getType()));
    }

    @Test
    @DisplayName("The extension rejects the app's code of a user locked in OneLogin and shows the reason")
    void appCodeOfLockedUserIsRejectedWithTheReason() {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        var user = realm.user("kurt", simulated -> simulated.withStatus(3, 1))
                .withDevice(SimulatedFactorType.AUTHENTICATOR);
        storeCredential(user, FactorType.AUTHENTICATOR);

        var kurt = realm.person(user).signsInWithPassword();
        kurt.entersCode(realm.oneLogin().appCode(user.oneLoginId(), user.device()));

        kurt.sees("Your OneLogin account is locked.");
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("The setting User status at each login causes a lookup before an app is challenged")
    void configuredLookupPrecedesTheAppChallenge() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.LOOK_UP_USER.key(), "true"));
        var user = realm.user("lena", simulated -> simulated.withStatus(2, 1))
                .withDevice(SimulatedFactorType.AUTHENTICATOR);
        storeCredential(user, FactorType.AUTHENTICATOR);

        realm.person(user).signsInWithPassword().sees("Your OneLogin account is suspended.");
    }

    /** Stores the credential as a login before the suspension would have stored it. */
    private static void storeCredential(TestUser user, FactorType type) {
        var suspended = userInOneLogin(user);
        realm.oneLogin().addUser(suspended.withStatus(1, 1));
        var person = realm.person(user).signsInWithPassword();
        if (type == FactorType.PROTECT) {
            realm.oneLogin().approve(user.oneLoginId());
            person.checksConfirmation();
        } else if (type == FactorType.AUTHENTICATOR) {
            person.entersCode(realm.oneLogin().appCode(user.oneLoginId(), user.device(), Duration.ofSeconds(-30)));
        } else {
            person.entersCode(realm.lastCodeOf(user));
        }
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        realm.oneLogin().addUser(suspended);
    }

    private static SimulatedUser userInOneLogin(TestUser user) {
        return realm.oneLogin().users().stream()
                .filter(candidate -> candidate.id() == user.oneLoginId())
                .findFirst()
                .orElseThrow();
    }

    private static TestUser enrolledWithoutChoice(String name) {
        var user = new Devices(realm).enrolledAtLogin(name);
        // With one remaining factor, the user needs no choice.
        realm.oneLogin().addUser(userInOneLogin(user).offered(SimulatedFactorType.SMS));
        return user;
    }

    private static void removeDevice(TestUser user) {
        var device = realm.oneLogin().devicesOf(user.oneLoginId()).get(0);
        realm.oneLogin().deleteDevice(user.oneLoginId(), device.deviceId());
    }
}
