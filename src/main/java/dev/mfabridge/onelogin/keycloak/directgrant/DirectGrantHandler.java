package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.credential.removal.DeviceRemovalService;
import dev.mfabridge.onelogin.keycloak.credential.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.directgrant.DirectGrantStateStore.PendingGrant;
import dev.mfabridge.onelogin.keycloak.login.ConversationFactory;
import dev.mfabridge.onelogin.keycloak.report.LoginEvents;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionConfigs;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
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
public final class DirectGrantHandler {
    /** For how long tries are counted where nothing expires: those of an authenticator app. */
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(15);

    private final AuthenticationFlowContext context;
    private final LoginContext login;
    private final LoginEvents events;
    private final LoginRecorder books;

    public DirectGrantHandler(AuthenticationFlowContext context, LoginContext login) {
        this.context = context;
        this.login = login;
        this.events = new LoginEvents(login);
        this.books = new LoginRecorder(login);
    }

    public void goOn() {
        if (login.user() == null) {
            books.misplaced();
            refuse(DirectGrantError.misconfigured());
            return;
        }
        var settings = ExecutionConfigs.of(login.session(), context.getAuthenticatorConfig());
        if (settings instanceof ConfigResult.Invalid invalid) {
            books.misconfigured(invalid);
            refuse(DirectGrantError.misconfigured());
            return;
        }
        var lockedOut = AuthenticatorUtils.getDisabledByBruteForceEventError(context, login.user());
        if (lockedOut != null) {
            books.lockedOut(new State.Start(), lockedOut);
            refuse(DirectGrantError.wrongCode());
            return;
        }
        goOn(((ConfigResult.Valid) settings).settings(), new DirectGrantStateStore(login));
    }

    private void goOn(OneLoginConfig settings, DirectGrantStateStore kept) {
        var request = new DirectGrantRequest(context.getHttpRequest().getDecodedFormParameters());
        var removals = new DeviceRemovalService(login.session(), login.realm(), login.user());
        var pendingRemovals = new PendingRemovals(login.session(), login.realm(), login.user());
        var pending = kept.read()
                .filter(found -> !found.state().concerns(pendingRemovals.devices()::contains))
                .orElseGet(() -> new PendingGrant(new State.Start(), ""));
        if (request.handle().filter(handle -> !handle.equals(pending.handle())).isPresent()) {
            events.error(Errors.EXPIRED_CODE);
            refuse(DirectGrantError.expired());
            return;
        }
        if (pending.state() instanceof State.Start) {
            removals.perform();
        }
        var known = new DeviceCredentials(login.session(), login.realm(), login.user())
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
        var error = DirectGrantError.of(next, outcome.notice(), next.isToldTo(request.handle(), pending));
        if (failed) {
            refuse(error);
        } else {
            context.challenge(error.response());
        }
    }

    private Conversation conversation(DirectGrantRequest request, OneLoginConfig settings) {
        return request.hasCode()
                ? ConversationFactory.withCode(login, settings)
                : ConversationFactory.withoutEnrolment(login, settings);
    }

    private Outcome advance(
            Conversation conversation, DirectGrantRequest request, State state, List<EnrolledDevice> known) {
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

    private void refuse(DirectGrantError error) {
        context.failure(AuthenticationFlowError.INVALID_CREDENTIALS, error.response());
    }
}
