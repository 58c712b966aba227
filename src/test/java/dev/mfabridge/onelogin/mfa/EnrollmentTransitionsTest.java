package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.FactorData;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Transitions of an enrollment, with settings and tasks that the specification doesn't have. */
class EnrollmentTransitionsTest {
    @Test
    @DisplayName("A device of a factor type that is not allowed is never replaced by enrollment (S2)")
    void disallowedDeviceIsNotReplacedByEnrollment() {
        var emailOnly = MfaFixtures.policy(FactorType.EMAIL);

        var transition = new MfaStateMachine(emailOnly).on(new State.Start(), MfaEvents.named("a device"), NOW);

        assertThat(transition).isEqualTo(Transition.to(new State.Failed(FailureReason.NO_USABLE_DEVICE, NOW)));
    }

    @Test
    @DisplayName("A user with a device is looked up and can add another factor")
    void factorIsAddedBesideDeviceAfterLookup() {
        var stateMachine = new MfaStateMachine(POLICY, MfaStateMachine.Task.ADD);

        var opened = stateMachine.on(new State.Start(), new UserEvent.PageOpened(List.of(MfaFixtures.PHONE)), NOW);
        assertThat(opened.command())
                .contains(new Command.LookUpUser(
                        MfaFixtures.USER, new QueryPurpose.SelectDevice(List.of(MfaFixtures.PHONE))));
        var found = stateMachine.on(opened.state(), MfaEvents.named("user found, phone known"), NOW);
        assertThat(found.command()).contains(new Command.ListFactors(MfaFixtures.USER));
        var choosing = stateMachine.on(found.state(), MfaEvents.named("two factors"), NOW);

        var transition = stateMachine.on(choosing.state(), MfaEvents.named("chooses the SMS factor"), NOW);
        assertThat(transition.command())
                .contains(new Command.ListDevices(MfaFixtures.USER, new QueryPurpose.Enroll(MfaFixtures.SMS)));
        var listed = stateMachine.on(transition.state(), MfaEvents.named("a device, SMS chosen"), NOW);
        assertThat(listed.command())
                .contains(new Command.StartRegistration(
                        MfaFixtures.SMS, POLICY.codeLifetime(), false, List.of(MfaFixtures.PHONE.id())));
    }

    @Test
    @DisplayName("A user who adds a factor is offered other factors and no devices")
    void alternativesWhileAddingAreFactors() {
        var transition = new MfaStateMachine(POLICY, MfaStateMachine.Task.ADD)
                .on(MfaStates.named("awaiting, enrolling"), new UserEvent.AlternativeRequested(), NOW);

        assertThat(transition.command()).contains(new Command.ListFactors(MfaFixtures.USER));
    }

    @Test
    @DisplayName("A login without a device fails if enrollment is off")
    void disabledEnrollmentFailsWithoutDevice() {
        var transition = new MfaStateMachine(POLICY.withEnrollment(EnrollmentMode.OFF))
                .on(new State.Start(), MfaEvents.named("no devices"), NOW);

        assertThat(transition).isEqualTo(Transition.to(new State.Failed(FailureReason.NOT_ENROLLED, NOW)));
    }

    @Test
    @DisplayName("A skippable enrollment sends no message before the user chooses a factor")
    void skippableEnrollmentSendsNothingBeforeChoice() {
        var transition = new MfaStateMachine(POLICY.withEnrollment(EnrollmentMode.BY_CHOICE))
                .on(new State.Start(), MfaEvents.named("a factor"), NOW);

        assertThat(transition.command()).isEmpty();
        assertThat(transition.state()).isInstanceOf(State.ChoosingFactor.class);
    }

    @Test
    @DisplayName("The name that the user gives is the name of the device that the factor becomes")
    void nameOfUserIsNameOfDevice() {
        var name = new Label("Work phone");
        var chosen = new UserEvent.Chosen(MfaFixtures.SMS.id().value(), Optional.of(name));

        var transition = new MfaStateMachine(POLICY).on(MfaStates.named("choosing a factor"), chosen, NOW);

        assertThat(transition.command())
                .contains(new Command.ListDevices(
                        MfaFixtures.USER, new QueryPurpose.Enroll(MfaFixtures.SMS.withLabel(name))));
        assertThat(MfaFixtures.SMS.withLabel(name).label()).isEqualTo(name);
    }

    @Test
    @DisplayName(
            "An approved enrollment searches the device that its registration named, also if the poll names none (S2)")
    void approvedEnrollmentSearchesRegisteredDevice() {
        var registered = new Challenge(
                MfaFixtures.PROTECT,
                MfaFixtures.SENT,
                MfaFixtures.PUSH.id(),
                List.of(),
                FactorData.NONE,
                NOW,
                MfaFixtures.LATER,
                NOW,
                3);

        var transition = new MfaStateMachine(POLICY)
                .on(new State.AwaitingOutOfBand(registered, true), MfaEvents.named("poll ACCEPTED, no device"), NOW);

        assertThat(transition.command())
                .contains(new Command.ListDevices(
                        MfaFixtures.USER,
                        new QueryPurpose.FindEnrolledDevice(
                                MfaFixtures.PROTECT, List.of(), Optional.of(MfaFixtures.PUSH.id()))));
    }

    @Test
    @DisplayName(
            "A device that OneLogin enrolled at once for a user who adds a factor is challenged without another list")
    void addedDeviceIsChallengedAtOnce() {
        var transition = new MfaStateMachine(POLICY, MfaStateMachine.Task.ADD)
                .on(MfaStates.named("choosing a factor"), MfaEvents.named("registration ACCEPTED"), NOW);

        assertThat(transition.command())
                .contains(new Command.StartVerification(MfaFixtures.PHONE, POLICY.codeLifetime(), false));
    }

    @Test
    @DisplayName("No device is challenged if the list after an enrollment at once fails (S2)")
    void failedListAfterEnrollmentAtOnceChallengesNothing() {
        var failed = new OneLoginEvent.CommandFailed(
                new Command.ListDevices(MfaFixtures.USER, MfaLookupEvents.AT_ONCE), FailureReason.UNAVAILABLE);

        var transition = new MfaStateMachine(POLICY).on(MfaStates.named("choosing a factor"), failed, NOW);

        assertThat(transition).isEqualTo(Transition.to(new State.Failed(FailureReason.UNAVAILABLE, NOW)));
    }
}
