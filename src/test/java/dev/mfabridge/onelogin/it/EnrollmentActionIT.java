package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of the required action "Set up OneLogin factor", which an administrator assigns or an application starts (S2). */
@Tag("core")
class EnrollmentActionIT {

    /** Realm that requires only a password. The action reads its settings from the disabled execution. */
    @RegisterExtension
    static final TestRealm password = TestRealm.withPassword().then(TestRealm.ONELOGIN, "DISABLED");

    @RegisterExtension
    static final TestRealm factor = TestRealm.withOneLogin();

    @BeforeEach
    void allowEveryFactor() {
        for (var realm : new TestRealm[] {password, factor}) {
            realm.execution()
                    .configure(Map.of(
                            ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.MESSAGE_LIMIT.key(), "100"));
        }
    }

    @Test
    @DisplayName("A user enrolls once at the next login after an administrator requests it")
    void requestedEnrollmentHappensOnceAtTheNextLogin() {
        var user = password.user("ann");
        password.requestEnrollment(user);

        var ann = password.person(user).signsInWithPassword().choosesFactor("SMS");
        assertThat(ann.isSignedIn()).isFalse();
        ann.entersCode(password.lastCodeOf(user));

        assertThat(ann.isSignedIn()).as(ann.page().text()).isTrue();
        assertThat(password.factorsOf(user)).hasSize(1);
        assertThat(password.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("SMS");
        assertThat(password.events(user, "UPDATE_CREDENTIAL")).hasSize(1);
        assertThat(password.person(user).signsInWithPassword().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The default action enrolls new users of the realm")
    void defaultActionEnrollsNewUsers() {
        setDefaultAction(true);
        try {
            var user = password.user("abe");

            var abe = password.person(user).signsInWithPassword().choosesFactor("SMS");
            abe.entersCode(password.lastCodeOf(user));

            assertThat(abe.isSignedIn()).as(abe.page().text()).isTrue();
            assertThat(password.factorsOf(user)).hasSize(1);
        } finally {
            setDefaultAction(false);
        }
    }

    @Test
    @DisplayName("An application starts the enrollment and learns of its success")
    void applicationStartsEnrollmentAndLearnsOfItsSuccess() {
        var user = password.user("ben");

        var ben = password.person(user).opensLoginFor("onelogin-enroll").signsInWithPassword();
        ben.choosesFactor("Email").entersCode(password.lastCodeOf(user));

        assertThat(ben.isSignedIn()).as(ben.page().text()).isTrue();
        assertThat(ben.actionStatus()).isEqualTo("success");
        assertThat(password.factorsOf(user)).hasSize(1);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.USERS)
    @DisplayName("A user who cancels returns to the application without a device")
    void canceledEnrollmentReturnsToTheApplication() {
        var user = password.user("cora");
        var cora = password.person(user)
                .opensLoginFor("onelogin-enroll")
                .signsInWithPassword()
                .choosesFactor("SMS");

        cora.cancels();

        assertThat(cora.isSignedIn()).isTrue();
        assertThat(cora.actionStatus()).isEqualTo("cancelled");
        assertThat(password.factorsOf(user)).isEmpty();
    }

    @Test
    @DisplayName("A user can't cancel an enrollment that an administrator requested")
    void requestedEnrollmentCannotBeCanceled() {
        var user = password.user("dan");
        password.requestEnrollment(user);

        var dan = password.person(user).signsInWithPassword();

        assertThat(dan.page().has("#onelogin-cancel-form")).isFalse();
    }

    @Test
    @DisplayName("A user with a factor proves it before adding another factor")
    void userWithFactorProvesItBeforeAddingAnother() {
        var user = password.user(
                        "eve",
                        simulated -> simulated.offered(
                                SimulatedFactorType.SMS, SimulatedFactorType.EMAIL, SimulatedFactorType.AUTHENTICATOR))
                .withDevice(SimulatedFactorType.SMS);
        var eve = password.person(user)
                .opensLoginFor("onelogin-enroll")
                .signsInWithPassword()
                .sees("We sent a text message");
        assertThat(eve.isAskedForFactor()).isFalse();

        eve.entersCode(password.lastCodeOf(user));
        assertThat(eve.isSignedIn()).isFalse();
        eve.choosesFactor("Email").entersCode(password.lastCodeOf(user));

        assertThat(eve.isSignedIn()).as(eve.page().text()).isTrue();
        assertThat(eve.actionStatus()).isEqualTo("success");
        assertThat(password.factorsOf(user)).hasSize(2);
        assertThat(password.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactlyInAnyOrder("SMS", "EMAIL");
    }

    @Test
    @DisplayName("A user with every available factor reads so and reads no error")
    void userWithEveryFactorReadsNoError() {
        var user = password.user("ella", simulated -> simulated.offered(SimulatedFactorType.SMS))
                .withDevice(SimulatedFactorType.SMS);
        var ella = password.person(user).opensLoginFor("onelogin-enroll").signsInWithPassword();

        ella.entersCode(password.lastCodeOf(user));

        ella.sees("You have already set up every OneLogin factor that is available to you")
                .doesNotSee("We can't confirm that it is you")
                .cancels();
        assertThat(ella.isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A proof of the existing factor completes an enrollment that an administrator requested")
    void proofCompletesRequestedEnrollment() {
        var user = factor.user("erin", simulated -> simulated.offered(SimulatedFactorType.SMS))
                .withDevice(SimulatedFactorType.SMS);
        factor.requestEnrollment(user);

        var erin = factor.person(user).signsInWithPassword().entersCode(factor.lastCodeOf(user));

        assertThat(erin.isSignedIn()).as(erin.page().text()).isTrue();
        assertThat(factor.factorsOf(user)).hasSize(1);
        assertThat(factor.admin().users().get(user.id()).toRepresentation().getRequiredActions())
                .isEmpty();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A stolen password is not enough to add the thief's phone")
    void stolenPasswordAddsNoDevice() {
        var user = password.user(
                        "fay", simulated -> simulated.offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL))
                .withDevice(SimulatedFactorType.SMS);
        var thief = password.person(user).opensLoginFor("onelogin-enroll").signsInWithPassword();

        thief.entersCode("000000").sees("That code isn't right");
        thief.submits("#onelogin-code-form", Map.of("factor", Long.toString(SimulatedFactorType.EMAIL.id())));

        assertThat(thief.isAskedForFactor()).isFalse();
        assertThat(thief.isSignedIn()).isFalse();
        assertThat(password.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.path().contains("registrations"));
        password.assertCounted(user, 1);
    }

    @Test
    @DisplayName("A user who proved a factor in this login adds another factor without a second proof")
    void factorProvenInThisLoginIsNotChallengedAgain() {
        var user = factor.user(
                        "gil",
                        simulated -> simulated.offered(
                                SimulatedFactorType.SMS, SimulatedFactorType.EMAIL, SimulatedFactorType.VOICE))
                .withDevice(SimulatedFactorType.SMS);

        var gil = factor.person(user)
                .opensLoginFor("onelogin-enroll")
                .signsInWithPassword()
                .entersCode(factor.lastCodeOf(user));

        assertThat(gil.isAskedForFactor()).isTrue();
        assertThat(factor.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("The waiting page continues by itself in the required action")
    void waitingPageContinuesInTheAction() {
        var user = password.user("hal", simulated -> simulated.offered(SimulatedFactorType.PROTECT));
        var hal = password.person(user)
                .opensLoginFor("onelogin-enroll")
                .signsInWithPassword()
                .choosesFactor("Protect");
        assertThat(hal.pageContinues()).isFalse();
        var token = hal.page().element("#onelogin-secret").text().replace(" ", "");

        password.oneLogin().typeIntoPhone(user.oneLoginId(), token);

        Awaitility.await().pollInterval(Duration.ofMillis(500)).until(hal::pageContinues);
        assertThat(hal.checksConfirmation().isSignedIn()).isTrue();
        assertThat(hal.actionStatus()).isEqualTo("success");
    }

    @Test
    @DisplayName("A reload sends no further message")
    void reloadSendsNoFurtherMessage() {
        var user = password.user("ida", simulated -> simulated.offered(SimulatedFactorType.SMS));
        password.requestEnrollment(user);
        var ida = password.person(user)
                .signsInWithPassword()
                .doesNotSee("We sent")
                .choosesFactor("SMS")
                .sees("We sent a text message");

        ida.reloads().reloads();

        assertThat(password.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(ida.entersCode(password.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A realm with incomplete settings enrolls no device, and the log names the fix")
    void incompleteSettingsEnrollNothingAndAreLogged() {
        var user = password.user("jan");
        password.requestEnrollment(user);
        password.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), ""));
        var mark = password.log().mark();

        var jan = password.person(user).signsInWithPassword().sees("This sign-in isn't set up correctly");

        assertThat(jan.isSignedIn()).isFalse();
        assertThat(password.log().since(mark))
                .anyMatch(line -> line.contains("onelogin-enroll") && line.contains("complete settings"));
    }

    private static void setDefaultAction(boolean value) {
        var action = password.admin().flows().getRequiredAction(TestRealm.ENROLLMENT);
        action.setDefaultAction(value);
        password.admin().flows().updateRequiredAction(TestRealm.ENROLLMENT, action);
    }
}
