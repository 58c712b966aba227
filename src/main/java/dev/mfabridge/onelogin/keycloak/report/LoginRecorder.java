package dev.mfabridge.onelogin.keycloak.report;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.removal.SessionProof;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.protocolmapper.ProvenMethod;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Set;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** Writes down what came of a conversation, whatever the person is shown: credentials, attributes, events, failures. */
public final class LoginRecorder {
    /** What Keycloak counts as a failure of the person's. */
    private static final Set<Notice> FAILURES = Set.of(Notice.WRONG_CODE, Notice.DENIED);

    private final LoginContext login;
    private final LoginLog log;
    private final LoginEvents events;
    private final LoginMetrics metrics;
    private final RemovedDevices removedDevices;

    public LoginRecorder(LoginContext login) {
        this.login = login;
        this.log = new LoginLog(login);
        this.events = new LoginEvents(login);
        this.metrics = LoginMetrics.of(login.session().getContext());
        this.removedDevices = new RemovedDevices(login, log, events);
    }

    /** @return whether the person failed, which is counted then */
    public boolean record(State before, Outcome outcome, OneLoginConfig config) {
        removedDevices.record(outcome, config);
        metrics.advanced(before, outcome);
        events.addDetails(before, outcome.state());
        if (outcome.notice().filter(FAILURES::contains).isPresent()) {
            events.error(
                    Errors.INVALID_USER_CREDENTIALS, outcome.notice().get() == Notice.DENIED ? "denied" : "wrong_code");
            events.countFailure();
            return true;
        }
        if (outcome.state() instanceof State.Failed failed && !failed.equals(before)) {
            failed(failed.reason(), config);
        } else {
            outcome.notice().ifPresent(events::recordNotice);
        }
        return false;
    }

    /** The browser is remembered, so no factor was asked for. */
    public void remembered() {
        metrics.remembered();
        events.recordPass("remembered");
    }

    /** The person put enrolment off, which the administrator allows for some days. */
    public void enrollmentSkipped() {
        log.enrollmentSkipped();
        metrics.enrollmentSkipped();
        events.recordPass("enrollment_skipped");
    }

    /** OneLogin is unreachable, and the administrator lets people pass then. */
    public void bypassedUnreachable() {
        log.bypassedUnreachable();
        metrics.bypassedUnreachable();
        events.recordPass("bypassed_unreachable");
    }

    /** Nobody is identified yet. */
    public void noUser() {
        log.noUser();
        metrics.noUser();
        events.error(Errors.GENERIC_AUTHENTICATION_ERROR, "no_user");
    }

    /** The settings of the execution are not complete. */
    public void misconfigured(ConfigResult.Invalid invalid) {
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
        events.addDetails(state, state);
        events.error(error);
    }

    /**
     * Stores what was proven, where it is new.
     *
     * @param isTyped whether a code was typed in for it
     */
    public void recordProof(State.Proven proven, OneLoginConfig config, boolean isTyped) {
        var device = proven.device();
        var credentials = credentials();
        credentials
                .save(device, config.account().baseUrl())
                .ifPresent(credential -> events.recordCredentialChange(
                        EventType.UPDATE_CREDENTIAL, device, credential, proven.enrolled() ? "enrolled" : "adopted"));
        removedDevices.onProven(device);
        if (!config.policy().startsWithDefaultDevice()) {
            credentials.moveToFront(device);
        }
        ProvenMethod.justProven(login.executionId(), device.type(), isTyped)
                .ifPresent(method -> method.save(login.authSession()));
        SessionProof.record(login.authSession(), login.user());
        // Failures were counted under Keycloak's OTP category, and it clears those of categories that were proven.
        AuthenticatorUtil.addAuthCredential(login.authSession(), OTPCredentialModel.TYPE);
    }

    /** @return whether a factor was proven in this very login; a browser that is remembered proves none */
    public boolean hasProof() {
        return SessionProof.isIn(login.authSession(), login.user());
    }

    public DeviceCredentials credentials() {
        return new DeviceCredentials(login.session(), login.realm(), login.user());
    }

    private void failed(FailureReason reason, OneLoginConfig config) {
        if (reason == FailureReason.NO_FACTOR_OFFERED || reason == FailureReason.NO_USABLE_DEVICE) {
            log.noFactor(reason);
        }
        if (reason == FailureReason.NOT_ENROLLED) {
            credentials().otherAccount(config.account().baseUrl()).ifPresent(log::enrolledInOtherAccount);
        }
        events.recordFailure(reason);
    }
}
