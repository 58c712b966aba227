package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behavior that all factors have in common, at enrollment and at login (S1, S3, S5). The class of a factor tests the rest. */
class EveryFactorIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @ParameterizedTest
    @DisplayName("Only a proof enrolls the device, and later logins challenge it")
    @EnumSource
    void proofEnrollsDeviceThatLaterLoginsChallenge(FactorScenario scenario) {
        scenario.configure(realm);
        var user = scenario.withoutDevice(realm, "enrolls");
        var person = scenario.startsEnrollment(realm, user);
        assertThat(realm.credentialsOf(user)).noneMatch(credential -> "onelogin".equals(credential.getType()));

        scenario.proves(realm, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled"))
                .containsExactly(scenario == FactorScenario.EMAIL_LINK ? "EMAIL" : scenario.name());
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);
        var later = realm.person(user).signsInWithPassword();
        assertThat(later.isSignedIn()).isFalse();
        assertThat(later.isAskedForFactor()).isFalse();
    }

    @ParameterizedTest
    @DisplayName("A proof of an enrolled device signs the user in")
    @EnumSource
    void proofSignsUserIn(FactorScenario scenario) {
        scenario.configure(realm);
        var user = scenario.withDevice(realm, "signs-in");
        var person = realm.person(user).signsInWithPassword();
        assertThat(person.isSignedIn()).isFalse();

        scenario.proves(realm, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("A wrong code or a denial counts as a failed attempt and neither enrolls nor signs in")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EMAIL_LINK")
    void failedAttemptIsCountedAndNeitherEnrollsNorSignsIn(FactorScenario scenario) {
        scenario.configure(realm);
        var enrolling = scenario.withoutDevice(realm, "enrolls-wrongly");
        var newcomer = scenario.startsEnrollment(realm, enrolling);
        scenario.fails(realm, newcomer, enrolling);
        assertThat(newcomer.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().devicesOf(enrolling.oneLoginId())).isEmpty();
        assertThat(realm.credentialsOf(enrolling)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        realm.assertCounted(enrolling, 1);

        var user = scenario.withDevice(realm, "answers-wrongly");
        var person = realm.person(user).signsInWithPassword();
        scenario.fails(realm, person, user);
        assertThat(person.isSignedIn()).isFalse();
        realm.assertCounted(user, 1);
    }

    @ParameterizedTest
    @DisplayName("An expired challenge signs no user in, isn't a failed attempt, and can be sent again")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTHENTICATOR")
    void expiredChallengeIsNotCountedAndCanBeSentAgain(FactorScenario scenario) {
        scenario.configure(realm);
        var user = scenario.withDevice(realm, "comes-late");
        var person = realm.person(user).signsInWithPassword();
        realm.oneLogin().expirePending(user.oneLoginId());

        if (person.isWaiting()) {
            person.checksConfirmation();
        } else {
            person.entersCode(realm.lastCodeOf(user));
        }

        person.sees("expired");
        realm.assertCounted(user, 0);
        person.requestsAnotherMessageAfterCooldown();
        scenario.proves(realm, person, user);
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("An expired enrollment enrolls no device, isn't a failed attempt, and can start again")
    @EnumSource
    void expiredEnrollmentIsNotCountedAndCanStartAgain(FactorScenario scenario) {
        scenario.configure(realm);
        var user = scenario.withoutDevice(realm, "enrolls-late");
        var person = scenario.startsEnrollment(realm, user);
        realm.oneLogin().expirePending(user.oneLoginId());

        if (person.isWaiting()) {
            person.checksConfirmation();
        } else {
            person.entersCode("123456");
        }

        person.sees("expired");
        realm.assertCounted(user, 0);
        person.requestsAnotherMessageAfterCooldown();
        scenario.proves(realm, person, user);
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("A message that the user requests again replaces the previous message")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTHENTICATOR")
    void resentMessageReplacesPreviousMessage(FactorScenario scenario) {
        scenario.configure(realm);
        var user = scenario.withDevice(realm, "asks-again");
        var person = realm.person(user).signsInWithPassword();

        person.requestsAnotherMessageAfterCooldown();

        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(2);
        scenario.proves(realm, person, user);
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("A user can choose another factor during an enrollment")
    @EnumSource
    void userCanChooseAnotherFactorDuringEnrollment(FactorScenario scenario) {
        scenario.configure(realm);
        var user = scenario.withoutDevice(realm, "changes");
        var person = scenario.startsEnrollment(realm, user)
                .asksForAnotherWay()
                .choosesFactor(scenario.another().name());

        person.entersCode(realm.lastCodeOf(user));

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId()))
                .singleElement()
                .satisfies(device -> assertThat(device.kind()).isEqualTo(scenario.another()));
    }

    @ParameterizedTest
    @DisplayName("The choice of another device at login replaces the pending challenge")
    @EnumSource
    void choiceOfAnotherDeviceReplacesPendingChallenge(FactorScenario scenario) {
        scenario.configure(realm);
        var user = realm.user("has-two" + scenario).withDevice(scenario.type()).withDevice(scenario.another());
        var person = realm.person(user).signsInWithPassword();

        person.asksForAnotherWay().choosesDevice(scenario.another().name());

        if (scenario == FactorScenario.VOICE
                || scenario == FactorScenario.PROTECT
                || scenario == FactorScenario.EMAIL_LINK) {
            assertThat(person.isWaiting()).isFalse();
        }
        person.entersCode(realm.lastCodeOf(user));
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }
}
