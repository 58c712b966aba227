package dev.mfabridge.onelogin.keycloak.directgrant;

import dev.mfabridge.onelogin.keycloak.compat.ProvenCredentials;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.login.ConversationFactory;
import dev.mfabridge.onelogin.keycloak.login.MfaRound;
import dev.mfabridge.onelogin.keycloak.report.LoginEvents;
import dev.mfabridge.onelogin.keycloak.report.LoginRecorder;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionConfigs;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;

/**
 * Handler of one token request with user name and password (RFC 6749, section 4.3). A factor takes two requests or more: the response
 * to the first one names the challenge, a later one has the code or polls the out-of-band confirmation. Users can't enroll here.
 * Follows Keycloak's {@code ValidateOTP}.
 */
public final class DirectGrantHandler {
    private final AuthenticationFlowContext context;
    private final LoginContext login;
    private final LoginRecorder recorder;

    public DirectGrantHandler(AuthenticationFlowContext context, LoginContext login) {
        this.context = context;
        this.login = login;
        this.recorder = new LoginRecorder(login);
    }

    public void handle() {
        if (login.user() == null) {
            recorder.noUser();
            reject(LoginResult.NO_USER);
            return;
        }
        var result = ExecutionConfigs.of(login.session(), context.getAuthenticatorConfig());
        result.invalid().ifPresent(this::misconfigured);
        result.config().ifPresent(this::handle);
    }

    private void misconfigured(ConfigResult.Invalid invalid) {
        recorder.misconfigured(invalid);
        reject(LoginResult.MISCONFIGURED);
    }

    private void handle(OneLoginConfig config) {
        var request = new DirectGrantRequest(context.getHttpRequest().getDecodedFormParameters());
        var store = new DirectGrantStateStore(login);
        var round = new MfaRound(login, config, store, request, false);
        var lockout = round.begin();
        if (lockout.isPresent()) {
            reject(LoginResult.ofLockout(lockout.get().error()));
            return;
        }
        if (request.mfaToken()
                .filter(handle -> store.pausedUntil().isEmpty() && !store.isTokenOf(round.state(), handle))
                .isPresent()) {
            new LoginEvents(login).record(LoginResult.UNKNOWN_MFA_TOKEN);
            reject(LoginResult.UNKNOWN_MFA_TOKEN);
            return;
        }
        var conversations = new ConversationFactory(login, config);
        var conversation = request.hasCode() ? conversations.withCode() : conversations.withoutEnrollment();
        var outcome = round.advance((state, event) -> advance(conversation, request, state, event));
        var isFailedAttempt = round.record(outcome);
        if (outcome.state().proof().isPresent()) {
            ProvenCredentials.succeed(context, OneLoginCredentialModel.TYPE);
            return;
        }
        var error = DirectGrantError.of(
                outcome.state(), outcome.notice(), store.mfaToken(), store.isVisibleTo(request.mfaToken()));
        if (isFailedAttempt) {
            reject(error);
        } else {
            context.challenge(error.response());
        }
    }

    /** Advances the conversation. A code of an app can come before the challenge, so one request is enough. */
    private static Outcome advance(Conversation conversation, DirectGrantRequest request, State state, Event event) {
        var outcome = conversation.advance(state, event);
        var isCodeOfApp = state.pending().isEmpty()
                && request.hasCode()
                && outcome.state()
                        .pending()
                        .filter(awaiting -> awaiting.challenge().target().type().hasApp())
                        .isPresent();
        return isCodeOfApp
                ? conversation.advance(outcome.state(), request.codeEntered()).after(outcome)
                : outcome;
    }

    private void reject(LoginResult result) {
        reject(DirectGrantError.of(result));
    }

    private void reject(DirectGrantError error) {
        context.failure(AuthenticationFlowError.INVALID_CREDENTIALS, error.response());
    }
}
