package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links in e-mails with required actions, which a user performs with or without the password (S2). */
@Tag("this-machine")
class ActionLinksIT {

    private static final Mailbox MAIL = new Mailbox();

    @RegisterExtension
    static final TestRealm realm =
            TestRealm.withOneLogin().customized(representation -> representation.setSmtpServer(MAIL.smtpServer()));

    /** Realm that requires only a password. The action reads its settings from the disabled execution. */
    @RegisterExtension
    static final TestRealm password = TestRealm.withPassword()
            .then(TestRealm.ONELOGIN, "DISABLED")
            .customized(representation -> representation.setSmtpServer(MAIL.smtpServer()));

    @AfterAll
    static void stopMail() {
        MAIL.stop();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName("A mail scanner that follows the link and its button sends nothing")
    void scannerThatFollowsTheLinkSendsNothing() {
        var user = realm.user("ann").enrolled(SimulatedFactorType.SMS);
        var link = sendLink(user, TestRealm.ENROLLMENT);

        for (var visit = 1; visit <= 3; visit++) {
            var scanner = realm.person(user).isCareful().opens(link);
            proceed(scanner).sees("When you continue, we send a text message");
        }

        assertThat(realm.oneLogin().callsFor(user.oneLoginId())).isEmpty();
        var ann = proceed(realm.person(user).opens(link)).entersCode(realm.lastCodeOf(user));
        ann.sees("Your account has been updated");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("A link that names the enrollment enrolls a user without a device, though not the mailbox itself")
    void linkThatNamesTheEnrollmentEnrolls() {
        var user = realm.user(
                "ben",
                simulated -> simulated.offered(
                        SimulatedFactorType.SMS, SimulatedFactorType.EMAIL, SimulatedFactorType.VOICE));

        var ben = proceed(realm.person(user).opens(sendLink(user, TestRealm.ENROLLMENT)));
        assertThat(ben.isAskedForFactor()).as(ben.page().text()).isTrue();
        ben.doesNotSee("We send an e-mail").choosesFactor("SMS").entersCode(realm.lastCodeOf(user));

        ben.sees("Your account has been updated");
        assertThat(realm.factorsOf(user)).hasSize(1);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A link that names the enrollment takes the mailbox as no proof")
    void linkThatNamesTheEnrollmentTakesNoProofByMail() {
        var user = realm.user("cora").enrolled(SimulatedFactorType.EMAIL);

        var thief = proceed(realm.person(user).opens(sendLink(user, TestRealm.ENROLLMENT)));

        thief.sees("None of your OneLogin devices can be used here");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A link for another action leaves an assigned enrollment for the next login")
    void linkForAnotherActionLeavesTheEnrollment() {
        var user = realm.user("dan");
        realm.requestEnrollment(user);
        var link = sendLink(user, "UPDATE_PASSWORD");

        var dan = proceed(realm.person(user).opens(link));
        dan.submits("#kc-passwd-update-form", Map.of("password-new", "another", "password-confirm", "another"));

        dan.sees("Your account has been updated");
        assertThat(realm.oneLogin().callsFor(user.oneLoginId())).isEmpty();
        assertThat(realm.admin().users().get(user.id()).toRepresentation().getRequiredActions())
                .containsExactly(TestRealm.ENROLLMENT);
        assertThat(realm.person(user).signsInWithPassword("another").isAskedForFactor())
                .isTrue();
    }

    @Test
    @DisplayName("A link that verifies the address in the browser of the login continues the enrollment after a button")
    void verificationInTheSameBrowserContinuesTheEnrollment() {
        var user = newUserWhoVerifiesAddress("eve");
        var eve = password.person(user).isCareful().signsInWithPassword();

        eve.opens(MAIL.linkTo(user));

        assertThat(eve.isAskedToStart()).as(eve.page().text()).isTrue();
        assertThat(eve.starts().isAskedForFactor()).as(eve.page().text()).isTrue();
        eve.choosesFactor("SMS").entersCode(password.lastCodeOf(user));
        assertThat(eve.isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A link that verifies the address in another browser leaves the enrollment for the next login")
    void verificationInAnotherBrowserLeavesTheEnrollment() {
        var user = newUserWhoVerifiesAddress("fay");
        password.person(user).signsInWithPassword();

        var thief = proceed(password.person(user).opens(MAIL.linkTo(user)));

        thief.sees("Your account has been updated");
        assertThat(password.oneLogin().callsFor(user.oneLoginId())).isEmpty();
        assertThat(password.person(user).signsInWithPassword().isAskedForFactor())
                .isTrue();
    }

    @ParameterizedTest
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("The e-mail and the page of a link name the action in words")
    @CsvSource({"onelogin-enroll,Set up OneLogin factor", "onelogin-forget-browsers,Forget browsers"})
    void linkNamesTheActionInWords(String action, String name) {
        var user = realm.user("gus-" + action);
        var link = sendLink(user, action);

        var gus = realm.person(user).opens(link);

        gus.sees(name).doesNotSee(action);
        assertThat(MAIL.textTo(user)).contains(name).doesNotContain("requiredAction.");
    }

    private static TestUser newUserWhoVerifiesAddress(String name) {
        var user = password.user(name);
        var resource = password.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setEmailVerified(false);
        changed.setRequiredActions(List.of("VERIFY_EMAIL", TestRealm.ENROLLMENT));
        resource.update(changed);
        return user;
    }

    private static URI sendLink(TestUser user, String action) {
        realm.admin().users().get(user.id()).executeActionsEmail(List.of(action));
        return MAIL.linkTo(user);
    }

    /** Follows the link of Keycloak's page that lists the actions. */
    private static Person proceed(Person person) {
        return person.opens(
                URI.create(person.page().element("a[href*=action-token]").absUrl("href")));
    }
}
