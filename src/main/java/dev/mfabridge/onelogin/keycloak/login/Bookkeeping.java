package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.amr.ProvenMethod;
import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.removal.SessionProof;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.Reason;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Set;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** Writes down what came of a conversation, whatever the person is shown: credentials, attributes, events, failures. */
public final class Bookkeeping {
    /** What Keycloak counts as a failure of the person's. */
    private static final Set<Notice> FAILURES = Set.of(Notice.CODE_NOT_RIGHT, Notice.DENIED);

    private final Login login;
    private final LoginLog log;
    private final LoginEvents events;
    private final LoginMetrics metrics;
    private final GoneDevices gone;

    public Bookkeeping(Login login) {
        this.login = login;
        this.log = new LoginLog(login);
        this.events = new LoginEvents(login);
        this.metrics = LoginMetrics.in(login.session().getContext());
        this.gone = new GoneDevices(login, log, events);
    }

    /** @return whether the person failed, which is counted then */
    public boolean note(State before, Outcome outcome, Settings settings) {
        gone.note(outcome, settings);
        metrics.advanced(before, outcome);
        events.about(before, outcome.state());
        if (outcome.notice().filter(FAILURES::contains).isPresent()) {
            events.error(
                    Errors.INVALID_USER_CREDENTIALS, outcome.notice().get() == Notice.DENIED ? "denied" : "wrong_code");
            events.countFailure();
            return true;
        }
        if (outcome.state() instanceof State.Ended ended && !ended.equals(before)) {
            ended(ended.reason(), settings);
        } else {
            outcome.notice().ifPresent(events::told);
        }
        return false;
    }

    /** The browser is remembered, so no factor was asked for. */
    public void remembered() {
        metrics.remembered();
        events.passed("remembered");
    }

    /** The person put enrolment off, which the administrator allows for some days. */
    public void putOff() {
        log.putOff();
        metrics.putOff();
        events.passed("enrollment_skipped");
    }

    /** OneLogin is unreachable, and the administrator lets people pass then. */
    public void passedByPolicy() {
        log.passedByPolicy();
        metrics.passedByPolicy();
        events.passed("bypassed_unreachable");
    }

    /** Nobody is identified yet. */
    public void misplaced() {
        log.misplaced();
        metrics.misplaced();
        events.error(Errors.GENERIC_AUTHENTICATION_ERROR, "no_user");
    }

    /** The settings of the execution are not complete. */
    public void misconfigured(SettingsResult.Invalid invalid) {
        log.misconfigured(invalid);
        misconfigured();
    }

    /** No execution of the realm has complete settings. */
    public void noSettings() {
        log.noSettings();
        misconfigured();
    }

    private void misconfigured() {
        metrics.misconfigured();
        events.error(Errors.GENERIC_AUTHENTICATION_ERROR, "misconfigured");
    }

    /** @param error Keycloak's event error for it */
    public void lockedOut(State state, String error) {
        metrics.lockedOut(state);
        events.about(state, state);
        events.error(error);
    }

    /**
     * Stores what was proven, where it is new.
     *
     * @param isTyped whether a code was typed in for it
     */
    public void keep(State.Proven proven, Settings settings, boolean isTyped) {
        var device = proven.device();
        var enrolments = enrolments();
        enrolments
                .keep(device, settings.account().baseUrl())
                .ifPresent(credential -> events.changed(
                        EventType.UPDATE_CREDENTIAL, device, credential, proven.enrolled() ? "enrolled" : "adopted"));
        gone.replacedBy(device);
        if (!settings.policy().beginsWithDefault()) {
            enrolments.putFirst(device);
        }
        ProvenMethod.now(login.place(), device.kind(), isTyped)
                .ifPresent(method -> method.keep(login.authentication()));
        SessionProof.record(login.authentication(), login.user());
        // Failures were counted under Keycloak's OTP category, and it clears those of categories that were proven.
        AuthenticatorUtil.addAuthCredential(login.authentication(), OTPCredentialModel.TYPE);
    }

    /** @return whether a factor was proven in this very login; a browser that is remembered proves none */
    public boolean wasProven() {
        return SessionProof.isIn(login.authentication(), login.user());
    }

    public Enrolments enrolments() {
        return new Enrolments(login.session(), login.realm(), login.user());
    }

    private void ended(Reason reason, Settings settings) {
        if (reason == Reason.NO_FACTOR_OFFERED || reason == Reason.NO_USABLE_DEVICE) {
            log.nothingToProve(reason);
        }
        if (reason == Reason.NOT_ENROLLED) {
            enrolments().accountOtherThan(settings.account().baseUrl()).ifPresent(log::enrolledElsewhere);
        }
        events.ended(reason);
    }
}
