package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.mfa.OneLoginEvent.MessageOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Traits of OneLogin's answers that the login, its log and its metrics depend on (S1, S2). */
class OneLoginEventTest {
    private static final OneLoginEvent UNANSWERED = new OneLoginEvent.PollUnanswered();

    @ParameterizedTest
    @EnumSource(CodeCheck.Verdict.class)
    @DisplayName("A checked code is an acceptance only if OneLogin accepted the code (S1)")
    void onlyAcceptedCodeIsAcceptance(CodeCheck.Verdict verdict) {
        var event = new OneLoginEvent.CodeChecked(new CodeCheck(verdict, Optional.empty()));

        assertThat(event.isAcceptance()).isEqualTo(verdict == CodeCheck.Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED, true, true", "PENDING, false, false", "REJECTED, false, true", "GONE, false, true"})
    @DisplayName("A poll is an acceptance only if OneLogin accepted, and final unless it is pending (S1)")
    void onlyAcceptedPollIsAcceptance(PollResult.Status status, boolean isAcceptance, boolean isFinal) {
        var event = new OneLoginEvent.Polled(new PollResult(status, Optional.empty()));

        assertThat(event.isAcceptance()).isEqualTo(isAcceptance);
        assertThat(event.isFinalStatus()).isEqualTo(isFinal);
    }

    @Test
    @DisplayName("A missing answer is no acceptance, no final status, no device and no failure of a command (S1, S2)")
    void missingAnswerTellsNothing() {
        assertThat(UNANSWERED.isAcceptance()).isFalse();
        assertThat(UNANSWERED.isFinalStatus()).isFalse();
        assertThat(UNANSWERED.listsDevice(PHONE.id())).isFalse();
        assertThat(UNANSWERED.failureReason()).isEmpty();
        assertThat(UNANSWERED.usableDevices(POLICY)).isEmpty();
        assertThat(UNANSWERED.usableFactors(POLICY)).isEmpty();
    }

    @Test
    @DisplayName("A list of devices has its own devices and no others (S2)")
    void listHasItsOwnDevicesOnly() {
        var listed = listed("a device");

        assertThat(listed.listsDevice(PHONE.id())).isTrue();
        assertThat(listed.listsDevice(MfaFixtures.PUSH.id())).isFalse();
    }

    @Test
    @DisplayName("A device that is being removed is taken off a list of devices, and other events stay the same")
    void unwantedDeviceIsTakenOffList() {
        var shown = MfaEvents.named("two devices to offer");

        assertThat(((OneLoginEvent) shown).withoutDevices(() -> Set.of(PHONE.id())))
                .isInstanceOfSatisfying(
                        OneLoginEvent.DevicesListed.class,
                        listed -> assertThat(listed.ids()).containsExactly(MfaFixtures.PUSH.id()));
        assertThat(UNANSWERED.withoutDevices(() -> Set.of(PHONE.id()))).isSameAs(UNANSWERED);
    }

    @Test
    @DisplayName("The number of usable devices is known only if every item could be read (S2)")
    void usableDevicesAreCountedInCompleteListOnly() {
        assertThat(listed("two devices").usableDevices(POLICY)).contains(2);
        assertThat(listed("a device of another type").usableDevices(POLICY)).contains(0);
        assertThat(listed("a device and an unreadable item").usableDevices(POLICY))
                .isEmpty();
    }

    @Test
    @DisplayName("The usable factors are those that the settings allow")
    void usableFactorsAreAllowedOnes() {
        assertThat(((OneLoginEvent) MfaEvents.named("two factors")).usableFactors(POLICY))
                .contains(2);
        assertThat(((OneLoginEvent) MfaEvents.named("a factor of another type")).usableFactors(POLICY))
                .contains(0);
    }

    @Test
    @DisplayName("The registered device is a new device of the registered type, and not one of two (S1)")
    void registeredDeviceIsOnlyOneOfItsType() {
        assertThat(listed("a device").onlyOneOf(FactorType.SMS)).contains(PHONE.id());
        assertThat(listed("a device").onlyOneOf(FactorType.EMAIL)).isEmpty();
        assertThat(listed("two devices").onlyOneOf(FactorType.SMS)).contains(PHONE.id());
        assertThat(listed("two new devices listed").onlyOneOf(FactorType.SMS)).isEmpty();
    }

    @Test
    @DisplayName("A new device of another type is not the registered one, so nothing is proven (S1)")
    void newDeviceOfOtherTypeIsNotEnrolledOne() {
        var search = new QueryPurpose.FindEnrolledDevice(MfaFixtures.SMS, List.of());
        var push = ((OneLoginEvent.DevicesListed) MfaEvents.named("refused device removed, another listed")).devices();
        var listed = new OneLoginEvent.DevicesListed(USER, push, true, search);

        var next = new MfaStateMachine(POLICY).on(MfaStates.named("awaiting, enrolling"), listed, MfaFixtures.NOW);

        assertThat(next.state()).isEqualTo(new State.Failed(FailureReason.UNAVAILABLE, MfaFixtures.NOW));
    }

    @Test
    @DisplayName("A user who can't prove a factor and a failed command have the reason")
    void failureHasItsReason() {
        var failed = new OneLoginEvent.CommandFailed(new Command.FindUser(), FailureReason.BUSY);

        assertThat(((OneLoginEvent) MfaEvents.named("user suspended")).failureReason())
                .contains(FailureReason.USER_SUSPENDED);
        assertThat(failed.failureReason()).contains(FailureReason.BUSY);
    }

    @Test
    @DisplayName("A message is sent, limited or failed")
    void messageIsSentLimitedOrFailed() {
        assertThat(((OneLoginEvent) MfaEvents.named("verification PENDING")).messageOutcome())
                .isEqualTo(MessageOutcome.SENT);
        assertThat(((OneLoginEvent) MfaEvents.named("message limit reached")).messageOutcome())
                .isEqualTo(MessageOutcome.LIMITED);
        assertThat(((OneLoginEvent) MfaEvents.named("message failed, REFUSED")).messageOutcome())
                .isEqualTo(MessageOutcome.FAILED);
    }

    private static OneLoginEvent.DevicesListed listed(String name) {
        return (OneLoginEvent.DevicesListed) MfaEvents.named(name);
    }
}
