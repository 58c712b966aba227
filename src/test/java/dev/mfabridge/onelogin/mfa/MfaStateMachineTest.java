package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.ChallengeStatus;
import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.Verification;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import dev.mfabridge.onelogin.mfa.Policy.LookupOptions;
import dev.mfabridge.onelogin.mfa.Policy.UserStatusCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state with every event. The table {@code mfa/machine.txt} has the pairs that do something: state, event, next
 * state, what OneLogin is asked, what the person is told. Each pair that is not in it must change, ask and tell nothing.
 */
class MfaStateMachineTest {
    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    @BeforeAll
    static void readTable() throws IOException {
        try (var file = MfaStateMachineTest.class.getResourceAsStream("/mfa/machine.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::strip)
                            .toList())
                    .forEach(row -> TABLE.put(
                            row.get(0) + " | " + row.get(1), row.get(2) + " | " + row.get(3) + " | " + row.get(4)));
        }
    }

    static Stream<Arguments> pairs() {
        return MfaFixtures.states().keySet().stream()
                .flatMap(state -> MfaFixtures.events().keySet().stream().map(event -> Arguments.of(state, event)));
    }

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("pairs")
    void goesOnAsTheTableSays(String stateName, String eventName) {
        var state = MfaFixtures.states().get(stateName);

        var transition =
                new MfaStateMachine(POLICY).on(state, MfaFixtures.events().get(eventName), NOW);

        assertThat(said(transition))
                .isEqualTo(TABLE.getOrDefault(stateName + " | " + eventName, said(Transition.to(state))));
    }

    @Test
    void theTableHasNoPairThatDoesNotExist() {
        assertThat(pairs().map(pair -> pair.get()[0] + " | " + pair.get()[1])).containsAll(TABLE.keySet());
    }

    @Test
    void theDefaultDeviceIsChallengedBeforeOthers() {
        var transition = new MfaStateMachine(POLICY)
                .on(new State.Start(), MfaFixtures.events().get("two devices"), NOW);

        assertThat(transition.command())
                .contains(new Command.StartVerification(MfaFixtures.PHONE, POLICY.codeLifetime(), false));
    }

    @Test
    void whatCanNotBeAskedAfterARefusalIsNoOutage() {
        var purpose = new Purpose.RecheckDevice(MfaFixtures.PHONE);
        for (var call : List.of(
                new Command.LookUpUser(MfaFixtures.PHONE.user(), purpose),
                new Command.ListDevices(MfaFixtures.PHONE.user(), purpose))) {
            var transition = new MfaStateMachine(POLICY)
                    .on(new State.Start(), new Event.CommandFailed(call, FailureReason.UNREACHABLE), NOW);

            assertThat(transition.state())
                    .isInstanceOfSatisfying(
                            State.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(FailureReason.UNAVAILABLE));
        }
    }

    @Test
    void whoseLookUpsAreUsedUpIsAskedForAnAppThatIsKnown() {
        var known = List.of(MfaFixtures.PHONE, MfaFixtures.APP);
        var list = new Command.ListDevices(MfaFixtures.PHONE.user(), new Purpose.SelectDevice(known));
        var policy = MfaFixtures.policy(FactorType.SMS, FactorType.AUTHENTICATOR);

        var transition = new MfaStateMachine(policy)
                .on(new State.Start(), new Event.CommandFailed(list, FailureReason.TOO_MANY_REQUESTS), NOW);

        assertThat(transition.command()).isEmpty();
        assertThat(transition.state())
                .isInstanceOfSatisfying(
                        State.AwaitingCode.class,
                        waiting -> assertThat(waiting.challenge().target()).isEqualTo(MfaFixtures.APP));
    }

    @Test
    void whoAsksTooOftenHasToWait() {
        var tooOften = new Event.CommandFailed(new Command.FindUser(), FailureReason.TOO_MANY_REQUESTS);

        var transition = new MfaStateMachine(POLICY).on(new State.Start(), tooOften, NOW);

        assertThat(transition)
                .isEqualTo(Transition.to(
                        new State.Failed(FailureReason.TOO_MANY_REQUESTS, NOW.plus(POLICY.resendCooldown()))));
    }

