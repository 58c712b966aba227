package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.Conversing.NOW;
import static dev.mfabridge.onelogin.mfa.Conversing.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.api.Device;
import dev.mfabridge.onelogin.api.FactorData;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.api.Status;
import dev.mfabridge.onelogin.api.Verification;
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
class MachineTest {
    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    @BeforeAll
    static void readTable() throws IOException {
        try (var file = MachineTest.class.getResourceAsStream("/mfa/machine.txt")) {
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
        return Conversing.states().keySet().stream()
                .flatMap(state -> Conversing.events().keySet().stream().map(event -> Arguments.of(state, event)));
    }

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("pairs")
    void goesOnAsTheTableSays(String stateName, String eventName) {
        var state = Conversing.states().get(stateName);

        var step = new Machine(POLICY).on(state, Conversing.events().get(eventName), NOW);

        assertThat(said(step)).isEqualTo(TABLE.getOrDefault(stateName + " | " + eventName, said(Step.to(state))));
    }

    @Test
    void theTableHasNoPairThatDoesNotExist() {
        assertThat(pairs().map(pair -> pair.get()[0] + " | " + pair.get()[1])).containsAll(TABLE.keySet());
    }

    @Test
    void theDefaultDeviceIsChallengedBeforeOthers() {
        var step = new Machine(POLICY).on(new State.Start(), Conversing.events().get("two devices"), NOW);

        assertThat(step.call()).contains(new Call.Challenge(Conversing.PHONE, POLICY.codeLifetime(), false));
    }

    @Test
    void whatCanNotBeAskedAfterARefusalIsNoOutage() {
        var purpose = new Call.Purpose.LookFor(Conversing.PHONE);
        for (var call : List.of(
                new Call.LookUpUser(Conversing.PHONE.user(), purpose),
                new Call.ListDevices(Conversing.PHONE.user(), purpose))) {
            var step = new Machine(POLICY).on(new State.Start(), new Event.CallFailed(call, Reason.UNREACHABLE), NOW);

            assertThat(step.state())
                    .isInstanceOfSatisfying(
                            State.Ended.class,
                            ended -> assertThat(ended.reason()).isEqualTo(Reason.UNAVAILABLE));
        }
    }

    @Test
    void whoseLookUpsAreUsedUpIsAskedForAnAppThatIsKnown() {
        var known = List.of(Conversing.PHONE, Conversing.APP);
        var list = new Call.ListDevices(Conversing.PHONE.user(), new Call.Purpose.Open(known));
        var policy = Conversing.policy(FactorKind.SMS, FactorKind.AUTHENTICATOR);

        var step = new Machine(policy).on(new State.Start(), new Event.CallFailed(list, Reason.TOO_MANY_REQUESTS), NOW);

        assertThat(step.call()).isEmpty();
        assertThat(step.state())
                .isInstanceOfSatisfying(
                        State.AwaitingCode.class,
                        waiting -> assertThat(waiting.attempt().target()).isEqualTo(Conversing.APP));
    }

    @Test
    void whoAsksTooOftenHasToWait() {
        var tooOften = new Event.CallFailed(new Call.FindUser(), Reason.TOO_MANY_REQUESTS);

        var step = new Machine(POLICY).on(new State.Start(), tooOften, NOW);

        assertThat(step)
                .isEqualTo(Step.to(new State.Ended(Reason.TOO_MANY_REQUESTS, NOW.plus(POLICY.resendCooldown()))));
    }

    @Test
    void aDeviceOfAKindThatIsNotAllowedIsNeverReplacedByEnrolment() {
        var emailOnly = Conversing.policy(FactorKind.EMAIL);

        var step =
                new Machine(emailOnly).on(new State.Start(), Conversing.events().get("a device"), NOW);

        assertThat(step).isEqualTo(Step.to(new State.Ended(Reason.NO_USABLE_DEVICE, NOW)));
    }

    @Test
    void whoChoosesTheDeviceOfADeniedPushAgainGetsAnotherPushAndNotTheDeniedOne() {
        var machine = new Machine(POLICY);
        var choosing = machine.on(
                        Conversing.states().get("spent, denied"),
                        Conversing.events().get("two devices to choose from"),
                        NOW)
                .state();

        var step = machine.on(choosing, new Event.Chosen("0", Optional.empty()), NOW);

        assertThat(step.call())
                .get()
                .isInstanceOfSatisfying(
                        Call.Challenge.class,
                        call -> assertThat(call.target().id()).isEqualTo(Conversing.PUSH.id()));
    }

    @Test
    void aCodeCountsForItsLifetimeAndCanBeSentAgainAfterTheCoolDown() {
        var step = new Machine(POLICY).on(new State.Start(), Conversing.events().get("challenge PENDING"), NOW);

        var attempt = ((State.AwaitingCode) step.state()).attempt();
        assertThat(attempt.expiresAt()).isEqualTo(NOW.plus(POLICY.codeLifetime()));
        assertThat(attempt.resendFrom()).isEqualTo(NOW.plus(POLICY.resendCooldown()));
        assertThat(attempt.triesLeft()).isEqualTo(Policy.TRIES);
    }

    @Test
    void whoAddsAFactorChoosesOneAlthoughThereIsADeviceAndIsLookedUpFirst() {
        var machine = new Machine(POLICY, Machine.Purpose.ADD);

        var arrived = machine.on(new State.Start(), new Event.Arrived(List.of(Conversing.PHONE)), NOW);
        assertThat(arrived.call())
                .contains(new Call.LookUpUser(Conversing.USER, new Call.Purpose.Open(List.of(Conversing.PHONE))));
        var found = machine.on(arrived.state(), Conversing.events().get("user found, known"), NOW);
        assertThat(found.call()).contains(new Call.ListFactors(Conversing.USER));
        var choosing = machine.on(found.state(), Conversing.events().get("two factors"), NOW);

        var step = machine.on(choosing.state(), Conversing.events().get("chooses"), NOW);
        assertThat(step.call()).contains(new Call.ListDevices(Conversing.USER, new Call.Purpose.Enrol(Conversing.SMS)));
        var listed = machine.on(step.state(), Conversing.events().get("a device, SMS wanted"), NOW);
        assertThat(listed.call())
                .contains(new Call.Register(
                        Conversing.SMS, POLICY.codeLifetime(), false, List.of(Conversing.PHONE.id())));
    }

    @Test
    void whoAddsAFactorAndWantsAnotherWayIsOfferedFactorsAndNoDevices() {
        var step = new Machine(POLICY, Machine.Purpose.ADD)
                .on(Conversing.states().get("awaiting, enrolling"), new Event.OtherWayAsked(), NOW);

        assertThat(step.call()).contains(new Call.ListFactors(Conversing.USER));
    }

    @Test
    void whereNobodyEnrolsWhoHasNoDeviceIsToldSo() {
        var step = new Machine(POLICY.withEnrolment(Enrolment.OFF))
                .on(new State.Start(), Conversing.events().get("no devices"), NOW);

        assertThat(step).isEqualTo(Step.to(new State.Ended(Reason.NOT_ENROLLED, NOW)));
    }

    @Test
    void whoMayPutEnrolmentOffIsSentNothingBeforeAFactorIsChosen() {
        var step = new Machine(POLICY.withEnrolment(Enrolment.BY_CHOICE))
                .on(new State.Start(), Conversing.events().get("a factor"), NOW);

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
                Enrolment.AT_ONCE,
                true);

        var step = new Machine(policy).on(new State.Start(), new Event.Arrived(List.of(Conversing.PHONE)), NOW);

        assertThat(step.call())
                .contains(new Call.LookUpUser(Conversing.USER, new Call.Purpose.Open(List.of(Conversing.PHONE))));
    }

