package dev.mfabridge.onelogin.mfa;

import java.util.List;
import java.util.Optional;

/**
 * What follows from an event: the next state, and the one thing to ask OneLogin or to tell the person.
 *
 * @param state the next state
 * @param call what to ask OneLogin before the person sees anything; its answer is the next event
 * @param notice what to tell the person
 * @param gone devices that are no longer there in OneLogin, to be forgotten
 */
public record Step(State state, Optional<Call> call, Optional<Notice> notice, List<EnrolledDevice> gone) {
    public Step {
        gone = List.copyOf(gone);
    }

    static Step to(State state) {
        return new Step(state, Optional.empty(), Optional.empty(), List.of());
    }

    static Step ask(State state, Call call) {
        return new Step(state, Optional.of(call), Optional.empty(), List.of());
    }

    static Step tell(State state, Notice notice) {
        return new Step(state, Optional.empty(), Optional.of(notice), List.of());
    }

    Step forgetting(List<EnrolledDevice> devices) {
        return new Step(state, call, notice, devices);
    }
}