    @Test
    void aDeviceOfAKindThatIsNotAllowedIsNeverReplacedByEnrolment() {
        var emailOnly = MfaFixtures.policy(FactorType.EMAIL);

        var transition = new MfaStateMachine(emailOnly)
                .on(new State.Start(), MfaFixtures.events().get("a device"), NOW);

        assertThat(transition).isEqualTo(Transition.to(new State.Failed(FailureReason.NO_USABLE_DEVICE, NOW)));
    }

    @Test
    void whoChoosesTheDeviceOfADeniedPushAgainGetsAnotherPushAndNotTheDeniedOne() {
        var stateMachine = new MfaStateMachine(POLICY);
        var choosing = stateMachine
                .on(
                        MfaFixtures.states().get("spent, denied"),
                        MfaFixtures.events().get("two devices to choose from"),
                        NOW)
                .state();

        var transition = stateMachine.on(choosing, new Event.Chosen("0", Optional.empty()), NOW);

        assertThat(transition.command())
                .get()
                .isInstanceOfSatisfying(
                        Command.StartVerification.class,
                        call -> assertThat(call.target().id()).isEqualTo(MfaFixtures.PUSH.id()));
    }

    @Test
    void aCodeCountsForItsLifetimeAndCanBeSentAgainAfterTheCoolDown() {
        var transition = new MfaStateMachine(POLICY)
                .on(new State.Start(), MfaFixtures.events().get("challenge PENDING"), NOW);

        var challenge = ((State.AwaitingCode) transition.state()).challenge();
        assertThat(challenge.expiresAt()).isEqualTo(NOW.plus(POLICY.codeLifetime()));
        assertThat(challenge.resendAt()).isEqualTo(NOW.plus(POLICY.resendCooldown()));
        assertThat(challenge.attemptsLeft()).isEqualTo(Policy.MAX_CODE_ATTEMPTS);
    }

    @Test
    void whoAddsAFactorChoosesOneAlthoughThereIsADeviceAndIsLookedUpFirst() {
        var stateMachine = new MfaStateMachine(POLICY, MfaStateMachine.Task.ADD);

        var arrived = stateMachine.on(new State.Start(), new Event.PageOpened(List.of(MfaFixtures.PHONE)), NOW);
        assertThat(arrived.command())
                .contains(
                        new Command.LookUpUser(MfaFixtures.USER, new Purpose.SelectDevice(List.of(MfaFixtures.PHONE))));
        var found = stateMachine.on(arrived.state(), MfaFixtures.events().get("user found, known"), NOW);
        assertThat(found.command()).contains(new Command.ListFactors(MfaFixtures.USER));
        var choosing = stateMachine.on(found.state(), MfaFixtures.events().get("two factors"), NOW);

        var transition = stateMachine.on(choosing.state(), MfaFixtures.events().get("chooses"), NOW);
        assertThat(transition.command())
                .contains(new Command.ListDevices(MfaFixtures.USER, new Purpose.Enroll(MfaFixtures.SMS)));
        var listed = stateMachine.on(transition.state(), MfaFixtures.events().get("a device, SMS wanted"), NOW);
        assertThat(listed.command())
                .contains(new Command.StartRegistration(
                        MfaFixtures.SMS, POLICY.codeLifetime(), false, List.of(MfaFixtures.PHONE.id())));
    }

    @Test
    void whoAddsAFactorAndWantsAnotherWayIsOfferedFactorsAndNoDevices() {
        var transition = new MfaStateMachine(POLICY, MfaStateMachine.Task.ADD)
                .on(MfaFixtures.states().get("awaiting, enrolling"), new Event.AlternativeRequested(), NOW);

        assertThat(transition.command()).contains(new Command.ListFactors(MfaFixtures.USER));
    }

