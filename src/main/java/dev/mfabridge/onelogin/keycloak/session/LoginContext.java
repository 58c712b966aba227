package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/**
 * Context of a login that requires a OneLogin factor: the common part of Keycloak's contexts of executions and required
 * actions.
 *
 * @param user the user, or null if no user is identified yet
 * @param authSession the authentication session, of the browser's tab or of one request for a token
 * @param executionId the id of the execution, or of the required action
 */
public record LoginContext(
        KeycloakSession session,
        RealmModel realm,
        UserModel user,
        AuthenticationSessionModel authSession,
        String executionId,
        EventBuilder event) {

    /** Execution id of the required action. */
    public static final String ENROLLMENT = ProviderIds.ENROLLMENT_ACTION;

    public static LoginContext of(RequiredActionContext context) {
        return new LoginContext(
                context.getSession(),
                context.getRealm(),
                context.getUser(),
                context.getAuthenticationSession(),
                ENROLLMENT,
                context.getEvent());
    }

    /**
     * Returns the context of a request outside a flow, such as the poll of a waiting page.
     *
     * @param place the id of the execution, or of the required action
     */
    public static LoginContext of(KeycloakSession session, AuthenticationSessionModel authentication, String place) {
        var realm = session.getContext().getRealm();
        return new LoginContext(
                session,
                realm,
                authentication.getAuthenticatedUser(),
                authentication,
                place,
                new EventBuilder(realm, session));
    }

    /**
     * Returns whether the login had a user: this execution has shown a page before, or an execution before this one has
     * succeeded. Without a user now, that user was removed from Keycloak in the meantime.
     */
    public boolean hadUser() {
        return AuthSessionStateStore.hasState(authSession, executionId)
                || authSession.getExecutionStatus().containsValue(ExecutionStatus.SUCCESS);
    }

    /**
     * Returns whether the user is signed in already: in a required action, at a re-authentication, or at a step-up, which
     * asks for no password. Keycloak takes the levels of authentication over from the session.
     */
    public boolean isOfSignedInUser() {
        return ENROLLMENT.equals(executionId)
                || AuthenticatorUtil.isForcedReauthentication(authSession)
                || authSession.getAuthNote(Constants.LOA_MAP) != null
                        && !AuthenticatorUtil.isPasswordValidated(authSession);
    }

    public static LoginContext of(AuthenticationFlowContext context) {
        return new LoginContext(
                context.getSession(),
                context.getRealm(),
                context.getUser(),
                context.getAuthenticationSession(),
                context.getExecution().getId(),
                context.getEvent());
    }
}
