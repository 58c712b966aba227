package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.APP;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.LATER;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.OneTimeCode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Traits of the commands that the limits, the metrics and the log depend on (S3, S4). */
class CommandTest {
    private static final Challenge CHALLENGE = MfaFixtures.challenge(PHONE, LATER, LATER);
    private static final Command CHECK = new Command.VerifyCode(CHALLENGE, new OneTimeCode("012345"));
    private static final Command POLL = new Command.PollChallenge(CHALLENGE);
    private static final Command LOOKUP = new Command.LookUpUser(USER, new QueryPurpose.SelectDevice(List.of()));

    @Test
    @DisplayName("A command has a target of a message only if OneLogin sends one (S4)")
    void onlyMessageHasTarget() {
        assertThat(new Command.StartVerification(PHONE, POLICY.codeLifetime(), false).messageTarget())
                .contains(PHONE);
        assertThat(MfaFixtures.REGISTER.messageTarget()).contains(MfaFixtures.SMS);
        assertThat(new Command.StartVerification(APP, POLICY.codeLifetime(), false).messageTarget())
                .isEmpty();
        assertThat(POLL.messageTarget()).isEmpty();
    }

    @Test
    @DisplayName("A command has a pending challenge only if it can prove it (S3)")
    void onlyProofHasPendingChallenge() {
        assertThat(CHECK.pendingChallenge()).contains(CHALLENGE);
        assertThat(POLL.pendingChallenge()).contains(CHALLENGE);
        assertThat(LOOKUP.pendingChallenge()).isEmpty();
    }

    @Test
    @DisplayName("A command looks up a stored user only by an id")
    void onlyLookUpByIdHasStoredUser() {
        assertThat(LOOKUP.storedUser()).contains(USER);
        assertThat(new Command.FindUser().storedUser()).isEmpty();
    }

    @Test
    @DisplayName("Only the query for the status of a challenge is a poll (S4)")
    void onlyStatusQueryPolls() {
        assertThat(POLL.polls()).isTrue();
        assertThat(CHECK.polls()).isFalse();
    }
}
