package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.credential.removal.DeviceRemovalService;
import dev.mfabridge.onelogin.keycloak.credential.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.directgrant.DirectGrantStateStore.PendingGrant;
import dev.mfabridge.onelogin.keycloak.login.ConversationFactory;
import dev.mfabridge.onelogin.keycloak.report.LoginEvents;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
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

/**
 * One request for a token with user name and password (RFC 6749, section 4.3). A factor takes two of them or more: the
 * first is told what was challenged, a later one has the code or asks whether the person has answered. Nobody enrols here.
 * Follows Keycloak's {@code ValidateOTP}.
 */
public final class DirectGrantHandler {
    /** For how long tries are counted where nothing expires: those of an authenticator app. */
    private static final Duration MAX_STATE_LIFETIME = Duration.ofMinutes(15);

    private final AuthenticationFlowContext context;
    private final LoginContext login;
    private final LoginEvents events;
    private final LoginRecorder recorder;

    public DirectGrantHandler(AuthenticationFlowContext context, LoginContext login) {
        this.context = context;
        this.login = login;
        this.events = new LoginEvents(login);
        this.recorder = new LoginRecorder(login);
    }

    public void handle() {
        if (login.user() == null) {
            recorder.noUser();
            reject(DirectGrantError.of(LoginResult.NO_USER));
            return;
        }
        var settings = ExecutionConfigs.of(login.session(), context.getAuthenticatorConfig());
        if (settings instanceof ConfigResult.Invalid invalid) {
            recorder.misconfigured(invalid);
            reject(DirectGrantError.of(LoginResult.MISCONFIGURED));
            return;
        }
        var lockedOut = AuthenticatorUtils.getDisabledByBruteForceEventError(context, login.user());
        if (lockedOut != null) {
            recorder.lockedOut(new State.Start(), lockedOut);
            reject(DirectGrantError.of(LoginResult.ofLockout(lockedOut)));
            return;
        }
        handle(((ConfigResult.Valid) settings).config(), new DirectGrantStateStore(login));
    }

    private void handle(OneLoginConfig config, DirectGrantStateStore store) {
        var request = new DirectGrantRequest(context.getHttpRequest().getDecodedFormParameters());
        var removals = new DeviceRemovalService(login.session(), login.realm(), login.user());
        var pendingRemovals = new PendingRemovals(login.session(), login.realm(), login.user());
        var pending = store.load()
                .filter(found -> !found.state().involvesDevice(pendingRemovals.devices()::contains))
                .orElseGet(() -> new PendingGrant(new State.Start(), ""));
        if (request.handle().filter(handle -> !handle.equals(pending.handle())).isPresent()) {
            events.record(LoginResult.UNKNOWN_MFA_TOKEN);
            reject(DirectGrantError.of(LoginResult.UNKNOWN_MFA_TOKEN));
            return;
        }
        if (pending.state() instanceof State.Start) {
            removals.removePending();
        }
        var known = new DeviceCredentials(login.session(), login.realm(), login.user())
                .devicesIn(config.account().baseUrl());
        var outcome = advance(conversation(request, config), request, pending.state(), known);
        var failed = recorder.record(pending.state(), outcome, config);
        if (outcome.state() instanceof State.Proven proven) {
            store.clear();
            recorder.recordProof(proven, config, request.hasCode());
            context.success(OneLoginCredentialModel.TYPE);
            return;
        }
        var next = pending.next(outcome.state());
        store.save(next, MAX_STATE_LIFETIME);
        var error = DirectGrantError.of(next, outcome.notice(), next.isVisibleTo(request.handle(), pending));
        if (failed) {
            reject(error);
        } else {
            context.challenge(error.response());
        }
    }

    private Conversation conversation(DirectGrantRequest request, OneLoginConfig config) {
        return request.hasCode()
                ? ConversationFactory.withCode(login, config)
                : ConversationFactory.withoutEnrollment(login, config);
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
                && awaiting.challenge().target().type().hasApp();
    }

    private void reject(DirectGrantError error) {
        context.failure(AuthenticationFlowError.INVALID_CREDENTIALS, error.response());
    }
}
