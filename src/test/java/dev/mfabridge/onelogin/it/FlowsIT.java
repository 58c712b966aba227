package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.it.TestRealmBuilder.FlowEntry;
import dev.mfabridge.onelogin.it.server.ServerLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Positions of the execution in a flow, as an administrator can choose them. */
@ResourceLock(value = ServerLog.STACK_TRACES, mode = ResourceAccessMode.READ)
class FlowsIT {

    @RegisterExtension
    static final TestRealm alternative =
            TestRealm.withPassword().thenInSubflow("REQUIRED", new FlowEntry(TestRealm.ONELOGIN, "ALTERNATIVE"));

    @RegisterExtension
    static final TestRealm conditional = TestRealm.withPassword()
            .thenInSubflow(
                    "CONDITIONAL",
                    new FlowEntry("conditional-user-configured", "REQUIRED"),
                    new FlowEntry(TestRealm.ONELOGIN, "REQUIRED"));

    @RegisterExtension
    static final TestRealm misplaced = TestRealm.withNothing().then(TestRealm.ONELOGIN, "REQUIRED");

    @Test
    @DisplayName("An alternative execution enrolls a user without a factor and challenges a user with a factor")
    void alternativeExecutionEnrollsOrChallengesUser() {
        var user = alternative.user("alice");

        var newcomer = alternative.person(user).signsInWithPassword().choosesFactor("SMS");
        assertThat(newcomer.isSignedIn()).isFalse();
        assertThat(newcomer.entersCode(alternative.lastCodeOf(user)).isSignedIn())
                .isTrue();

        var returning = alternative.person(user).signsInWithPassword();
        assertThat(returning.isAskedForCode()).isTrue();
        assertThat(returning.entersCode("000000").isSignedIn()).isFalse();
        assertThat(returning.entersCode(alternative.lastCodeOf(user)).isSignedIn())
                .isTrue();
    }

    @Test
    @DisplayName("A conditional subflow with the condition \"user configured\" challenges only users with a credential")
    void conditionalSubflowChallengesOnlyUsersWithCredential() {
        var user = conditional.user("bobby");
        assertThat(conditional.person(user).signsInWithPassword().isSignedIn()).isTrue();

        // For one login without the condition, the execution enrolls the user.
        conditional.execution().setRequirement("conditional-user-configured", "DISABLED");
        conditional.execution().setRequirement(TestRealmBuilder.SUBFLOW, "REQUIRED");
        var newcomer = conditional.person(user).signsInWithPassword().choosesFactor("SMS");
        assertThat(newcomer.entersCode(conditional.lastCodeOf(user)).isSignedIn())
                .isTrue();
        conditional.execution().setRequirement("conditional-user-configured", "REQUIRED");
        conditional.execution().setRequirement(TestRealmBuilder.SUBFLOW, "CONDITIONAL");

        var later = conditional.person(user).signsInWithPassword();
        assertThat(later.isAskedForCode()).isTrue();
        assertThat(later.entersCode(conditional.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("An execution before the user's identification rejects the login, and the log names the cause")
    void executionBeforeIdentificationRejectsLogin() {
        var user = misplaced.user("carol");
        var mark = misplaced.log().mark();

        var carol = misplaced.person(user).opensLogin().sees("This sign-in isn't set up correctly");

        assertThat(carol.triesAgain().isSignedIn()).isFalse();
        assertThat(misplaced.log().since(mark))
                .anyMatch(line -> line.contains("no user is identified yet"))
                .noneMatch(line -> line.startsWith("\tat "));
    }
}