    @Test
    void whatOneLoginCallsRejectedAfterAWrongCodeIsNotCountedAsADenialToo() {
        var afterWrongCode = new State.AwaitingAnswer(
                Conversing.attempt(Conversing.MAIL, NOW.plusSeconds(60), NOW, Policy.TRIES - 1), true);

        var step = new Machine(POLICY).on(afterWrongCode, Conversing.events().get("answer REJECTED"), NOW);

        assertThat(step.notice()).contains(Notice.EXPIRED);
    }

    @Test
    void aForbiddenCodeThatCanNotBeExplainedForWantOfLookUpsCountsAsAWrongOne() {
        var unexplained = new Event.CallFailed(
                new Call.LookUpUser(Conversing.USER, new Call.Purpose.ExplainForbidden()), Reason.TOO_MANY_REQUESTS);

        var step = new Machine(POLICY).on(Conversing.states().get("awaiting"), unexplained, NOW);

        assertThat(step.notice()).contains(Notice.CODE_NOT_RIGHT);
    }

    @Test
    void theCodeOfProtectNeedsNoPushWhereItIsAtHand() {
        var machine = new Machine(POLICY, Machine.Purpose.PROVE_WITH_CODE);

        var step = machine.on(new State.Start(), new Event.Arrived(List.of(Conversing.PUSH)), NOW);

        assertThat(step.call()).isEmpty();
        assertThat(step.state()).isInstanceOfSatisfying(State.AwaitingCode.class, waiting -> {
            assertThat(waiting.attempt().id()).isNull();
            assertThat(waiting.attempt().expiresAt()).isEqualTo(NOW.plus(POLICY.codeLifetime()));
        });
    }

