package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.MfaStateMachine.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of the tasks in which a temporary token takes the place of a device. */
class TemporaryTokenTasksTest {
    private static final State AWAITING = MfaStates.named("awaiting");

    @ParameterizedTest
    @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "PROVE")
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A temporary token is accepted only to sign in with a browser")
    void tokenIsOnlyForSigningIn(Task task) {
        var machine = new MfaStateMachine(POLICY, task);

        assertThat(machine.on(AWAITING, new UserEvent.TemporaryTokenRequested(), NOW))
                .isEqualTo(Transition.to(AWAITING));
        assertThat(machine.on(AWAITING, MfaEvents.named("the help desk's code is listed"), NOW)
                        .state())
                .isEqualTo(AWAITING);
        assertThat(machine.on(new State.Start(), MfaEvents.named("a temporary token"), NOW)
                        .state()
                        .failure())
                .isPresent();
    }

    @Test
    @DisplayName("Of several temporary tokens, the newest one counts")
    void newestTokenCounts() {
        var next = new MfaStateMachine(POLICY).on(AWAITING, MfaEvents.named("the help desk's code is listed"), NOW);

        assertThat(next.state().currentChallenge().orElseThrow().target().enrolledDevice())
                .map(device -> device.id().value())
                .contains("user_temp_otp_10");
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("Another request for the field gives no new attempts")
    void anotherRequestGivesNoNewAttempts() {
        var newest = new MfaStateMachine(POLICY)
                .on(AWAITING, MfaEvents.named("the help desk's code is listed"), NOW)
                .state()
                .withChallenge()
                .orElseThrow();
        var state = newest.with(newest.challenge().afterFailedAttempt());

        assertThat(new MfaStateMachine(POLICY).on(state, MfaEvents.named("the help desk's code is listed"), NOW))
                .isEqualTo(Transition.to(state));
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("The list of devices gives the challenged token no new attempts either")
    void listOfDevicesGivesNoNewAttempts() {
        var tried = token("9").afterFailedAttempt();
        var choosing = new State.ChoosingDevice(List.of(MfaFixtures.PHONE), tried);

        var next = new MfaStateMachine(POLICY).on(choosing, listed("9", new QueryPurpose.FindTemporaryToken()), NOW);

        assertThat(next.state().currentChallenge()).contains(tried);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG", "GONE"})
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("A code that OneLogin refuses for the newest token is a failed attempt")
    void refusedCodeOfNewestTokenIsFailedAttempt(CodeCheck.Verdict verdict) {
        var refused = enter(verdict);
        var next = new MfaStateMachine(POLICY).on(refused.state(), listed("9", recheck(verdict)), NOW);

        assertThat(refused.notice()).isEmpty();
        assertThat(next.notice()).contains(Notice.WRONG_CODE);
        assertThat(attemptsLeft(next)).isEqualTo(token("9").attemptsLeft() - 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG", "GONE"})
    @Attack(on = "S5", kind = AttackKind.LOSS)
    @DisplayName("If the help desk gave another token since, that one is asked for, and the code is no failed attempt")
    void codeOfNewerTokenIsNoFailedAttempt(CodeCheck.Verdict verdict) {
        var next = new MfaStateMachine(POLICY).on(enter(verdict).state(), listed("10", recheck(verdict)), NOW);

        assertThat(next.notice()).contains(Notice.CODE_NOT_CHECKED);
        assertThat(next.state().currentChallenge().orElseThrow().isFor(device("10")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG", "GONE"})
    @Attack(on = "S5", kind = AttackKind.LOSS)
    @DisplayName("A code for a token that has ended is no failed attempt")
    void codeOfEndedTokenIsNoFailedAttempt(CodeCheck.Verdict verdict) {
        var none = new OneLoginEvent.DevicesListed(MfaFixtures.USER, List.of(), true, recheck(verdict));

        assertThat(new MfaStateMachine(POLICY)
                        .on(enter(verdict).state(), none, NOW)
                        .notice())
                .contains(Notice.NO_TEMPORARY_TOKEN);
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("Without a list of the tokens, only a wrong code is a failed attempt, and no unknown token is")
    void failedListDecidesByTheVerdict() {
        assertThat(failedList(CodeCheck.Verdict.WRONG)).contains(Notice.WRONG_CODE);
        assertThat(failedList(CodeCheck.Verdict.GONE)).contains(Notice.CODE_NOT_CHECKED);
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.LOSS)
    @DisplayName("A user whose only device OneLogin refuses is asked for the help desk's code")
    void refusedDeviceLeadsToTheToken() {
        var listed = listed("9", new QueryPurpose.RecheckDevice(device("9")));

        assertThat(new MfaStateMachine(POLICY)
                        .on(new State.Start(), listed, NOW)
                        .state()
                        .currentChallenge()
                        .orElseThrow()
                        .isFor(device("9")))
                .isTrue();
    }

    private static Optional<Notice> failedList(CodeCheck.Verdict verdict) {
        var failed = new OneLoginEvent.CommandFailed(
                new Command.ListDevices(MfaFixtures.USER, recheck(verdict)), FailureReason.UNAVAILABLE);
        return new MfaStateMachine(POLICY)
                .on(enter(verdict).state(), failed, NOW)
                .notice();
    }

    private static Transition enter(CodeCheck.Verdict verdict) {
        return new MfaStateMachine(POLICY)
                .on(
                        new State.AwaitingCode(token("9")),
                        new OneLoginEvent.CodeChecked(new CodeCheck(verdict, Optional.empty())),
                        NOW);
    }

    private static QueryPurpose.ListPurpose recheck(CodeCheck.Verdict verdict) {
        return new QueryPurpose.RecheckTemporaryToken(verdict);
    }

    private static int attemptsLeft(Transition next) {
        return next.state().currentChallenge().orElseThrow().attemptsLeft();
    }

    private static Challenge token(String number) {
        return Challenge.ofApp(device(number), NOW, Instant.MAX);
    }

    private static EnrolledDevice device(String number) {
        return new EnrolledDevice(
                MfaFixtures.USER,
                new OneLoginId("user_temp_otp_" + number),
                FactorType.TEMPORARY_TOKEN,
                new Label("Temporary OTP"));
    }

    private static OneLoginEvent listed(String number, QueryPurpose.ListPurpose purpose) {
        return new OneLoginEvent.DevicesListed(
                MfaFixtures.USER,
                List.of(new Device(device(number).id(), "Temporary OTP", "Temporary OTP", "Temporary OTP", false)),
                true,
                purpose);
    }
}
