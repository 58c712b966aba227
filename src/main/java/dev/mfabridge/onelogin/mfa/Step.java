package dev.mfabridge.onelogin.mfa;

import java.util.Optional;

/**
 * What follows from an event: the next state, and the one thing to ask OneLogin or to tell the person.
 *
 * @param state the next state
 * @param call what to ask OneLogin before the person sees anything; its answer is the next event
 * @param notice what to tell the person
 */
public record Step(State state, Optional<Call> call, Optional<Notice> notice) {

    static Step to(State state) {
        return new Step(state, Optional.empty(), Optional.empty());
    }

    static Step ask(State state, Call call) {
        return new Step(state, Optional.of(call), Optional.empty());
    }

    static Step tell(State state, Notice notice) {
        return new Step(state, Optional.empty(), Optional.of(notice));
    }
}
