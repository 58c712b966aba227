package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.report.LoginLog;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.LoginOrigin;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.State;

/**
 * Rule for a login in which a link in an e-mail took the place of the password. Access to the mailbox is not enough to
 * prove a factor (S1) or to enroll one (S2).
 */
public record EmailLinkRule(LoginContext login, LoginOrigin origin) {

    /** Returns the settings for this login. */
    public OneLoginConfig restrict(OneLoginConfig config) {
        return origin.isByEmailLink() ? config.restrictedByEmailLink() : config;
    }

    /** Returns whether the required action enrolls no device. A link that names the action is the administrator's decision. */
    public boolean barsEnrollmentAction(OneLoginConfig config) {
        return origin.isByEmailLink()
                && !origin.isEnrollmentNamedByLink()
                && !config.afterEmailLink().allowsEnrollment();
    }

    /** Logs that the rule may be the cause of a new failure. */
    public void log(State before, Outcome outcome) {
        outcome.state()
                .failure()
                .filter(failed -> origin.isByEmailLink() && !failed.equals(before))
                .filter(failed -> failed.reason() == FailureReason.NOT_ENROLLED
                        || failed.reason() == FailureReason.NO_USABLE_DEVICE)
                .ifPresent(failed -> new LoginLog(login).mailboxIsNotEnough());
    }
}
