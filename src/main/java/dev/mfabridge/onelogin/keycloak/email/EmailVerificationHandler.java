package dev.mfabridge.onelogin.keycloak.email;

import dev.mfabridge.onelogin.keycloak.compat.SupportedFactory;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.keycloak.TokenVerifier.Predicate;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.actiontoken.AbstractActionTokenHandler;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.TokenUtils;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionCompoundId;

/**
 * Handler of the link that verifies an e-mail address. Unlike the link of Keycloak's own required action, this link
 * never continues a login and never starts a required action. The user has not proven the factor yet, so a reader of the
 * mail gains nothing but a verified address (S1). Follows Keycloak's {@code VerifyEmailActionTokenHandler}.
 */
public final class EmailVerificationHandler extends AbstractActionTokenHandler<EmailVerificationToken>
        implements SupportedFactory {

    public EmailVerificationHandler() {
        super(
                EmailVerificationToken.TYPE,
                EmailVerificationToken.class,
                Messages.STALE_VERIFY_EMAIL_LINK,
                EventType.VERIFY_EMAIL,
                Errors.INVALID_TOKEN);
    }

    /** Returns the checks that the link has a known format, and that the user still has the address to which it was sent. */
    @Override
    public Predicate<? super EmailVerificationToken>[] getVerifiers(
            ActionTokenContext<EmailVerificationToken> context) {
        return TokenUtils.predicates(
                TokenUtils.checkThat(
                        EmailVerificationToken::hasKnownFormat, Errors.INVALID_TOKEN, getDefaultErrorMessage()),
                TokenUtils.checkThat(
                        token -> Objects.equals(token.getEmail(), user(context).getEmail()),
                        Errors.INVALID_EMAIL,
                        getDefaultErrorMessage()));
    }

    /** Asks for a confirmation, since a mail scanner may have opened the link, and verifies the address after it. */
    @Override
    public Response handleToken(EmailVerificationToken token, ActionTokenContext<EmailVerificationToken> context) {
        return context.isAuthenticationSessionFresh() ? askForConfirmation(token, context) : verify(context);
    }

    private static Response askForConfirmation(
            EmailVerificationToken token, ActionTokenContext<EmailVerificationToken> context) {
        var session = context.getSession();
        var login = context.getAuthenticationSession();
        token.setCompoundAuthenticationSessionId(
                AuthenticationSessionCompoundId.fromAuthSession(login).getEncodedId());
        var link = Urls.actionTokenBuilder(
                        context.getUriInfo().getBaseUri(),
                        token.serialize(session, context.getRealm(), context.getUriInfo()),
                        login.getClient().getClientId(),
                        login.getTabId(),
                        AuthenticationProcessor.getClientData(session, login))
                .build(context.getRealm().getName());
        return page(context)
                .setSuccess("oneloginEmailLinkOpened", token.getEmail())
                .setAttribute(Constants.TEMPLATE_ATTR_ACTION_URI, link.toString())
                .createInfoPage();
    }

    private static Response verify(ActionTokenContext<EmailVerificationToken> context) {
        var user = user(context);
        user.setEmailVerified(true);
        user.removeRequiredAction(UserModel.RequiredAction.VERIFY_EMAIL);
        context.getEvent()
                .event(EventType.VERIFY_EMAIL)
                .user(user)
                .detail(Details.EMAIL, user.getEmail())
                .success();
        var response = page(context).setSuccess("oneloginEmailVerified").createInfoPage();
        // The login that sent the e-mail continues in its own page.
        new AuthenticationSessionManager(context.getSession())
                .removeAuthenticationSession(context.getRealm(), context.getAuthenticationSession(), false);
        return response;
    }

    private static LoginFormsProvider page(ActionTokenContext<EmailVerificationToken> context) {
        var form = context.getSession().getProvider(LoginFormsProvider.class);
        return form.setAuthenticationSession(context.getAuthenticationSession())
                .setUser(user(context))
                .setAttribute("messageHeader", "oneloginEmailTitle");
    }

    private static UserModel user(ActionTokenContext<EmailVerificationToken> context) {
        return context.getAuthenticationSession().getAuthenticatedUser();
    }
}
