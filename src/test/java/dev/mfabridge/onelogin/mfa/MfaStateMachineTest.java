package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.ChallengeStatus;
import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.Verification;
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

        var step = new MfaStateMachine(POLICY).on(state, MfaFixtures.events().get(eventName), NOW);

        assertThat(said(step)).isEqualTo(TABLE.getOrDefault(stateName + " | " + eventName, said(Transition.to(state))));
    }

    @Test
    void theTableHasNoPairThatDoesNotExist() {
        assertThat(pairs().map(pair -> pair.get()[0] + " | " + pair.get()[1])).containsAll(TABLE.keySet());
    }

    @Test
    void theDefaultDeviceIsChallengedBeforeOthers() {
        var step = new MfaStateMachine(POLICY)
                .on(new State.Start(), MfaFixtures.events().get("two devices"), NOW);

        assertThat(step.call())
                .contains(new Command.StartVerification(MfaFixtures.PHONE, POLICY.codeLifetime(), false));
    }

    @Test
    void whatCanNotBeAskedAfterARefusalIsNoOutage() {
        var purpose = new Command.Purpose.RecheckDevice(MfaFixtures.PHONE);
        for (var call : List.of(
                new Command.LookUpUser(MfaFixtures.PHONE.user(), purpose),
                new Command.ListDevices(MfaFixtures.PHONE.user(), purpose))) {
            var step = new MfaStateMachine(POLICY)
                    .on(new State.Start(), new Event.CallFailed(call, FailureReason.UNREACHABLE), NOW);

            assertThat(step.state())
                    .isInstanceOfSatisfying(
                            State.Failed.class,
                            ended -> assertThat(ended.reason()).isEqualTo(FailureReason.UNAVAILABLE));
        }
    }

    @Test
    void whoseLookUpsAreUsedUpIsAskedForAnAppThatIsKnown() {
        var known = List.of(MfaFixtures.PHONE, MfaFixtures.APP);
        var list = new Command.ListDevices(MfaFixtures.PHONE.user(), new Command.Purpose.SelectDevice(known));
        var policy = MfaFixtures.policy(FactorType.SMS, FactorType.AUTHENTICATOR);

        var step = new MfaStateMachine(policy)
                .on(new State.Start(), new Event.CallFailed(list, FailureReason.TOO_MANY_REQUESTS), NOW);

        assertThat(step.call()).isEmpty();
        assertThat(step.state())
                .isInstanceOfSatisfying(
                        State.AwaitingCode.class,
                        waiting -> assertThat(waiting.attempt().target()).isEqualTo(MfaFixtures.APP));
    }

    @Test
    void whoAsksTooOftenHasToWait() {
        var tooOften = new Event.CallFailed(new Command.FindUser(), FailureReason.TOO_MANY_REQUESTS);

        var step = new MfaStateMachine(POLICY).on(new State.Start(), tooOften, NOW);

        assertThat(step)
                .isEqualTo(Transition.to(
                        new State.Failed(FailureReason.TOO_MANY_REQUESTS, NOW.plus(POLICY.resendCooldown()))));
    }

    @Test
    void aDeviceOfAKindThatIsNotAllowedIsNeverReplacedByEnrolment() {
        var emailOnly = MfaFixtures.policy(FactorType.EMAIL);

        var step = new MfaStateMachine(emailOnly)
                .on(new State.Start(), MfaFixtures.events().get("a device"), NOW);

        assertThat(step).isEqualTo(Transition.to(new State.Failed(FailureReason.NO_USABLE_DEVICE, NOW)));
    }

    @Test
    void whoChoosesTheDeviceOfADeniedPushAgainGetsAnotherPushAndNotTheDeniedOne() {
        var machine = new MfaStateMachine(POLICY);
        var choosing = machine.on(
                        MfaFixtures.states().get("spent, denied"),
                        MfaFixtures.events().get("two devices to choose from"),
                        NOW)
                .state();

        var step = machine.on(choosing, new Event.Chosen("0", Optional.empty()), NOW);

        assertThat(step.call())
                .get()
                .isInstanceOfSatisfying(
                        Command.StartVerification.class,
                        call -> assertThat(call.target().id()).isEqualTo(MfaFixtures.PUSH.id()));
    }

    @Test
    void aCodeCountsForItsLifetimeAndCanBeSentAgainAfterTheCoolDown() {
        var step = new MfaStateMachine(POLICY)
                .on(new State.Start(), MfaFixtures.events().get("challenge PENDING"), NOW);

        var attempt = ((State.AwaitingCode) step.state()).attempt();
        assertThat(attempt.expiresAt()).isEqualTo(NOW.plus(POLICY.codeLifetime()));
        assertThat(attempt.resendFrom()).isEqualTo(NOW.plus(POLICY.resendCooldown()));
        assertThat(attempt.triesLeft()).isEqualTo(Policy.TRIES);
    }

    @Test
    void whoAddsAFactorChoosesOneAlthoughThereIsADeviceAndIsLookedUpFirst() {
        var machine = new MfaStateMachine(POLICY, MfaStateMachine.Task.ADD);

        var arrived = machine.on(new State.Start(), new Event.PageOpened(List.of(MfaFixtures.PHONE)), NOW);
        assertThat(arrived.call())
                .contains(new Command.LookUpUser(
                        MfaFixtures.USER, new Command.Purpose.SelectDevice(List.of(MfaFixtures.PHONE))));
        var found = machine.on(arrived.state(), MfaFixtures.events().get("user found, known"), NOW);
        assertThat(found.call()).contains(new Command.ListFactors(MfaFixtures.USER));
        var choosing = machine.on(found.state(), MfaFixtures.events().get("two factors"), NOW);

        var step = machine.on(choosing.state(), MfaFixtures.events().get("chooses"), NOW);
        assertThat(step.call())
                .contains(new Command.ListDevices(MfaFixtures.USER, new Command.Purpose.Enroll(MfaFixtures.SMS)));
        var listed = machine.on(step.state(), MfaFixtures.events().get("a device, SMS wanted"), NOW);
        assertThat(listed.call())
                .contains(new Command.StartRegistration(
                        MfaFixtures.SMS, POLICY.codeLifetime(), false, List.of(MfaFixtures.PHONE.id())));
    }

    @Test
    void whoAddsAFactorAndWantsAnotherWayIsOfferedFactorsAndNoDevices() {
        var step = new MfaStateMachine(POLICY, MfaStateMachine.Task.ADD)
                .on(MfaFixtures.states().get("awaiting, enrolling"), new Event.AlternativeRequested(), NOW);

        assertThat(step.call()).contains(new Command.ListFactors(MfaFixtures.USER));
    }

    @Test
    void whereNobodyEnrolsWhoHasNoDeviceIsToldSo() {
        var step = new MfaStateMachine(POLICY.withEnrolment(EnrollmentMode.OFF))
                .on(new State.Start(), MfaFixtures.events().get("no devices"), NOW);

        assertThat(step).isEqualTo(Transition.to(new State.Failed(FailureReason.NOT_ENROLLED, NOW)));
    }

    @Test
    void whoMayPutEnrolmentOffIsSentNothingBeforeAFactorIsChosen() {
        var step = new MfaStateMachine(POLICY.withEnrolment(EnrollmentMode.BY_CHOICE))
                .on(new State.Start(), MfaFixtures.events().get("a factor"), NOW);

        assertThat(step.call()).isEmpty();
        assertThat(step.state()).isInstanceOf(State.ChoosingFactor.class);
    }

    @Test
    void whereTheUserIsLookedUpAtEachLoginNothingIsSentBeforeThat() {
        var policy = new Policy(
                POLICY.allowed(),
                POLICY.codeLifetime(),
                POLICY.resendCooldown(),
                EmailContent.CODE,
                true,
                true,
                EnrollmentMode.AT_ONCE,
                true);

        var step = new MfaStateMachine(policy)
                .on(new State.Start(), new Event.PageOpened(List.of(MfaFixtures.PHONE)), NOW);

        assertThat(step.call())
                .contains(new Command.LookUpUser(
                        MfaFixtures.USER, new Command.Purpose.SelectDevice(List.of(MfaFixtures.PHONE))));
    }

    @Test
    void whatOneLoginCallsRejectedAfterAWrongCodeIsNotCountedAsADenialToo() {
        var afterWrongCode = new State.AwaitingOutOfBand(
                MfaFixtures.attempt(MfaFixtures.MAIL, NOW.plusSeconds(60), NOW, Policy.TRIES - 1), true);

        var step = new MfaStateMachine(POLICY)
                .on(afterWrongCode, MfaFixtures.events().get("answer REJECTED"), NOW);

        assertThat(step.notice()).contains(Notice.EXPIRED);
    }

    @Test
    void aForbiddenCodeThatCanNotBeExplainedForWantOfLookUpsCountsAsAWrongOne() {
        var unexplained = new Event.CallFailed(
                new Command.LookUpUser(MfaFixtures.USER, new Command.Purpose.ExplainForbidden()),
                FailureReason.TOO_MANY_REQUESTS);

        var step = new MfaStateMachine(POLICY).on(MfaFixtures.states().get("awaiting"), unexplained, NOW);

        assertThat(step.notice()).contains(Notice.CODE_NOT_RIGHT);
    }

    @Test
    void theCodeOfProtectNeedsNoPushWhereItIsAtHand() {
        var machine = new MfaStateMachine(POLICY, MfaStateMachine.Task.PROVE_WITH_CODE);

        var step = machine.on(new State.Start(), new Event.PageOpened(List.of(MfaFixtures.PUSH)), NOW);

        assertThat(step.call()).isEmpty();
        assertThat(step.state()).isInstanceOfSatisfying(State.AwaitingCode.class, waiting -> {
            assertThat(waiting.attempt().id()).isNull();
            assertThat(waiting.attempt().expiresAt()).isEqualTo(NOW.plus(POLICY.codeLifetime()));
        });
    }

    @Test
    void aPushCanBeAskedForInThePlaceOfTheCodeOfProtect() {
        var typed = new State.AwaitingCode(Challenge.ofApp(MfaFixtures.PUSH, NOW, NOW.plusSeconds(120)));

        var step = new MfaStateMachine(POLICY).on(typed, new Event.ResendRequested(), NOW);

        assertThat(step.call()).contains(new Command.StartVerification(MfaFixtures.PUSH, POLICY.codeLifetime(), false));
    }

    @ParameterizedTest
    @CsvSource({"EITHER, true, true", "LINK, true, false", "CODE, false, true"})
    void anEmailTakesACodeOrALinkAsTheAdminSays(EmailContent content, boolean waits, boolean takesCode) {
        var policy = new Policy(
                POLICY.allowed(),
                POLICY.codeLifetime(),
                POLICY.resendCooldown(),
                content,
                true,
                false,
                EnrollmentMode.AT_ONCE,
                true);
        var verification = new Verification(MfaFixtures.SENT, ChallengeStatus.UNKNOWN, FactorData.NONE);

        var sent =
                new MfaStateMachine(policy).on(new State.Start(), new Event.PageOpened(List.of(MfaFixtures.MAIL)), NOW);
        var step = new MfaStateMachine(policy)
                .on(new State.Start(), new Event.VerificationStarted(MfaFixtures.MAIL, verification), NOW);

        assertThat(sent.call()).contains(new Command.StartVerification(MfaFixtures.MAIL, policy.codeLifetime(), waits));
        assertThat(step.state() instanceof State.AwaitingOutOfBand).isEqualTo(waits);
        assertThat(((State.Awaiting) step.state()).takesCode()).isEqualTo(takesCode);
        assertThat(((State.Awaiting) step.state()).attempt().pauseAt(NOW)).isEqualTo(Duration.ofSeconds(5));
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
                new Command.Purpose.OfferDevices());

        var step = new MfaStateMachine(POLICY).on(MfaFixtures.states().get("awaiting"), listed, NOW);

        assertThat(((State.ChoosingDevice) step.state()).devices())
                .extracting(device -> device.label().text())
                .containsExactly("Ann's (Email Magic Link)", "Ann's (Email OTP)", "Ann's");
    }

    private static String said(Transition step) {
        var call = step.call().map(MfaStateMachineTest::said).orElse("");
        var notice = step.notice().map(Notice::name).orElse("");
        var gone = step.gone().isEmpty()
                ? ""
                : ", forgets "
                        + step.gone().stream()
                                .map(device -> device.kind().name())
                                .collect(Collectors.joining(" "));
        return said(step.state()) + gone + " | " + call + " | " + notice;
    }

    private static String said(Command call) {
        var name = call.getClass().getSimpleName();
        if (call instanceof Command.ListDevices list) {
            return name + " " + list.purpose().getClass().getSimpleName();
        }
        if (call instanceof Command.LookUpUser lookUp) {
            return name + " " + lookUp.purpose().getClass().getSimpleName();
        }
        return call instanceof Command.MessageCommand sending
                ? name + " " + sending.target().kind()
                : name;
    }

    private static String said(State state) {
        var name = state.getClass().getSimpleName();
        if (state instanceof State.ChallengeClosed spent) {
            return name + " " + spent.why() + said(spent.attempt());
        }
        if (state instanceof State.WithChallenge trying) {
            return name + " " + trying.attempt().target().kind() + said(trying.attempt());
        }
        if (state instanceof State.Failed ended) {
            return name + " " + ended.reason() + (ended.retryFrom().isAfter(NOW) ? ", retry later" : "");
        }
        return state instanceof State.Proven proven
                ? name + " " + proven.device().kind()
                : name;
    }

    private static String said(Challenge attempt) {
        return (MfaFixtures.SENT_AGAIN.equals(attempt.id()) ? ", new" : "")
                + (attempt.triesLeft() == Policy.TRIES ? "" : ", " + attempt.triesLeft() + " tries left")
                + (attempt.mayResendAt(NOW) ? ", resendable" : "");
    }
}
