package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries of OneLogin that fail or find no user, for each purpose without an outcome of its own. */
class FailedQueriesTest {
    private final MfaStateMachine machine = new MfaStateMachine(POLICY);

    @Test
    @DisplayName("A failed lookup of the user before a login ends the login with its reason")
    void failedLookupEndsLogin() {
        var lookup = new Command.LookUpUser(USER, new QueryPurpose.SelectDevice(List.of(PHONE)));

        var next =
                machine.on(new State.Start(), new OneLoginEvent.CommandFailed(lookup, FailureReason.UNREACHABLE), NOW);

        assertThat(next.state().failure().orElseThrow().reason()).isEqualTo(FailureReason.UNREACHABLE);
    }

    @Test
    @DisplayName("A failed list of factors ends an enrollment before it starts")
    void failedListOfFactorsEndsEnrollment() {
        var failed = new OneLoginEvent.CommandFailed(new Command.ListFactors(USER), FailureReason.UNAVAILABLE);

        var next = machine.on(new State.Start(), failed, NOW);

        assertThat(next.state().failure().orElseThrow().reason()).isEqualTo(FailureReason.UNAVAILABLE);
    }

    static Stream<QueryPurpose.LookUpPurpose> checksOfRefusals() {
        return Stream.of(
                new QueryPurpose.RecheckDevice(PHONE),
                new QueryPurpose.ExplainRefusal(),
                new QueryPurpose.ExplainForbidden());
    }

    @ParameterizedTest
    @MethodSource("checksOfRefusals")
    @DisplayName("A suspended user who is found after a refusal can't continue")
    void suspendedUserCannotContinue(QueryPurpose.LookUpPurpose purpose) {
        var suspended = new OneLoginEvent.UserNotFound(FailureReason.USER_SUSPENDED, purpose);

        var next = machine.on(MfaStates.named("awaiting"), suspended, NOW);

        assertThat(next.state()).isEqualTo(new State.Failed(FailureReason.USER_SUSPENDED, NOW));
    }

    @Test
    @DisplayName("A failed list of other devices leaves the challenge as it is, and the page says so")
    void failedListOfAlternativesKeepsChallenge() {
        var list = new Command.ListDevices(USER, new QueryPurpose.OfferDevices());
        var state = MfaStates.named("awaiting");

        var next = machine.on(state, new OneLoginEvent.CommandFailed(list, FailureReason.UNAVAILABLE), NOW);

        assertThat(next).isEqualTo(Transition.to(state).andNotify(Notice.NOT_SENT));
    }

    @Test
    @DisplayName("A failed check of a refused device leaves the challenge as it is, and the page says so")
    void failedCheckOfRefusedDeviceKeepsChallenge() {
        var list = new Command.ListDevices(USER, new QueryPurpose.RecheckDevice(PHONE));
        var state = MfaStates.named("awaiting");

        var next = machine.on(state, new OneLoginEvent.CommandFailed(list, FailureReason.UNAVAILABLE), NOW);

        assertThat(next).isEqualTo(Transition.to(state).andNotify(Notice.NOT_SENT));
    }
}
