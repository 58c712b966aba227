package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What was changed in OneLogin alone is noticed at the next login. */
class DriftIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void defaultSettings() {
        realm.step().settings(Map.of());
    }

    @Test
    @DisplayName("A device removed in OneLogin loses its credential, and the user enrolls again")
    void removedDeviceLosesItsCredentialAndUserEnrollsAgain() {
        var account = enrolled("gwen");
        removeDevice(account);
        var mark = realm.log().mark();

        var gwen = realm.person(account).signsInWithPassword();

        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(realm.events(account, "REMOVE_CREDENTIAL")).hasSize(1);
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(account.id()) && line.contains("no longer exists in OneLogin"));
        assertThat(gwen.sees("Set up your second factor")
                        .entersCode(realm.lastCodeOf(account))
                        .isSignedIn())
                .isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("SMS");
    }

    @Test
    @DisplayName(
            "A user can't enroll again without permission until an administrator removes the credential in Keycloak")
    void removedDeviceBlocksTheUserUntilTheCredentialIsRemoved() {
        realm.step().settings(Map.of("onelogin.reenrollment", "false"));
        var account = enrolled("hank");
        removeDevice(account);

        for (var login = 0; login < 2; login++) {
            realm.person(account)
                    .signsInWithPassword()
                    .sees("Your device was removed in OneLogin. Please contact your administrator");
        }
        assertThat(realm.events(account, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_device_removed");

        realm.credentialsOf(account).stream()
                .filter(credential -> "onelogin".equals(credential.getType()))
                .forEach(credential -> realm.admin().users().get(account.id()).removeCredential(credential.getId()));
        realm.person(account).signsInWithPassword().sees("Set up your second factor");
    }

    @Test
    @DisplayName("Another device that the user never proved allows no new enrollment")
    void unprovenDeviceAllowsNoNewEnrollment() {
        realm.step().settings(Map.of("onelogin.reenrollment", "false"));
        var account = enrolled("hope");
        removeDevice(account);
        var other = "7200" + account.oneLoginId();
        realm.oneLogin().addUser(userInOneLogin(account).withDevice(other, SimulatedFactorType.EMAIL));
        realm.person(account).signsInWithPassword().sees("We sent an e-mail");
        assertThat(realm.factorsOf(account)).hasSize(1);

        realm.oneLogin().deleteDevice(account.oneLoginId(), other);

        realm.person(account).signsInWithPassword().sees("Your device was removed in OneLogin");
    }

    @Test
    @DisplayName("A proof of another device deletes the credential of the removed device")
    void proofOfAnotherDeviceDeletesTheOldCredential() {
        realm.step().settings(Map.of("onelogin.reenrollment", "false"));
        var account = enrolled("hugo");
        removeDevice(account);
        realm.oneLogin()
                .addUser(userInOneLogin(account).withDevice("7300" + account.oneLoginId(), SimulatedFactorType.EMAIL));

        var hugo = realm.person(account).signsInWithPassword().sees("We sent an e-mail");

        assertThat(hugo.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
        assertThat(realm.events(account, "REMOVE_CREDENTIAL").get(0).getDetails())
                .containsEntry("reason", "onelogin_device_removed");
    }

    @Test
    @DisplayName("A user proves a remaining device instead of the removed device")
    void remainingDeviceReplacesTheRemovedDevice() {
        var account = enrolled("ines");
        realm.oneLogin()
                .addUser(userInOneLogin(account).withDevice("7100" + account.oneLoginId(), SimulatedFactorType.EMAIL));
        removeDevice(account);

        var ines = realm.person(account).signsInWithPassword();

        assertThat(ines.sees("We sent an e-mail")
                        .entersCode(realm.lastCodeOf(account))
                        .isSignedIn())
                .isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
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
    void blockedUserIsRejectedWithSeparateMessage(int status, int state, String sentence, String reason) {
        var account = realm.user("blocked" + status + state, user -> user.withStatus(status, state));

        realm.person(account).signsInWithPassword().sees(sentence + " Please contact your administrator.");

        assertThat(realm.events(account, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_" + reason);
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).isEmpty();
        realm.assertCounted(account, 0);
    }

    @ParameterizedTest
    @DisplayName("The extension rejects a suspended user after OneLogin refuses the challenge")
    @EnumSource(
            value = FactorType.class,
            names = {"SMS", "PROTECT"})
    void suspendedUserIsRejectedAfterRefusedChallenge(FactorType type) {
        realm.step().settings(Map.of("onelogin.allowedFactors", ""));
        var account = realm.user(
                "jill-" + type,
                user -> user.withDevice("86" + user.id(), SimulatedFactorType.of(type.name()))
                        .withStatus(2, 1));
        keepCredential(account, type);

        realm.person(account)
                .signsInWithPassword()
                .sees("Your OneLogin account is suspended. Please contact your administrator.");

        assertThat(realm.events(account, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_user_suspended");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
        assertThat(realm.credentialsOf(account)).anyMatch(credential -> "onelogin".equals(credential.getType()));
    }

    @Test
    @DisplayName("The extension rejects the app's code of a user locked in OneLogin and shows the reason")
    void appCodeOfLockedUserIsRejectedWithTheReason() {
        realm.step().settings(Map.of("onelogin.allowedFactors", ""));
        var account = realm.user(
                "kurt",
                user -> user.withDevice("86" + user.id(), SimulatedFactorType.AUTHENTICATOR)
                        .withStatus(3, 1));
        keepCredential(account, FactorType.AUTHENTICATOR);

        var kurt = realm.person(account).signsInWithPassword();
        kurt.entersCode(realm.oneLogin().appCode(account.oneLoginId(), "86" + account.oneLoginId()));

        kurt.sees("Your OneLogin account is locked.");
        realm.assertCounted(account, 0);
    }

    @Test
    @DisplayName("The setting User status at each login causes a lookup before an app is challenged")
    void configuredLookupPrecedesTheAppChallenge() {
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.lookUpUser", "true"));
        var account = realm.user(
                "lena",
                user -> user.withDevice("86" + user.id(), SimulatedFactorType.AUTHENTICATOR)
                        .withStatus(2, 1));
        keepCredential(account, FactorType.AUTHENTICATOR);

        realm.person(account).signsInWithPassword().sees("Your OneLogin account is suspended.");
    }

    /** As a sign-in before the person was suspended left it. */
    private static void keepCredential(TestUser account, FactorType type) {
        var suspended = userInOneLogin(account);
        realm.oneLogin().addUser(suspended.withStatus(1, 1));
        var person = realm.person(account).signsInWithPassword();
        if (type == FactorType.PROTECT) {
            realm.oneLogin().approve(account.oneLoginId());
            person.looksForAnswer();
        } else if (type == FactorType.AUTHENTICATOR) {
            person.entersCode(realm.oneLogin()
                    .appCode(account.oneLoginId(), "86" + account.oneLoginId(), Duration.ofSeconds(-30)));
        } else {
            person.entersCode(realm.lastCodeOf(account));
        }
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        realm.oneLogin().addUser(suspended);
    }

    private static SimulatedUser userInOneLogin(TestUser account) {
        return realm.oneLogin().users().stream()
                .filter(user -> user.id() == account.oneLoginId())
                .findFirst()
                .orElseThrow();
    }

    private static TestUser enrolled(String name) {
        var account = realm.user(name, user -> user.offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL));
        var person = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        assertThat(person.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
        // One factor is left to choose from, so that nothing has to be chosen.
        realm.oneLogin().addUser(userInOneLogin(account).offered(SimulatedFactorType.SMS));
        return account;
    }

    private static void removeDevice(TestUser account) {
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0);
        realm.oneLogin().deleteDevice(account.oneLoginId(), device.deviceId());
    }
}
