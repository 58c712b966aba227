package dev.mfabridge.onelogin.keycloak.report;

import dev.mfabridge.onelogin.keycloak.compat.FailedAttempts;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.Target;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** Reports of a login to Keycloak's events and to its brute-force protection. */
public final class LoginEvents {
    /** Beginning of the reasons of all events. */
    private static final String PREFIX = "onelogin_";

    private static final String FACTOR = "onelogin_factor";
    private static final String DEVICE = "onelogin_device_id";
    private static final String CHALLENGED = "onelogin-mfa.challenged";

    private final LoginContext login;

    public LoginEvents(LoginContext login) {
        this.login = login;
    }

    /**
     * Adds the factor, the device and all challenges of the login to the event of this request, and sends an event of a new
     * message.
     */
    void addDetails(State before, State state) {
        var event = login.event();
        state.proof().ifPresent(proof -> addDetails(event, proof.device()));
        state.withChallenge()
                .ifPresent(found -> addDetails(event, found.challenge().target()));
        state.pending()
                .map(State.Awaiting::challenge)
                .filter(challenge -> !isSame(before, challenge))
                .ifPresent(challenge -> recordChallenge(challenge.target()));
        Optional.ofNullable(login.authSession().getAuthNote(CHALLENGED))
                .ifPresent(factors -> event.detail("onelogin_challenged", factors));
    }

    /** Stores the factor type for the events of later requests, in which the login may end. */
    private void recordChallenge(Target target) {
        var factor = target.type().name();
        var earlier = login.authSession().getAuthNote(CHALLENGED);
        login.authSession().setAuthNote(CHALLENGED, earlier == null ? factor : earlier + " " + factor);
        if (target.type().sendsMessage()) {
            recordMessage(target);
        }
    }

    private void recordMessage(Target target) {
        emit(addDetails(newCustomEvent(), target), PREFIX + "challenge_sent");
    }

    /** Returns an event of the type that Keycloak has for the events of extensions. */
    private EventBuilder newCustomEvent() {
        return login.event().clone().event(EventType.CUSTOM_REQUIRED_ACTION).user(login.user());
    }

    private static void emit(EventBuilder event, String reason) {
        event.detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .detail(Details.REASON, reason)
                .success();
    }

    private static boolean isSame(State before, Challenge challenge) {
        return before.currentChallenge()
                .filter(earlier -> earlier.startedAt().equals(challenge.startedAt()))
                .isPresent();
    }

    private static EventBuilder addDetails(EventBuilder event, Target target) {
        target.enrolledDevice()
                .ifPresent(device -> event.detail(DEVICE, device.id().value()));
        return event.detail(FACTOR, target.type().name());
    }

    /**
     * Sends an event about a credential.
     *
     * @param reason the reason without its prefix
     */
    void recordCredentialChange(EventType type, EnrolledDevice device, String credential, String reason) {
        addDetails(login.event().clone().event(type).user(login.user()), device)
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .detail(Details.CREDENTIAL_ID, credential)
                .detail(Details.REASON, PREFIX + reason)
                .success();
    }

    /** Counts a failed attempt as an OTP failure, since Keycloak ignores failures of categories that it doesn't know. */
    void countFailure() {
        FailedAttempts.count(
                login.session(),
                login.realm(),
                login.user(),
                OTPCredentialModel.TYPE,
                !LoginContext.ENROLLMENT.equals(login.executionId()));
    }

    /**
     * Sends the event of a result, if the result has one. A login that continues without a proof has an event of its own,
     * since Keycloak drops the details of the login's event if a required action follows.
     */
    public void record(LoginResult result) {
        if (result.eventError().isPresent()) {
            var event = login.event().clone();
            result.eventReason().ifPresent(reason -> event.detail(Details.REASON, reason));
            error(event, result.eventError().get());
        } else {
            result.eventReason().ifPresent(reason -> emit(newCustomEvent(), reason));
        }
    }

    /** Sends the event of a login that ends since its user can't sign in. */
    void ended(String error) {
        error(login.event().clone(), error);
    }

    /**
     * Sends an error event.
     *
     * @param event a copy, since the login's own event may still become a success in this request
     */
    private void error(EventBuilder event, String error) {
        if (login.user() != null) {
            event.user(login.user());
        }
        event.detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE).error(error);
    }
}
