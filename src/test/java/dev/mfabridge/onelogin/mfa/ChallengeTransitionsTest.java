package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.ChallengeStatus;
import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.Verification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transitions of a challenge, with settings and tasks that the specification doesn't have. */
class ChallengeTransitionsTest {
    @Test
    @DisplayName("A code is valid for its lifetime and can be sent again after the cool-down")
    void codeExpiresAfterLifetimeAndResendsAfterCooldown() {
        var transition =
                new MfaStateMachine(POLICY).on(new State.Start(), MfaEvents.named("verification PENDING"), NOW);

        var challenge = ((State.AwaitingCode) transition.state()).challenge();
        assertThat(challenge.expiresAt()).isEqualTo(NOW.plus(POLICY.codeLifetime()));
        assertThat(challenge.resendAt()).isEqualTo(NOW.plus(POLICY.resendCooldown()));
        assertThat(challenge.attemptsLeft()).isEqualTo(Policy.MAX_CODE_ATTEMPTS);
    }

    @Test
    @DisplayName("A rejected challenge after a wrong code is expired and not denied (S5)")
    void rejectionAfterWrongCodeIsNoDenial() {
        var afterWrongCode = new State.AwaitingOutOfBand(
                MfaFixtures.challenge(MfaFixtures.MAIL, NOW.plusSeconds(60), NOW, Policy.MAX_CODE_ATTEMPTS - 1), true);

        var transition = new MfaStateMachine(POLICY).on(afterWrongCode, MfaEvents.named("poll REJECTED"), NOW);

        assertThat(transition.notice()).contains(Notice.EXPIRED);
    }

    @Test
    @DisplayName("A forbidden code is a wrong code if no lookup is left to explain it (S3)")
    void unexplainedForbiddenCodeIsWrong() {
        var unexplained = new OneLoginEvent.CommandFailed(
                new Command.LookUpUser(MfaFixtures.USER, new QueryPurpose.ExplainForbidden()),
                FailureReason.TOO_MANY_REQUESTS);

        var transition = new MfaStateMachine(POLICY).on(MfaStates.named("awaiting"), unexplained, NOW);

        assertThat(transition.notice()).contains(Notice.WRONG_CODE);
    }

    @Test
    @DisplayName("A code of OneLogin Protect needs no push if the user has it at hand")
    void protectCodeNeedsNoPush() {
        var stateMachine = new MfaStateMachine(POLICY, MfaStateMachine.Task.PROVE_WITH_CODE);

        var transition = stateMachine.on(new State.Start(), new UserEvent.PageOpened(List.of(MfaFixtures.PUSH)), NOW);

        assertThat(transition.command()).isEmpty();
        assertThat(transition.state()).isInstanceOfSatisfying(State.AwaitingCode.class, awaiting -> {
            assertThat(awaiting.challenge().id()).isNull();
            assertThat(awaiting.challenge().expiresAt()).isEqualTo(NOW.plus(POLICY.codeLifetime()));
        });
    }

    @Test
    @DisplayName("A user can request a push instead of the code of OneLogin Protect")
    void pushCanReplaceProtectCode() {
        var awaitingCode = new State.AwaitingCode(Challenge.ofApp(MfaFixtures.PUSH, NOW, NOW.plusSeconds(120)));

        var transition = new MfaStateMachine(POLICY).on(awaitingCode, new UserEvent.ResendRequested(), NOW);

        assertThat(transition.command())
                .contains(new Command.StartVerification(MfaFixtures.PUSH, POLICY.codeLifetime(), false));
    }

    @ParameterizedTest
    @CsvSource({"EITHER, true, true", "LINK, true, false", "CODE, false, true"})
    @DisplayName("An e-mail contains a code, a link or both, as the setting says")
    void emailTakesCodeOrLinkBySetting(EmailContent content, boolean outOfBand, boolean takesCode) {
        var policy = MfaFixtures.policy(content, POLICY.allowed());
        var verification = new Verification(MfaFixtures.SENT, ChallengeStatus.UNKNOWN, FactorData.NONE);

        var sent = new MfaStateMachine(policy)
                .on(new State.Start(), new UserEvent.PageOpened(List.of(MfaFixtures.MAIL)), NOW);
        var transition = new MfaStateMachine(policy)
                .on(new State.Start(), new OneLoginEvent.VerificationStarted(MfaFixtures.MAIL, verification), NOW);

        assertThat(sent.command())
                .contains(new Command.StartVerification(MfaFixtures.MAIL, policy.codeLifetime(), outOfBand));
        assertThat(transition.state() instanceof State.AwaitingOutOfBand).isEqualTo(outOfBand);
        assertThat(((State.Awaiting) transition.state()).takesCode()).isEqualTo(takesCode);
        assertThat(((State.Awaiting) transition.state()).challenge().pollInterval(NOW))
                .isEqualTo(Duration.ofSeconds(5));
    }
}
