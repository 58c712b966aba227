package dev.mfabridge.onelogin.keycloak.directgrant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.Label;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.UserEvent;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests of the events that a token request stands for. */
class DirectGrantRequestTest {
    private static final State START = new State.Start();
    private static final State CODE = new State.AwaitingCode(challenge(FactorType.SMS, "1"));
    private static final State PUSH = new State.AwaitingOutOfBand(challenge(FactorType.PROTECT, "1"), true);
    private static final State PUSH_NOT_SENT = new State.AwaitingCode(challenge(FactorType.PROTECT, null));
    private static final State CLOSED =
            new State.ChallengeClosed(challenge(FactorType.PROTECT, "1"), State.ChallengeClosed.CloseReason.EXPIRED);
    private static final State FAILED = new State.Failed(FailureReason.UNAVAILABLE, Instant.EPOCH);

    @Test
    @DisplayName("A request without a code or a token starts the login, repeats the challenge or starts over")
    void plainRequest() {
        assertThat(event(START)).isEqualTo(opened());
        assertThat(event(CODE)).isEqualTo(opened());
        assertThat(event(CLOSED)).isEqualTo(new UserEvent.ResendRequested());
        assertThat(event(FAILED)).isEqualTo(new UserEvent.RestartRequested(List.of()));
    }

    @Test
    @DisplayName(
            "A client without the token never learns of an out-of-band confirmation: it gets another challenge (S6)")
    void confirmationNeedsToken() {
        assertThat(event(PUSH)).isEqualTo(new UserEvent.ResendRequested());
        assertThat(event(PUSH, "mfa_token", "7d1c")).isEqualTo(new UserEvent.PollRequested());
        assertThat(event(CLOSED, "mfa_token", "7d1c")).isEqualTo(opened());
    }

    @Test
    @DisplayName("A request without a code gets the push that an earlier request with a code made needless")
    void pushFollowsRequestWithoutCode() {
        assertThat(event(PUSH_NOT_SENT)).isEqualTo(new UserEvent.ResendRequested());
    }

    @Test
    @DisplayName("A code is entered for a pending challenge, by either field of Keycloak's own OTP")
    void codeIsEnteredForPendingChallenge() {
        assertThat(event(CODE, "otp", "012345")).isInstanceOf(UserEvent.CodeEntered.class);
        assertThat(event(PUSH, "totp", "012345")).isInstanceOf(UserEvent.CodeEntered.class);
    }

    @Test
    @DisplayName("A resend is a request for another message, whatever is pending")
    void resendRequestsAnotherMessage() {
        for (var state : List.of(CODE, PUSH, CLOSED)) {
            assertThat(event(state, "resend", "true")).isEqualTo(new UserEvent.ResendRequested());
        }
    }

    @Test
    @DisplayName("A first request with a code is a proof attempt, which waits for other requests of the user (S3)")
    void firstRequestWithCodeIsProofAttempt() {
        assertThat(request().isProofAttempt(opened())).isFalse();
        assertThat(request("otp", "012345").isProofAttempt(opened())).isTrue();
    }

    @Test
    @DisplayName("A lockout is the response to every request, since a client has no page to return to (S3)")
    void lockoutAnswersEveryRequest() {
        for (var state : List.of(START, CODE, PUSH, CLOSED, FAILED)) {
            assertThat(request().isAnsweredByLockout(state, event(state))).isTrue();
        }
    }

    private static UserEvent opened() {
        return new UserEvent.PageOpened(List.of());
    }

    private static Event event(State state, String... field) {
        return request(field).toEvent(state, List.of());
    }

    private static DirectGrantRequest request(String... field) {
        return new DirectGrantRequest(
                new MultivaluedHashMap<>(field.length == 0 ? Map.of() : Map.of(field[0], field[1])));
    }

    private static Challenge challenge(FactorType type, String id) {
        var device = new EnrolledDevice(new OneLoginId("1"), new OneLoginId("2"), type, new Label(type.name()));
        var now = Instant.EPOCH;
        return new Challenge(
                device, id == null ? null : new OneLoginId(id), null, List.of(), FactorData.NONE, now, now, now, 10);
    }
}
