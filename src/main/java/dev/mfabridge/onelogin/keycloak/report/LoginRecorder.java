package dev.mfabridge.onelogin.keycloak.report;

import dev.mfabridge.onelogin.keycloak.compat.ProvenCredentials;
import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.removal.SessionProof;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.protocolmapper.ProvenMethod;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.TemporaryTokenProof;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.State;
import java.util.Optional;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** Recorder of the results of a conversation: credentials, attributes, events, metrics and failed attempts. */
public final class LoginRecorder {
    private final LoginContext login;
    private final LoginLog log;
    private final LoginEvents events;
    private final LoginMetrics metrics;
    private final RemovedDeviceCleanup cleanup;

    public LoginRecorder(LoginContext login) {
        this.login = login;
        this.log = new LoginLog(login);
        this.events = new LoginEvents(login);
        this.metrics = LoginMetrics.of(login.session().getContext());
        this.cleanup = new RemovedDeviceCleanup(login, log, events);
    }

    /**
     * Records a transition.
     *
     * @return whether the user made a failed attempt, which Keycloak's brute-force protection then counts
     */
    public boolean record(State before, Outcome outcome, OneLoginConfig config) {
        cleanup.record(outcome);
        count(before, outcome);
        events.addDetails(before, outcome.state());
        var notice = outcome.notice().map(LoginResult::of);
        if (notice.filter(LoginResult::isFailedAttempt).isPresent()) {
            events.record(notice.get());
            events.countFailure();
            return true;
        }
        newFailure(before, outcome)
                .ifPresentOrElse(failed -> failed(failed.reason(), config), () -> notice.ifPresent(events::record));
        return false;
    }

    /** Counts the result of a transition, if there is one. A new failure hides the notice beside it. */
    private void count(State before, Outcome outcome) {
        var state = outcome.state();
        var failure = newFailure(before, outcome);
        if (state.proof().isPresent()) {
            var type = state.proof().get().device().type();
            LoginResult.PROVEN.metricOutcome().ifPresent(label -> metrics.count(type, label));
        } else if (failure.isPresent()) {
            count(before, LoginResult.of(failure.get().reason()));
        } else {
            outcome.notice().map(LoginResult::of).ifPresent(result -> count(state, result));
        }
    }

    /** Returns the failure unless it is the one that the user saw before. */
    private static Optional<State.Failed> newFailure(State before, Outcome outcome) {
        return outcome.state().failure().filter(failed -> !failed.equals(before));
    }

    private void count(State state, LoginResult result) {
        result.metricOutcome().ifPresent(label -> metrics.count(state, label));
    }

    /** Records a login that a remembered browser continues without a challenge. */
    public void remembered() {
        record(LoginResult.REMEMBERED);
    }

    /** Records a login that continues without a factor within the grace period. */
    public void enrollmentSkipped() {
        log.enrollmentSkipped();
        record(LoginResult.ENROLLMENT_SKIPPED);
    }

    /** Records a login that continues without a factor while OneLogin is unreachable. */
    public void bypassedUnreachable() {
        log.bypassedUnreachable();
        record(LoginResult.BYPASSED_UNREACHABLE);
    }

    /** Records that the flow has not identified a user yet. */
    public void noUser() {
        log.noUser();
        record(LoginResult.NO_USER);
    }

    /** Records that the user no longer exists. Keycloak reports the end of the login itself. */
    public void userRemoved() {
        log.userRemoved();
    }

    /**
     * Records that the required action ends, since the user can no longer sign in.
     *
     * @param error Keycloak's event error
     */
    public void ended(String error) {
        events.ended(error);
    }

    /** Records that the settings of the execution are not complete. */
    public void misconfigured(ConfigResult.Invalid invalid) {
        log.misconfigured(invalid);
        record(LoginResult.MISCONFIGURED);
    }

    /** Records that no execution of the realm has complete settings. */
    public void noSettings() {
        log.noSettings();
        record(LoginResult.MISCONFIGURED);
    }

    /** Records a result that has no factor. */
    private void record(LoginResult result) {
        result.metricOutcome().ifPresent(metrics::count);
        events.record(result);
    }

    /**
     * Records a lockout.
     *
     * @param error Keycloak's event error of the lockout
     */
    public void lockedOut(State state, String error) {
        var result = LoginResult.ofLockout(error);
        count(state, result);
        events.addDetails(state, state);
        events.record(result);
    }

    /**
     * Stores a proof: the credential of a new device, the method and the proof of the session. A temporary token becomes no
     * credential, and is no proof of a device.
     *
     * @param isTyped whether the user entered a code
     */
    public void recordProof(State.Proven proven, OneLoginConfig config, boolean isTyped) {
        if (proven.device().type() == FactorType.TEMPORARY_TOKEN) {
            TemporaryTokenProof.record(login.authSession());
        } else {
            recordDevice(proven, config);
        }
        ProvenMethod.justProven(login.executionId(), proven.device().type(), isTyped)
                .ifPresent(method -> method.save(login.authSession()));
        // Failed attempts are in Keycloak's OTP category, and Keycloak clears the categories that the user proved.
        ProvenCredentials.add(login.authSession(), OTPCredentialModel.TYPE);
    }

    private void recordDevice(State.Proven proven, OneLoginConfig config) {
        var device = proven.device();
        var credentials = credentials();
        var created = credentials.save(device, config.account().baseUrl());
        created.ifPresent(credential -> events.recordCredentialChange(
                EventType.UPDATE_CREDENTIAL, device, credential, proven.enrolled() ? "enrolled" : "adopted"));
        cleanup.onProven(device, created.isPresent());
        if (!config.policy().startsWithDefaultDevice()) {
            credentials.moveToFront(device);
        }
        SessionProof.record(login.authSession(), login.user());
    }

    /** Returns whether the user proved a factor in this login. A remembered browser proves no factor. */
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
        if (reason == FailureReason.DEVICE_REFUSED) {
            log.deviceRefused();
        }
        if (reason == FailureReason.NOT_ENROLLED) {
            credentials().otherAccount(config.account().baseUrl()).ifPresent(log::enrolledInOtherAccount);
        }
        events.record(LoginResult.of(reason));
    }
}
