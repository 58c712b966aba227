package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.State;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * What a request for a token says beside user name and password. The names of the code are those of Keycloak's {@code
 * ValidateOTP}.
 */
record DirectGrantRequest(MultivaluedMap<String, String> fields) {
    static final String HANDLE = "mfa_token";
    private static final List<String> CODE = List.of("otp", "totp");
    private static final String RESEND = "resend";

    boolean hasCode() {
        return CODE.stream().anyMatch(fields::containsKey);
    }

    Event codeEntered() {
        return new Event.CodeEntered(OneTimeCode.parse(CODE.stream()
                .filter(fields::containsKey)
                .map(fields::getFirst)
                .findFirst()
                .orElse("")));
    }

    Optional<String> handle() {
        return Optional.ofNullable(fields.getFirst(HANDLE)).filter(handle -> !handle.isEmpty());
    }

    /**
     * What is over begins again, unless the one who was told of it asks once more what became of it.
     *
     * @param known the devices that Keycloak holds credentials for
     */
    Event event(State state, List<EnrolledDevice> known) {
        if (state instanceof State.Awaiting awaiting) {
            return event(awaiting, known);
        }
        if (state instanceof State.Failed) {
            return new Event.RestartRequested(known);
        }
        return state instanceof State.ChallengeClosed && (handle().isEmpty() || isResend())
                ? new Event.ResendRequested()
                : new Event.PageOpened(known);
    }

    /** Whoever has no handle never learns that somebody answered a push, a call or a link: one is sent for them. */
    private Event event(State.Awaiting state, List<EnrolledDevice> known) {
        if (hasCode()) {
            return codeEntered();
        }
        if (isResend() || state instanceof State.AwaitingOutOfBand && handle().isEmpty() || hasSentNoPush(state)) {
            return new Event.ResendRequested();
        }
        return state instanceof State.AwaitingOutOfBand ? new Event.PollRequested() : new Event.PageOpened(known);
    }

    /** The code of OneLogin Protect came with the first request, so that none was sent; without one, a push is. */
    private static boolean hasSentNoPush(State.Awaiting state) {
        return state.challenge().id() == null && state.challenge().target().type() == FactorType.PROTECT;
    }

    private boolean isResend() {
        return fields.containsKey(RESEND);
    }
}
