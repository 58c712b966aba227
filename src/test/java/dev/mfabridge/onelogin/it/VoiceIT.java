package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls to a phone: the page shows a code, and the user types the code into the phone (S3). */
class VoiceIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void allowEveryFactor() {
        realm.execution().configure(Map.of("onelogin.allowedFactors", "", "onelogin.resendCooldown", "1"));
    }

    @Test
    @DisplayName("The code on the page enrolls the phone after the user types the code into the phone")
    void codeOnPageEnrollsPhone() {
        var user = realm.user("alice", simulated -> simulated.offered(SimulatedFactorType.VOICE));
        var alice = realm.person(user).signsInWithPassword().sees("We are calling your phone");

        realm.oneLogin().typeIntoPhone(user.oneLoginId(), codeOnThePage(alice));

        assertThat(alice.checksConfirmation().isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("VOICE");
    }

    @Test
    @DisplayName("The code on the page signs the user in after the user types it into the phone")
    void codeOnPageSignsUserIn() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.VOICE);
        var ben = realm.person(user).signsInWithPassword();

        realm.oneLogin().typeIntoPhone(user.oneLoginId(), codeOnThePage(ben));

        assertThat(ben.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A wrong code in the phone closes the challenge and counts as a failed attempt")
    void wrongCodeInPhoneClosesChallengeAndIsCounted() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.VOICE);
        var cora = realm.person(user).signsInWithPassword();

        realm.oneLogin().typeIntoPhone(user.oneLoginId(), "0");
        cora.checksConfirmation();

        cora.sees("The sign-in was declined.");
        realm.assertCounted(user, 1);
    }

    @Test
    @DisplayName("A user who hangs up can request another call")
    void userWhoHangsUpCanRequestAnotherCall() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.VOICE);
        var dan = realm.person(user).signsInWithPassword();
        realm.oneLogin().deny(user.oneLoginId());
        dan.checksConfirmation().sees("The sign-in was declined.");
        realm.assertCounted(user, 1);

        dan.requestsAnotherMessageAfterCooldown().sees("We are calling you again.");

        realm.oneLogin().typeIntoPhone(user.oneLoginId(), codeOnThePage(dan));
        assertThat(dan.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The page of a call accepts no code")
    void pageOfCallAcceptsNoCode() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.VOICE);
        var eve = realm.person(user).signsInWithPassword();
        var before = realm.oneLogin().callsFor(user.oneLoginId()).size();

        eve.submits("#onelogin-answered-form", Map.of("otp", codeOnThePage(eve)));

        assertThat(eve.isWaiting()).isTrue();
        assertThat(realm.oneLogin().callsFor(user.oneLoginId())).hasSize(before);
    }

    @Test
    @DisplayName("An expired call shows a message and isn't a failed attempt")
    void expiredCallIsShownAndNotCounted() {
        var user = realm.user("fay").withDevice(SimulatedFactorType.VOICE);
        var fay = realm.person(user).signsInWithPassword();

        realm.oneLogin().expirePending(user.oneLoginId());

        fay.checksConfirmation().sees("expired");
        realm.assertCounted(user, 0);
    }

    private static String codeOnThePage(Person person) {
        return person.page().element(".onelogin-mfa-number").text();
    }
}
