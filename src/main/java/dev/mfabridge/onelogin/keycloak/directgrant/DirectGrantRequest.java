package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.keycloak.login.UserInput;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateVisitor;
import dev.mfabridge.onelogin.mfa.UserEvent;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * Token request with user name and password, and the fields for the factor. The fields for the code are those of Keycloak's {@code
 * ValidateOTP}.
 */
record DirectGrantRequest(MultivaluedMap<String, String> fields) implements UserInput {
    static final String MFA_TOKEN = "mfa_token";
    private static final List<String> CODE = List.of("otp", "totp");
    private static final String RESEND = "resend";

    @Override
    public Event toEvent(State state, List<EnrolledDevice> known) {
        return state.accept(new EventOfState(known));
    }

    @Override
    public boolean hasCode() {
        return CODE.stream().anyMatch(fields::containsKey);
    }

    /**
     * Returns whether the client tries to prove a factor. The first request can have a code already, which is checked
     * once the device is known.
     */
    @Override
    public boolean isProofAttempt(Event event) {
        return event.isProofAttempt() || hasCode();
    }

    /** Returns true: a client has no page to return to, so it always gets the lockout. */
    @Override
    public boolean isAnsweredByLockout(State state, Event event) {
        return true;
    }

    Event codeEntered() {
        return new UserEvent.CodeEntered(OneTimeCode.parse(CODE.stream()
                .filter(fields::containsKey)
                .map(fields::getFirst)
                .findFirst()
                .orElse("")));
    }

    Optional<String> mfaToken() {
        return Optional.ofNullable(fields.getFirst(MFA_TOKEN)).filter(handle -> !handle.isEmpty());
    }

    private boolean isResend() {
        return fields.containsKey(RESEND);
    }

    /**
     * Event of this request in a state. A request without the handle never learns of an out-of-band confirmation: it causes a new
     * challenge (S1).
     */
    private final class EventOfState implements StateVisitor<Event> {
        private final Event opened;
        private final Event restart;

        EventOfState(List<EnrolledDevice> known) {
            this.opened = new UserEvent.PageOpened(known);
            this.restart = new UserEvent.RestartRequested(known);
        }

        @Override
        public Event start(State.Start state) {
            return opened;
        }

        @Override
        public Event choosingFactor(State.ChoosingFactor state) {
            return opened;
        }

        @Override
        public Event choosingDevice(State.ChoosingDevice state) {
            return opened;
        }

        /**
         * Returns the event while a code is awaited. The code of OneLogin Protect can come with the first request,
         * which sends no push. A later request without a code sends a push.
         */
        @Override
        public Event awaitingCode(State.AwaitingCode state) {
            if (hasCode()) {
                return codeEntered();
            }
            var challenge = state.challenge();
            var hasSentNoPush =
                    challenge.isAppCode() && challenge.target().type().isOutOfBand();
            return isResend() || hasSentNoPush ? new UserEvent.ResendRequested() : opened;
        }

        @Override
        public Event awaitingOutOfBand(State.AwaitingOutOfBand state) {
            if (hasCode()) {
                return codeEntered();
            }
            return isResend() || mfaToken().isEmpty() ? new UserEvent.ResendRequested() : new UserEvent.PollRequested();
        }

        /**
         * Returns the event for a closed challenge: a new challenge, unless the client polls the closed one once more
         * with its handle.
         */
        @Override
        public Event challengeClosed(State.ChallengeClosed state) {
            return isResend() || mfaToken().isEmpty() ? new UserEvent.ResendRequested() : opened;
        }

        @Override
        public Event proven(State.Proven state) {
            return opened;
        }

        @Override
        public Event failed(State.Failed state) {
            return restart;
        }
    }
}
