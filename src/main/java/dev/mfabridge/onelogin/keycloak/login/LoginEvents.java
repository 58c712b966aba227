package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.Reason;
import java.util.Locale;
import java.util.Set;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

/** What Keycloak's events, and its count of failures, are told of a login. */
public final class LoginEvents {
    private final Login login;

    public LoginEvents(Login login) {
        this.login = login;
    }

    void changed(EventType type, EnrolledDevice device, String credential) {
        login.event()
                .clone()
                .event(type)
                .user(login.user())
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .detail(Details.CREDENTIAL_ID, credential)
                .detail("onelogin_factor", device.kind().name())
                .detail("onelogin_device_id", device.id().value())
                .success();
    }

    /** Keycloak drops failures of categories other than its own, so this one is counted under OTP by hand. */
    void countFailure() {
        if (login.realm().isBruteForceProtected()) {
            var request = login.session().getContext();
            login.session()
                    .getProvider(BruteForceProtector.class)
                    .failedLogin(
                            login.realm(),
                            login.user(),
                            request.getConnection(),
                            request.getUri(),
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

    public void error(String error, String reason) {
        login.event().detail(Details.REASON, "onelogin_" + reason);
        error(error);
    }

    public void error(String error) {
        if (login.user() != null) {
            login.event().user(login.user());
        }
        login.event()
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .error(error);
    }
}
