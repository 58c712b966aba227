package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of codes that are wrong, expired, sent again, or checked while OneLogin fails (S1, S3, S5). */
class CodesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().lockingOutAfter(3);

    @BeforeEach
    void resetSettings() {
        realm.execution().configure(Map.of());
    }

    @Test
    @DisplayName("A wrong code counts as a failed attempt and can be corrected")
    void wrongCodeIsCountedAndCanBeCorrected() {
        var user = realm.user("alice").withDevice(SimulatedFactorType.SMS);
        var alice = realm.person(user).signsInWithPassword();

        alice.entersCode("000000");

        assertThat(alice.codeError()).isEqualTo("That code isn't right. Check it and try again.");
        realm.assertCounted(user, 1);
        assertThat(realm.events(user, "LOGIN_ERROR"))
                .singleElement()
                .satisfies(event -> assertThat(event.getError()).isEqualTo("invalid_user_credentials"));
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(realm.secondFactorFailuresOf(user)).isEqualTo(1));
        assertThat(alice.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        realm.assertCounted(user, 0);
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("Brute-force protection locks a guessing user out and then rejects even the right code")
    void guessingEndsInLockoutEvenForTheRightCode() {
        var user = realm.user("bob").withDevice(SimulatedFactorType.SMS);
        var bob = realm.person(user).signsInWithPassword();

        bob.entersCode("000000").entersCode("000001").entersCode("000002");
        realm.assertCounted(user, 3);
        bob.entersCode(realm.lastCodeOf(user));

        assertThat(bob.isSignedIn()).isFalse();
        assertThat(bob.codeError()).isEqualTo("Invalid authenticator code.");
        Awaitility.await().until(() -> realm.isLockedOut(user));
        assertThat(realm.events(user, "LOGIN_ERROR"))
                .anyMatch(event -> event.getError().equals("user_temporarily_disabled"));
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("Failed attempts add up over several logins")
    void failedAttemptsAddUpOverSeveralLogins() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS);

        realm.person(user).signsInWithPassword().entersCode("000000");
        realm.person(user).signsInWithPassword().entersCode("000000");

        realm.assertCounted(user, 2);
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("An empty code shows an error and is no failed attempt")
    void emptyCodeIsRejectedAndNotCounted() {
        var user = realm.user("carl").withDevice(SimulatedFactorType.SMS);

        var carl = realm.person(user).signsInWithPassword().entersCode(" ");

        assertThat(carl.codeError()).isEqualTo("Enter the code.");
        realm.assertCounted(user, 0);
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("A code that the user pastes with spaces is the same code")
    void codePastedWithSpacesIsAccepted() {
        var user = realm.user("cleo").withDevice(SimulatedFactorType.SMS);
        var cleo = realm.person(user).signsInWithPassword();

        var code = realm.lastCodeOf(user);

        assertThat(cleo.entersCode(" " + code.substring(0, 3) + " " + code.substring(3) + " ")
                        .isSignedIn())
                .isTrue();
    }

    @ParameterizedTest
    @DisplayName("A code in another spelling is the same code")
    @ValueSource(
            strings = {
                "%s\u2009%s",
                "%s\u2007%s",
                "%s\u3000%s",
                "%s\u00a0%s",
                "%s-%s",
                "%s\u2011%s",
                "%s\u200b%s",
                "\ufeff%s%s",
                "\u200e%s%s\u200f",
                "\u202a%s\u00ad%s\u202c",
                "%s.%s."
            })
    void codeInAnotherSpellingIsAccepted(String spelling) {
        var user = realm.user("spelling" + Math.abs(spelling.hashCode())).withDevice(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);

        person.entersCode(spelling.formatted(code.substring(0, 3), code.substring(3)));

        assertThat(person.isSignedIn()).isTrue();
        realm.assertCounted(user, 0);
    }

    @ParameterizedTest
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("A code in the digits of another script is the same code")
    @ValueSource(strings = {"０", "٠", "۰", "०"})
    void codeInDigitsOfAnotherScriptIsAccepted(String zero) {
        var user = realm.user("script" + (int) zero.charAt(0)).withDevice(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        person.entersCode(realm.lastCodeOf(user)
                .chars()
                .map(digit -> digit >= '0' && digit <= '9' ? zero.charAt(0) + digit - '0' : digit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining()));

        assertThat(person.isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("A text that can't be a code is not sent to OneLogin and is no failed attempt")
    @ValueSource(strings = {"кода", "12€456", "\u200b", "---"})
    void textThatCanNotBeCodeIsNotCounted(String text) {
        var user = realm.user("nocode" + Math.abs(text.hashCode())).withDevice(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        var calls = realm.oneLogin().callsFor(user.oneLoginId()).size();

        person.entersCode(text);

        assertThat(person.codeError()).isEqualTo("Enter the code.");
        assertThat(realm.oneLogin().callsFor(user.oneLoginId())).hasSize(calls);
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("An expired code is no failed attempt, and the user can request a new code")
    void expiredCodeIsNotCountedAndCanBeReplaced() {
        realm.execution().configure(Map.of("onelogin.resendCooldown", "1"));
        var user = realm.user("dana").withDevice(SimulatedFactorType.SMS);
        var dana = realm.person(user).signsInWithPassword();
        var expired = realm.lastCodeOf(user);
        realm.oneLogin().expirePending(user.oneLoginId());

        dana.entersCode(expired).sees("Your code has expired. Request a new code.");

        assertThat(dana.isAskedForCode()).isFalse();
        realm.assertCounted(user, 0);
        assertThat(realm.events(user, "LOGIN_ERROR"))
                .singleElement()
                .satisfies(event -> assertThat(event.getError()).isEqualTo("expired_code"));
        dana.requestsAnotherMessageAfterCooldown();
        assertThat(dana.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.USERS)
    @DisplayName("A reload and the back button show the same challenge and send no message")
    void reloadAndBackShowTheSameChallengeAndSendNothing() {
        var user = realm.user("eddy");
        var eddy = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        var code = realm.lastCodeOf(user);

        eddy.reloads().sees("We sent a text message").reloads();
        assertThat(eddy.isAskedForCode()).isTrue();
        eddy.goesBack().goesBack().goesBack().goesBack().choosesFactor("Email").sees("We sent a text message");

        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(eddy.entersCode(code).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("A request for another code has to wait for the cool-down")
    void resendWaitsForTheCoolDown() {
        var user = realm.user("fred").withDevice(SimulatedFactorType.SMS);
        var fred = realm.person(user).signsInWithPassword();

        fred.requestsAnotherMessage().sees("You can try again in 0:");

        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        realm.assertCounted(user, 0);
        assertThat(fred.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A new code invalidates the previous code")
    @ValueSource(booleans = {true, false})
    void resendInvalidatesThePreviousCode(boolean enrolling) {
        realm.execution().configure(Map.of("onelogin.resendCooldown", "1"));
        var user = enrolling
                ? realm.user("gil", simulated -> simulated.offered(SimulatedFactorType.SMS))
                : realm.user("glen").withDevice(SimulatedFactorType.SMS);
        var gil = realm.person(user).signsInWithPassword();
        var before = realm.lastCodeOf(user);

        gil.requestsAnotherMessageAfterCooldown().sees("We sent you a new code");

        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(2);
        gil.entersCode(before).sees("That code isn't right");
        assertThat(gil.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("A code has at most ten attempts, even without a lockout")
    void codeHasTenAttemptsEvenWithoutLockout() {
        var user = realm.user("hana").withDevice(SimulatedFactorType.SMS);
        var hana = realm.person(user).signsInWithPassword();
        for (int guess = 0; guess < 10; guess++) {
            assertThat(hana.entersCode("00000" + guess).isSignedIn()).isFalse();
            realm.assertCounted(user, 1);
            realm.admin().attackDetection().clearBruteForceForUser(user.id());
        }

        hana.sees("Too many incorrect codes. Request a new code.");
        assertThat(hana.isAskedForCode()).isFalse();
    }

    @ParameterizedTest
    @Attack(
            on = {"S1", "S5"},
            kind = AttackKind.LOSS)
    @DisplayName("A code that OneLogin couldn't check is no failed attempt and no proof")
    @ValueSource(strings = {"500", "503", "html", "reset", "hang"})
    void uncheckedCodeIsNotCountedAndNotAccepted(String fault) {
        var user = realm.user("ian" + fault).withDevice(SimulatedFactorType.SMS);
        var ian = realm.person(user).signsInWithPassword();
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .fault(fault)
                        .once());

        ian.entersCode("000000").sees("We couldn't check your code");

        realm.assertCounted(user, 0);
        assertThat(ian.isAskedForCode()).isTrue();
        assertThat(ian.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A status other than accepted is no proof, even for the right code")
    @ValueSource(strings = {"rejected", "pending", "weird", ""})
    void statusOtherThanAcceptedIsNoProof(String status) {
        var user = realm.user("jo" + status.length()).withDevice(SimulatedFactorType.SMS);
        var jo = realm.person(user).signsInWithPassword();
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .status(status));

        jo.entersCode(realm.lastCodeOf(user));

        assertThat(jo.isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("A right code with a dead access token succeeds and is submitted at most twice")
    void rightCodeWithDeadTokenIsSubmittedAtMostTwice() {
        var user = realm.user("kim").withDevice(SimulatedFactorType.SMS);
        var kim = realm.person(user).signsInWithPassword();
        realm.oneLogin().revokeTokens();

        assertThat(kim.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        realm.assertCounted(user, 0);
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .filteredOn(call -> call.method().equals("PUT"))
                .hasSizeBetween(1, 2);
    }

    @Test
    @DisplayName("The extension submits a wrong code once")
    void wrongCodeIsSubmittedOnce() {
        var user = realm.user("lee").withDevice(SimulatedFactorType.SMS);

        realm.person(user).signsInWithPassword().entersCode("000000");

        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .filteredOn(call -> call.method().equals("PUT"))
                .hasSize(1);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("The extension doesn't repeat a message that OneLogin may have sent")
    void messageThatMayHaveBeenSentIsNotRepeated() {
        var user = realm.user("mia").withDevice(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .fault("truncated")
                        .once());

        var mia = realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");
        mia.triesAgain().reloads();

        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }
}
