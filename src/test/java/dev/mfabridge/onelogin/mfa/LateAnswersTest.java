package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of OneLogin that no state waits for any more, such as that of another request of the same login (S1). */
class LateAnswersTest {

    static Stream<Event> lateAnswers() {
        var token = new QueryPurpose.RecheckTemporaryToken(Verdict.WRONG);
        return Stream.of(
                new OneLoginEvent.DevicesListed(USER, List.of(), true, token),
                failed(new Command.ListDevices(USER, token)),
                failed(new Command.LookUpUser(USER, new QueryPurpose.RecheckDevice(PHONE))),
                failed(new Command.ListDevices(USER, new QueryPurpose.RecheckDevice(PHONE))),
                failed(new Command.LookUpUser(USER, new QueryPurpose.ExplainRefusal())),
                failed(new Command.LookUpUser(USER, new QueryPurpose.ExplainForbidden())));
    }

    private static Event failed(Command command) {
        return new OneLoginEvent.CommandFailed(command, FailureReason.UNAVAILABLE);
    }

    @ParameterizedTest
    @MethodSource("lateAnswers")
    @DisplayName("A late answer changes nothing after the proof (S1)")
    void lateAnswerChangesNothingAfterProof(Event answer) {
        var proven = new State.Proven(PHONE, false);

        assertThat(new MfaStateMachine(POLICY).on(proven, answer, NOW)).isEqualTo(Transition.to(proven));
    }
}
