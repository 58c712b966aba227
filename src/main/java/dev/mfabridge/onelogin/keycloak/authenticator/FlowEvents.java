package dev.mfabridge.onelogin.keycloak.authenticator;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.Reason;
import java.util.Locale;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** What Keycloak's events, and its count of failures, are told of a login. */
final class FlowEvents {
    private final AuthenticationFlowContext context;

    FlowEvents(AuthenticationFlowContext context) {
        this.context = context;
    }

    void changed(EventType type, EnrolledDevice device, String credential) {
        context.getEvent()
                .clone()
                .event(type)
                .user(context.getUser())
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .detail(Details.CREDENTIAL_ID, credential)
                .detail("onelogin_factor", device.kind().name())
                .detail("onelogin_device_id", device.id().value())
                .success();
    }

    /** Keycloak drops failures of categories other than its own, so this one is counted under OTP by hand. */
    void countFailure() {
        if (context.getRealm().isBruteForceProtected()) {
            context.getProtector()
                    .failedLogin(
                            context.getRealm(),
                            context.getUser(),
                            context.getConnection(),
                            context.getUriInfo(),
                            Set.of(OTPCredentialModel.TYPE));
        }
    }

    /** What a person's account shows in the events although it is no failure of the person's. */
    void told(Notice notice) {
        switch (notice) {
            case EXPIRED -> error(Errors.EXPIRED_CODE);
            case TOO_SOON, TOO_MANY_MESSAGES -> error(Errors.SLOW_DOWN);
            case CODE_NOT_CHECKED, ANSWER_NOT_CHECKED, NOT_SENT ->
                error(Errors.GENERIC_AUTHENTICATION_ERROR, notice.name().toLowerCase(Locale.ROOT));
            case CODE_NOT_RIGHT, DENIED, CODE_MISSING, NOT_ANSWERED, SENT_AGAIN, NOT_OFFERED, NO_OTHER_WAY -> {}
        }
    }

    void ended(Reason reason) {
        error(
                reason == Reason.TOO_MANY_MESSAGES ? Errors.SLOW_DOWN : Errors.GENERIC_AUTHENTICATION_ERROR,
                reason.name().toLowerCase(Locale.ROOT));
    }

    void error(String error, String reason) {
        context.getEvent().detail(Details.REASON, "onelogin_" + reason);
        error(error);
    }

    void error(String error) {
        if (context.getUser() != null) {
            context.getEvent().user(context.getUser());
        }
        context.getEvent()
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .error(error);
    }
}