    @Test
    void aPushCanBeAskedForInThePlaceOfTheCodeOfProtect() {
        var typed = new State.AwaitingCode(Attempt.ofApp(Conversing.PUSH, NOW, NOW.plusSeconds(120)));

        var step = new Machine(POLICY).on(typed, new Event.ResendAsked(), NOW);

        assertThat(step.call()).contains(new Call.Challenge(Conversing.PUSH, POLICY.codeLifetime(), false));
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
                Enrolment.AT_ONCE,
                true);
        var verification = new Verification(Conversing.SENT, Status.UNKNOWN, FactorData.NONE);

        var sent = new Machine(policy).on(new State.Start(), new Event.Arrived(List.of(Conversing.MAIL)), NOW);
        var step =
                new Machine(policy).on(new State.Start(), new Event.ChallengeBegun(Conversing.MAIL, verification), NOW);

        assertThat(sent.call()).contains(new Call.Challenge(Conversing.MAIL, policy.codeLifetime(), waits));
        assertThat(step.state() instanceof State.AwaitingAnswer).isEqualTo(waits);
        assertThat(((State.Awaiting) step.state()).takesCode()).isEqualTo(takesCode);
        assertThat(((State.Awaiting) step.state()).attempt().pauseAt(NOW)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void devicesOfOneKindAreToldApartByOneLoginsNamesOfTheirFactors() {
        var listed = new Event.DevicesListed(
                Conversing.USER,
                List.of(
                        new Device(new OneLoginId("1"), "Ann's", "Email Magic Link", "OneLogin Email", true),
                        new Device(new OneLoginId("2"), "Ann's", "Email OTP", "OneLogin Email", false),
                        new Device(new OneLoginId("3"), "Ann's", "OneLogin SMS", "SMS", false)),
                true,
                new Call.Purpose.Choose());

        var step = new Machine(POLICY).on(Conversing.states().get("awaiting"), listed, NOW);

        assertThat(((State.ChoosingDevice) step.state()).devices())
                .extracting(device -> device.label().text())
                .containsExactly("Ann's (Email Magic Link)", "Ann's (Email OTP)", "Ann's");
    }

    private static String said(Step step) {
        var call = step.call().map(MachineTest::said).orElse("");
        var notice = step.notice().map(Notice::name).orElse("");
        var gone = step.gone().isEmpty()
                ? ""
                : ", forgets "
                        + step.gone().stream()
                                .map(device -> device.kind().name())
                                .collect(Collectors.joining(" "));
        return said(step.state()) + gone + " | " + call + " | " + notice;
    }

    private static String said(Call call) {
        var name = call.getClass().getSimpleName();
        if (call instanceof Call.ListDevices list) {
            return name + " " + list.purpose().getClass().getSimpleName();
        }
        if (call instanceof Call.LookUpUser lookUp) {
            return name + " " + lookUp.purpose().getClass().getSimpleName();
        }
        return call instanceof Call.Sending sending
                ? name + " " + sending.target().kind()
                : name;
    }

    private static String said(State state) {
        var name = state.getClass().getSimpleName();
        if (state instanceof State.Spent spent) {
            return name + " " + spent.why() + said(spent.attempt());
        }
        if (state instanceof State.Trying trying) {
            return name + " " + trying.attempt().target().kind() + said(trying.attempt());
        }
        if (state instanceof State.Ended ended) {
            return name + " " + ended.reason() + (ended.retryFrom().isAfter(NOW) ? ", retry later" : "");
        }
        return state instanceof State.Proven proven
                ? name + " " + proven.device().kind()
                : name;
    }

    private static String said(Attempt attempt) {
        return (Conversing.SENT_AGAIN.equals(attempt.id()) ? ", new" : "")
                + (attempt.triesLeft() == Policy.TRIES ? "" : ", " + attempt.triesLeft() + " tries left")
                + (attempt.mayResendAt(NOW) ? ", resendable" : "");
    }
}
