package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.report.LoginLog;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.StateStore;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Rule for a login whose state another version of this extension wrote. Until the cool-down of its last message ends, the
 * login sends no message (S4), and the state stays for a node of that version.
 */
record PausedLogin(LoginContext login, StateStore store) {

    /** Returns the outcome, or that of a login that waits. */
    Outcome orElse(Supplier<Outcome> outcome) {
        return store.pausedUntil().map(this::paused).orElseGet(outcome);
    }

    private Outcome paused(Instant until) {
        new LoginLog(login).waitsForOtherVersion(until);
        return new Outcome(new State.Failed(FailureReason.TOO_MANY_MESSAGES, until), Optional.empty(), List.of());
    }
}
