package dev.mfabridge.onelogin.keycloak.session;

import jakarta.ws.rs.HttpMethod;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.authentication.authenticators.broker.IdpEmailVerificationAuthenticator;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.Constants;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Origin of a login: what began it, and whether the user made the current request on purpose. Any web site can make a
 * browser open an address, and mail scanners open the links of e-mails. Neither can submit a form of the login, since
 * Keycloak accepts the form only with the session code of its page.
 *
 * @param flowPath Keycloak's name for the path of the flow
 */
public record LoginOrigin(AuthenticationSessionModel authSession, HttpRequest request, String flowPath) {
    private static final Pattern LOGIN_FORM = Pattern.compile("(?:^|/)realms/[^/]+/login-actions/");

    public static LoginOrigin of(AuthenticationFlowContext context) {
        return new LoginOrigin(context.getAuthenticationSession(), context.getHttpRequest(), context.getFlowPath());
    }

    public static LoginOrigin of(RequiredActionContext context) {
        return new LoginOrigin(
                context.getAuthenticationSession(), context.getHttpRequest(), LoginActionsService.REQUIRED_ACTION);
    }

    /**
     * Returns whether the request is a form of this login. The start of a login can be a POST as well, of another site
     * or of a SAML application, so the method decides nothing without the path.
     */
    public boolean isForm() {
        return HttpMethod.POST.equals(request.getHttpMethod())
                && request.getUri().getQueryParameters().containsKey(LoginActionsService.SESSION_CODE)
                && LOGIN_FORM.matcher(request.getUri().getPath()).find();
    }

    /**
     * Returns whether the user means to start the required action with this request. Keycloak redirects the browser to
     * the action, so an earlier form is enough, unless an application or a link asks for the action.
     */
    public boolean isActionOnPurpose() {
        if (isStartedByApplication(LoginContext.ENROLLMENT)) {
            return false;
        }
        return isForm()
                || !hasFollowedLink()
                        && authSession.getAuthNote(AuthenticationProcessor.LAST_PROCESSED_EXECUTION) != null;
    }

    /** Returns whether the user or an application started this required action, and no administrator assigned it. */
    public boolean isStartedByApplication(String action) {
        return action.equals(authSession.getClientNote(Constants.KC_ACTION_EXECUTING));
    }

    /**
     * Returns whether access to a mailbox is enough to get here: a link in an e-mail took the place of the password. A link
     * that only verifies the address in the middle of a login doesn't.
     */
    public boolean isByEmailLink() {
        return LoginActionsService.RESET_CREDENTIALS_PATH.equals(flowPath)
                || isPasswordReset()
                || hasFollowedLink() && endsWithoutSession()
                || isConfirmationOfAccount();
    }

    /** Returns whether the link of an administrator names the enrollment as one of its actions. */
    public boolean isEnrollmentNamedByLink() {
        return hasFollowedLink()
                && !isPasswordReset()
                && authSession.getRequiredActions().contains(LoginContext.ENROLLMENT);
    }

    /** Returns whether the login ends with its required actions, and signs no user in. */
    public boolean endsWithoutSession() {
        return authSession.getAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS) != null;
    }

    private boolean hasFollowedLink() {
        return authSession.getAuthNote(DefaultActionTokenKey.ACTION_TOKEN_USER_ID) != null;
    }

    /** Returns whether the login followed the link of a forgotten password, also in its required actions. */
    private boolean isPasswordReset() {
        return Optional.ofNullable(authSession.getAuthNote(AuthenticationManager.INVALIDATE_ACTION_TOKEN))
                .map(DefaultActionTokenKey::from)
                .filter(token -> ResetCredentialsActionToken.TOKEN_TYPE.equals(token.getActionId()))
                .isPresent();
    }

    /** Returns whether a link confirmed the existing account that an identity provider is about to be linked with. */
    private boolean isConfirmationOfAccount() {
        return LoginActionsService.FIRST_BROKER_LOGIN_PATH.equals(flowPath)
                && authSession.getAuthNote(IdpEmailVerificationAuthenticator.VERIFY_ACCOUNT_IDP_USERNAME) != null;
    }
}
