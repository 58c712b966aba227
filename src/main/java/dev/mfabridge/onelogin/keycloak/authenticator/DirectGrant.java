package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.authenticator.KeptGrant.Pending;
import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.login.Bookkeeping;
import dev.mfabridge.onelogin.keycloak.login.Conversations;
import dev.mfabridge.onelogin.keycloak.login.Login;
import dev.mfabridge.onelogin.keycloak.login.LoginEvents;
import dev.mfabridge.onelogin.keycloak.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.removal.Removals;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionSettings;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Conversation;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.State;
import java.time.Duration;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;

/**
 * One request for a token with user name and password (RFC 6749, section 4.3). A factor takes two of them or more: the
 * first is told what was challenged, a later one has the code or asks whether the person has answered. Nobody enrols here.
 * Follows Keycloak's {@code ValidateOTP}.
 */
final class DirectGrant {
    /** For how long tries are counted where nothing expires: those of an authenticator app. */
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(15);

    private final AuthenticationFlowContext context;
    private final Login login;
    private final LoginEvents events;
    private final Bookkeeping books;

    DirectGrant(AuthenticationFlowContext context, Login login) {
        this.context = context;
        this.login = login;
        this.events = new LoginEvents(login);
        this.books = new Bookkeeping(login);
    }

    void goOn() {
        if (login.user() == null) {
            books.misplaced();
            refuse(GrantError.misconfigured());
            return;
        }
        var settings = ExecutionSettings.of(login.session(), context.getAuthenticatorConfig());
        if (settings instanceof SettingsResult.Invalid invalid) {
            books.misconfigured(invalid);
            refuse(GrantError.misconfigured());
            return;
        }
        var lockedOut = AuthenticatorUtils.getDisabledByBruteForceEventError(context, login.user());
        if (lockedOut != null) {
            books.lockedOut(new State.Start(), lockedOut);
            refuse(GrantError.wrongCode());
            return;
        }
        goOn(((SettingsResult.Valid) settings).settings(), new KeptGrant(login));
    }

    private void goOn(Settings settings, KeptGrant kept) {
        var request = new GrantRequest(context.getHttpRequest().getDecodedFormParameters());
        var removals = new Removals(login.session(), login.realm(), login.user());
        var pendingRemovals = new PendingRemovals(login.session(), login.realm(), login.user());
        var pending = kept.read()
                .filter(found -> !found.state().concerns(pendingRemovals.devices()::contains))
                .orElseGet(() -> new Pending(new State.Start(), ""));
        if (request.handle().filter(handle -> !handle.equals(pending.handle())).isPresent()) {
            events.error(Errors.EXPIRED_CODE);
            refuse(GrantError.expired());
            return;
        }
        if (pending.state() instanceof State.Start) {
            removals.perform();
        }
        var known = new Enrolments(login.session(), login.realm(), login.user())
                .devicesIn(settings.account().baseUrl());
        var outcome = advance(conversation(request, settings), request, pending.state(), known);
        var failed = books.note(pending.state(), outcome, settings);
        if (outcome.state() instanceof State.Proven proven) {
            kept.remove();
            books.keep(proven, settings, request.hasCode());
            context.success(OneLoginCredentialModel.TYPE);
            return;
        }
        var next = pending.then(outcome.state());
        kept.write(next, LONGEST_KEPT);
        var error = GrantError.of(next, outcome.notice(), next.isToldTo(request.handle(), pending));
        if (failed) {
            refuse(error);
        } else {
            context.challenge(error.response());
        }
    }

    private Conversation conversation(GrantRequest request, Settings settings) {
        return request.hasCode()
                ? Conversations.withCode(login, settings)
                : Conversations.withoutEnrolment(login, settings);
    }

    private Outcome advance(Conversation conversation, GrantRequest request, State state, List<EnrolledDevice> known) {
        var outcome = conversation.advance(state, request.event(state, known));
        // The code of an app is there before it is asked for, so one request is enough.
        return !(state instanceof State.Awaiting) && request.hasCode() && isAnsweredByAnApp(outcome.state())
                ? conversation.advance(outcome.state(), request.codeEntered())
                : outcome;
    }

    private static boolean isAnsweredByAnApp(State state) {
        return state instanceof State.Awaiting awaiting
                && awaiting.attempt().target().kind().hasApp();
    }

    private void refuse(GrantError error) {
        context.failure(AuthenticationFlowError.INVALID_CREDENTIALS, error.response());
    }
}
