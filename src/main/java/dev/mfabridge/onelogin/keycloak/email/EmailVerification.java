package dev.mfabridge.onelogin.keycloak.email;

import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.settings.UserMapping;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.LoginActionsService;

/**
 * Verification of a user's e-mail address during the login. The mapping by e-mail needs a verified address, and Keycloak's
 * required action verifies an address only after the flow, which needs the OneLogin user. So a user of a realm that
 * verifies addresses verifies the address within the execution, and proves the factor afterwards (S1).
 */
public final class EmailVerification {
    /** Time between two e-mails to a user. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private final LoginContext login;
    private final UserModel user;

    public EmailVerification(LoginContext login) {
        this.login = login;
        this.user = login.user();
    }

    /**
     * Returns whether the user has to verify the address first. In a realm that verifies no addresses, only an
     * administrator can mark the address as verified.
     */
    public boolean isRequired(OneLoginConfig config) {
        return config.userMapping() == UserMapping.EMAIL
                && !user.isEmailVerified()
                && user.getEmail() != null
                && !user.getEmail().isBlank()
                && canVerify();
    }

    private boolean canVerify() {
        var isVerifying = login.realm().isVerifyEmail()
                || user.getRequiredActionsStream().anyMatch(UserModel.RequiredAction.VERIFY_EMAIL.name()::equals);
        return isVerifying && !login.realm().getSmtpConfig().isEmpty();
    }

    /**
     * Sends the e-mail with the link, unless an e-mail was sent less than a minute ago.
     *
     * @return false if the e-mail can't be sent
     */
    public boolean send() {
        var key = String.join(".", "onelogin-mfa.email", login.realm().getId(), user.getId());
        if (!login.session().singleUseObjects().putIfAbsent(key, PAUSE.toSeconds())) {
            return true;
        }
        var event = login.event()
                .clone()
                .event(EventType.SEND_VERIFY_EMAIL)
                .user(user)
                .detail(Details.EMAIL, user.getEmail());
        var lifespan = login.realm().getActionTokenGeneratedByUserLifespan(EmailVerificationToken.TYPE);
        try {
            login.session()
                    .getProvider(EmailTemplateProvider.class)
                    .setAuthenticationSession(login.authSession())
                    .setRealm(login.realm())
                    .setUser(user)
                    .sendVerifyEmail(
                            link(lifespan), Duration.ofSeconds(lifespan).toMinutes());
        } catch (EmailException e) {
            event.error(Errors.EMAIL_SEND_FAILED);
            LOG.warnf(
                    "OneLogin MFA, realm %s, user %s: the e-mail that verifies the user's address was not sent. Check the"
                            + " e-mail settings of the realm.",
                    login.realm().getName(), user.getId());
            login.session().singleUseObjects().remove(key);
            return false;
        }
        event.success();
        return true;
    }

    /**
     * Returns the link. Its token names no authentication session, and the link names no tab. In any browser, the link
     * starts a session of its own, which ends without a login.
     */
    private String link(int lifespan) {
        var uri = login.session().getContext().getUri();
        var token = new EmailVerificationToken(
                user.getId(),
                user.getEmail(),
                Time.currentTime() + lifespan,
                login.authSession().getClient().getClientId());
        return LoginActionsService.actionTokenProcessor(uri)
                .queryParam("key", token.serialize(login.session(), login.realm(), uri))
                .build(login.realm().getName())
                .toString();
    }
}