    @Test
    void whereNobodyEnrolsWhoHasNoDeviceIsToldSo() {
        var transition = new MfaStateMachine(POLICY.withEnrollment(EnrollmentMode.OFF))
                .on(new State.Start(), MfaFixtures.events().get("no devices"), NOW);

        assertThat(transition).isEqualTo(Transition.to(new State.Failed(FailureReason.NOT_ENROLLED, NOW)));
    }

    @Test
    void whoMayPutEnrolmentOffIsSentNothingBeforeAFactorIsChosen() {
        var transition = new MfaStateMachine(POLICY.withEnrollment(EnrollmentMode.BY_CHOICE))
                .on(new State.Start(), MfaFixtures.events().get("a factor"), NOW);

        assertThat(transition.command()).isEmpty();
        assertThat(transition.state()).isInstanceOf(State.ChoosingFactor.class);
    }

    @Test
    void whereTheUserIsLookedUpAtEachLoginNothingIsSentBeforeThat() {
        var policy = new Policy(
                POLICY.allowed(),
                POLICY.challenges(),
                new LookupOptions(FirstDevice.DEFAULT, UserStatusCheck.AT_EACH_LOGIN),
                POLICY.enrollment());

        var transition = new MfaStateMachine(policy)
                .on(new State.Start(), new Event.PageOpened(List.of(MfaFixtures.PHONE)), NOW);

        assertThat(transition.command())
                .contains(
                        new Command.LookUpUser(MfaFixtures.USER, new Purpose.SelectDevice(List.of(MfaFixtures.PHONE))));
    }

    @Test
    void whatOneLoginCallsRejectedAfterAWrongCodeIsNotCountedAsADenialToo() {
        var afterWrongCode = new State.AwaitingOutOfBand(
                MfaFixtures.attempt(MfaFixtures.MAIL, NOW.plusSeconds(60), NOW, Policy.MAX_CODE_ATTEMPTS - 1), true);

        var transition = new MfaStateMachine(POLICY)
                .on(afterWrongCode, MfaFixtures.events().get("answer REJECTED"), NOW);

        assertThat(transition.notice()).contains(Notice.EXPIRED);
    }

    @Test
    void aForbiddenCodeThatCanNotBeExplainedForWantOfLookUpsCountsAsAWrongOne() {
        var unexplained = new Event.CommandFailed(
                new Command.LookUpUser(MfaFixtures.USER, new Purpose.ExplainForbidden()),
                FailureReason.TOO_MANY_REQUESTS);

        var transition = new MfaStateMachine(POLICY).on(MfaFixtures.states().get("awaiting"), unexplained, NOW);

        assertThat(transition.notice()).contains(Notice.WRONG_CODE);
    }

    @Test
    void theCodeOfProtectNeedsNoPushWhereItIsAtHand() {
        var stateMachine = new MfaStateMachine(POLICY, MfaStateMachine.Task.PROVE_WITH_CODE);

        var transition = stateMachine.on(new State.Start(), new Event.PageOpened(List.of(MfaFixtures.PUSH)), NOW);

        assertThat(transition.command()).isEmpty();
        assertThat(transition.state()).isInstanceOfSatisfying(State.AwaitingCode.class, waiting -> {
            assertThat(waiting.challenge().id()).isNull();
            assertThat(waiting.challenge().expiresAt()).isEqualTo(NOW.plus(POLICY.codeLifetime()));
        });
    }

    @Test
    void aPushCanBeAskedForInThePlaceOfTheCodeOfProtect() {
        var typed = new State.AwaitingCode(Challenge.ofApp(MfaFixtures.PUSH, NOW, NOW.plusSeconds(120)));

        var transition = new MfaStateMachine(POLICY).on(typed, new Event.ResendRequested(), NOW);

        assertThat(transition.command())
                .contains(new Command.StartVerification(MfaFixtures.PUSH, POLICY.codeLifetime(), false));
    }

