package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The required action "Set up OneLogin factor": set by an administrator, or started by an application. */
class EnrollmentActionIT {

    /** Asks for a password alone; the action takes its settings from the step, disabled as it is. */
    @RegisterExtension
    static final TestRealm password = TestRealm.withPassword().then(TestRealm.ONELOGIN, "DISABLED");

    @RegisterExtension
    static final TestRealm factor = TestRealm.withOneLogin();

    @BeforeEach
    void everyFactor() {
        for (var realm : new TestRealm[] {password, factor}) {
            realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.messageLimit", "100"));
        }
    }

    @Test
    @DisplayName("A user enrolls once at the next login after an administrator requests it")
    void requestedEnrollmentHappensOnceAtTheNextLogin() {
        var account = password.user("ann");
        password.requestEnrollment(account);

        var ann = password.person(account).signsInWithPassword().choosesFactor("SMS");
        assertThat(ann.isSignedIn()).isFalse();
        ann.entersCode(password.lastCodeOf(account));

        assertThat(ann.isSignedIn()).as(ann.page().text()).isTrue();
        assertThat(password.factorsOf(account)).hasSize(1);
        assertThat(password.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("SMS");
        assertThat(password.events(account, "UPDATE_CREDENTIAL")).hasSize(1);
        assertThat(password.person(account).signsInWithPassword().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The default action enrolls new users of the realm")
    void defaultActionEnrollsNewUsers() {
        isDefault(true);
        try {
            var account = password.user("abe");

            var abe = password.person(account).signsInWithPassword().choosesFactor("SMS");
            abe.entersCode(password.lastCodeOf(account));

            assertThat(abe.isSignedIn()).as(abe.page().text()).isTrue();
            assertThat(password.factorsOf(account)).hasSize(1);
        } finally {
            isDefault(false);
        }
    }

    @Test
    @DisplayName("An application starts the enrollment and learns of its success")
    void applicationStartsEnrollmentAndLearnsOfItsSuccess() {
        var account = password.user("ben");

        var ben = password.person(account).opensLoginFor("onelogin-enroll").signsInWithPassword();
        ben.choosesFactor("Email").entersCode(password.lastCodeOf(account));

        assertThat(ben.isSignedIn()).as(ben.page().text()).isTrue();
        assertThat(ben.actionStatus()).isEqualTo("success");
        assertThat(password.factorsOf(account)).hasSize(1);
    }

    @Test
    @DisplayName("A user who cancels returns to the application without a device")
    void canceledEnrollmentReturnsToTheApplication() {
        var account = password.user("cora");
        var cora = password.person(account)
                .opensLoginFor("onelogin-enroll")
                .signsInWithPassword()
                .choosesFactor("SMS");

        cora.cancels();

        assertThat(cora.isSignedIn()).isTrue();
        assertThat(cora.actionStatus()).isEqualTo("cancelled");
        assertThat(password.factorsOf(account)).isEmpty();
    }

    @Test
    @DisplayName("A user can't cancel an enrollment that an administrator requested")
    void requestedEnrollmentCannotBeCanceled() {
        var account = password.user("dan");
        password.requestEnrollment(account);

        var dan = password.person(account).signsInWithPassword();

        assertThat(dan.page().has("#onelogin-cancel-form")).isFalse();
    }

    @Test
    @DisplayName("A user with a factor proves it before adding another factor")
    void userWithFactorProvesItBeforeAddingAnother() {
        var account = password.user(
                "eve",
                user -> user.withDevice("87" + user.id(), SimulatedFactorType.SMS)
                        .offered(
                                SimulatedFactorType.SMS, SimulatedFactorType.EMAIL, SimulatedFactorType.AUTHENTICATOR));
        var eve = password.person(account)
                .opensLoginFor("onelogin-enroll")
                .signsInWithPassword()
                .sees("We sent a text message");
        assertThat(eve.isAskedForFactor()).isFalse();

        eve.entersCode(password.lastCodeOf(account));
        assertThat(eve.isSignedIn()).isFalse();
        eve.choosesFactor("Email").entersCode(password.lastCodeOf(account));

        assertThat(eve.isSignedIn()).as(eve.page().text()).isTrue();
        assertThat(eve.actionStatus()).isEqualTo("success");
        assertThat(password.factorsOf(account)).hasSize(2);
        assertThat(password.attributesOf(account).get("onelogin_mfa_enrolled"))
                .containsExactlyInAnyOrder("SMS", "EMAIL");
    }

    @Test
    @DisplayName("A user with every available factor reads so and reads no error")
    void userWithEveryFactorReadsNoError() {
        var account = password.user(
                "ella",
                user -> user.withDevice("87" + user.id(), SimulatedFactorType.SMS)
                        .offered(SimulatedFactorType.SMS));
        var ella = password.person(account).opensLoginFor("onelogin-enroll").signsInWithPassword();

        ella.entersCode(password.lastCodeOf(account));

        ella.sees("You have already set up every OneLogin factor that is available to you")
                .doesNotSee("We can't confirm that it is you")
                .cancels();
        assertThat(ella.isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A proof of the existing factor completes an enrollment that an administrator requested")
    void proofCompletesRequestedEnrollment() {
        var account = factor.user(
                "erin",
                user -> user.withDevice("87" + user.id(), SimulatedFactorType.SMS)
                        .offered(SimulatedFactorType.SMS));
        factor.requestEnrollment(account);

        var erin = factor.person(account).signsInWithPassword().entersCode(factor.lastCodeOf(account));

        assertThat(erin.isSignedIn()).as(erin.page().text()).isTrue();
        assertThat(factor.factorsOf(account)).hasSize(1);
        assertThat(factor.admin().users().get(account.id()).toRepresentation().getRequiredActions())
                .isEmpty();
    }

    @Test
    @DisplayName("A stolen password is not enough to add the thief's phone")
    void stolenPasswordAddsNoDevice() {
        var account = password.user(
                "fay",
                user -> user.withDevice("87" + user.id(), SimulatedFactorType.SMS)
                        .offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL));
        var thief = password.person(account).opensLoginFor("onelogin-enroll").signsInWithPassword();

        thief.entersCode("000000").sees("That code isn't right");
        thief.submits("#onelogin-code-form", Map.of("factor", Long.toString(SimulatedFactorType.EMAIL.id())));

        assertThat(thief.isAskedForFactor()).isFalse();
        assertThat(thief.isSignedIn()).isFalse();
        assertThat(password.oneLogin().callsFor(account.oneLoginId()))
                .noneMatch(call -> call.path().contains("registrations"));
        password.assertCounted(account, 1);
    }

    @Test
    @DisplayName("A user who proved a factor in this login adds another factor without a second proof")
    void factorProvenInThisLoginIsNotChallengedAgain() {
        var account = factor.user(
                "gil",
                user -> user.withDevice("87" + user.id(), SimulatedFactorType.SMS)
                        .offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL, SimulatedFactorType.VOICE));

        var gil = factor.person(account)
                .opensLoginFor("onelogin-enroll")
                .signsInWithPassword()
                .entersCode(factor.lastCodeOf(account));

        assertThat(gil.isAskedForFactor()).isTrue();
        assertThat(factor.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("The waiting page continues by itself in the required action")
    void waitingPageContinuesInTheAction() {
        var account = password.user("hal", user -> user.offered(SimulatedFactorType.PROTECT));
        var hal = password.person(account)
                .opensLoginFor("onelogin-enroll")
                .signsInWithPassword()
                .choosesFactor("Protect");
        assertThat(hal.pageGoesOn()).isFalse();
        var token = hal.page().element("#onelogin-secret").text().replace(" ", "");

        password.oneLogin().typeIntoPhone(account.oneLoginId(), token);

        Awaitility.await().pollInterval(Duration.ofMillis(500)).until(hal::pageGoesOn);
        assertThat(hal.looksForAnswer().isSignedIn()).isTrue();
        assertThat(hal.actionStatus()).isEqualTo("success");
    }

    @Test
    @DisplayName("A reload sends no further message")
    void reloadSendsNoFurtherMessage() {
        var account = password.user("ida", user -> user.offered(SimulatedFactorType.SMS));
        password.requestEnrollment(account);
        var ida = password.person(account)
                .signsInWithPassword()
                .doesNotSee("We sent")
                .choosesFactor("SMS")
                .sees("We sent a text message");

        ida.reloads().reloads();

        assertThat(password.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
        assertThat(ida.entersCode(password.lastCodeOf(account)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A realm with incomplete settings enrolls no device, and the log names the fix")
    void incompleteSettingsEnrollNothingAndAreLogged() {
        var account = password.user("jan");
        password.requestEnrollment(account);
        password.step().settings(Map.of("onelogin.baseUrl", ""));
        var mark = password.log().mark();

        var jan = password.person(account).signsInWithPassword().sees("This sign-in isn't set up correctly");

        assertThat(jan.isSignedIn()).isFalse();
        assertThat(password.log().since(mark))
                .anyMatch(line -> line.contains("onelogin-enroll") && line.contains("complete settings"));
    }

    private static void isDefault(boolean value) {
        var action = password.admin().flows().getRequiredAction(TestRealm.ENROLMENT);
        action.setDefaultAction(value);
        password.admin().flows().updateRequiredAction(TestRealm.ENROLMENT, action);
    }
}
