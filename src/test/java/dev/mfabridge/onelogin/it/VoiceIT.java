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
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.resendCooldown", "1"));
    }

    @Test
    @DisplayName("The code on the page enrolls the phone after the user types the code into the phone")
    void codeOnPageEnrollsPhone() {
        var account = realm.user("alice", user -> user.offered(SimulatedFactorType.VOICE));
        var alice = realm.person(account).signsInWithPassword().sees("We are calling your phone");

        realm.oneLogin().typeIntoPhone(account.oneLoginId(), codeOnThePage(alice));

        assertThat(alice.looksForAnswer().isSignedIn()).isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("VOICE");
    }

    @Test
    @DisplayName("The code on the page signs the user in after the user types it into the phone")
    void codeOnPageSignsUserIn() {
        var account = withPhone("ben");
        var ben = realm.person(account).signsInWithPassword();

        realm.oneLogin().typeIntoPhone(account.oneLoginId(), codeOnThePage(ben));

        assertThat(ben.looksForAnswer().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A wrong code in the phone closes the challenge and counts as a failed attempt")
    void wrongCodeInPhoneClosesChallengeAndIsCounted() {
        var account = withPhone("cora");
        var cora = realm.person(account).signsInWithPassword();

        realm.oneLogin().typeIntoPhone(account.oneLoginId(), "0");
        cora.looksForAnswer();

        cora.sees("The sign-in was declined.");
        realm.assertCounted(account, 1);
    }

    @Test
    @DisplayName("A user who hangs up can request another call")
    void userWhoHangsUpCanRequestAnotherCall() {
        var account = withPhone("dan");
        var dan = realm.person(account).signsInWithPassword();
        realm.oneLogin().deny(account.oneLoginId());
        dan.looksForAnswer().sees("The sign-in was declined.");
        realm.assertCounted(account, 1);

        dan.asksForAnotherCodeOnceItMay().sees("We are calling you again.");

        realm.oneLogin().typeIntoPhone(account.oneLoginId(), codeOnThePage(dan));
        assertThat(dan.looksForAnswer().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The page of a call accepts no code")
    void pageOfCallAcceptsNoCode() {
        var account = withPhone("eve");
        var eve = realm.person(account).signsInWithPassword();
        var before = realm.oneLogin().callsFor(account.oneLoginId()).size();

        eve.submits("#onelogin-answered-form", Map.of("otp", codeOnThePage(eve)));

        assertThat(eve.isWaiting()).isTrue();
        assertThat(realm.oneLogin().callsFor(account.oneLoginId())).hasSize(before);
    }

    @Test
    @DisplayName("An expired call shows a message and isn't a failed attempt")
    void expiredCallIsShownAndNotCounted() {
        var account = withPhone("fay");
        var fay = realm.person(account).signsInWithPassword();

        realm.oneLogin().expirePending(account.oneLoginId());

        fay.looksForAnswer().sees("expired");
        realm.assertCounted(account, 0);
    }

    private static String codeOnThePage(Person person) {
        return person.page().element(".onelogin-mfa-number").text();
    }

    private static TestUser withPhone(String name) {
        return realm.user(name, user -> user.withDevice("78" + user.id(), SimulatedFactorType.VOICE));
    }
}