    @ParameterizedTest
    @CsvSource({"EITHER, true, true", "LINK, true, false", "CODE, false, true"})
    void anEmailTakesACodeOrALinkAsTheAdminSays(EmailContent content, boolean waits, boolean takesCode) {
        var policy = MfaFixtures.policy(content, POLICY.allowed());
        var verification = new Verification(MfaFixtures.SENT, ChallengeStatus.UNKNOWN, FactorData.NONE);

        var sent =
                new MfaStateMachine(policy).on(new State.Start(), new Event.PageOpened(List.of(MfaFixtures.MAIL)), NOW);
        var transition = new MfaStateMachine(policy)
                .on(new State.Start(), new Event.VerificationStarted(MfaFixtures.MAIL, verification), NOW);

        assertThat(sent.command())
                .contains(new Command.StartVerification(MfaFixtures.MAIL, policy.codeLifetime(), waits));
        assertThat(transition.state() instanceof State.AwaitingOutOfBand).isEqualTo(waits);
        assertThat(((State.Awaiting) transition.state()).takesCode()).isEqualTo(takesCode);
        assertThat(((State.Awaiting) transition.state()).challenge().pollInterval(NOW))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void devicesOfOneKindAreToldApartByOneLoginsNamesOfTheirFactors() {
        var listed = new Event.DevicesListed(
                MfaFixtures.USER,
                List.of(
                        new Device(new OneLoginId("1"), "Ann's", "Email Magic Link", "OneLogin Email", true),
                        new Device(new OneLoginId("2"), "Ann's", "Email OTP", "OneLogin Email", false),
                        new Device(new OneLoginId("3"), "Ann's", "OneLogin SMS", "SMS", false)),
                true,
                new Purpose.OfferDevices());

        var transition = new MfaStateMachine(POLICY).on(MfaFixtures.states().get("awaiting"), listed, NOW);

        assertThat(((State.ChoosingDevice) transition.state()).devices())
                .extracting(device -> device.label().text())
                .containsExactly("Ann's (Email Magic Link)", "Ann's (Email OTP)", "Ann's");
    }

    private static String said(Transition transition) {
        var call = transition.command().map(MfaStateMachineTest::said).orElse("");
        var notice = transition.notice().map(Notice::name).orElse("");
        var gone = transition.removedDevices().isEmpty()
                ? ""
                : ", forgets "
                        + transition.removedDevices().stream()
                                .map(device -> device.type().name())
                                .collect(Collectors.joining(" "));
        return said(transition.state()) + gone + " | " + call + " | " + notice;
    }

    private static String said(Command command) {
        var name = command.getClass().getSimpleName();
        if (command instanceof Command.ListDevices list) {
            return name + " " + list.purpose().getClass().getSimpleName();
        }
        if (command instanceof Command.LookUpUser lookUp) {
            return name + " " + lookUp.purpose().getClass().getSimpleName();
        }
        return command instanceof Command.MessageCommand sending
                ? name + " " + sending.target().type()
                : name;
    }

    private static String said(State state) {
        var name = state.getClass().getSimpleName();
        if (state instanceof State.ChallengeClosed closed) {
            return name + " " + closed.reason() + said(closed.challenge());
        }
        if (state instanceof State.WithChallenge pending) {
            return name + " " + pending.challenge().target().type() + said(pending.challenge());
        }
        if (state instanceof State.Failed failed) {
            return name + " " + failed.reason() + (failed.retryAt().isAfter(NOW) ? ", retry later" : "");
        }
        return state instanceof State.Proven proven
                ? name + " " + proven.device().type()
                : name;
    }

    private static String said(Challenge challenge) {
        return (MfaFixtures.SENT_AGAIN.equals(challenge.id()) ? ", new" : "")
                + (challenge.attemptsLeft() == Policy.MAX_CODE_ATTEMPTS
                        ? ""
                        : ", " + challenge.attemptsLeft() + " tries left")
                + (challenge.canResend(NOW) ? ", resendable" : "");
    }
}
