package dev.mfabridge.onelogin.keycloak.report;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.logging.AdminHint;
import dev.mfabridge.onelogin.keycloak.logging.LoggedTexts;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.mfa.ApiProblemListener;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.State;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/**
 * Log lines of a login: the user, the problem and its fix. Each problem has one line and no stack trace, since all
 * problems are foreseeable.
 */
public final class LoginLog implements ApiProblemListener {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private static final LoggedTexts SKIPPED = new LoggedTexts(10_000);

    private final LoginContext login;

    public LoginLog(LoginContext login) {
        this.login = login;
    }

    /** Logs a failed call. A full server and a used-up budget have one line in the log for many logins, written elsewhere. */
    @Override
    public void failed(OneLoginException e) {
        if (e.kind() == OneLoginException.Kind.BUSY || e.kind() == OneLoginException.Kind.BUDGET_EXHAUSTED) {
            return;
        }
        LOG.warnf("%s%s. %s", prefix(), e.getMessage(), hint(e));
    }

    /** Logs each item once on a server, since OneLogin lists the same item at every login. */
    @Override
    public void skipped(String what) {
        if (SKIPPED.add(login.user().getId() + " " + what)) {
            LOG.warnf(
                    "%s%s and is ignored. If users need this factor type, report the type with the output of the check program.",
                    prefix(), what);
        }
    }

    /** Logs that the login waits, since this version of the extension can't read its state. */
    public void waitsForOtherVersion(Instant until) {
        LOG.infof(
                "%sthe login waits until %s: another version of the extension wrote its state and has just sent a message. Finish"
                        + " the update of all nodes.",
                prefix(), until.truncatedTo(ChronoUnit.SECONDS));
    }

    public void tooManyRequests() {
        LOG.warnf(
                "%stoo many requests to OneLogin about this user: the extension sends no more for now. Check for repeated logins"
                        + " of this user (setting %s).",
                prefix(), ConfigProperty.MESSAGE_LIMIT.label());
    }

    /** Logs that the lookup finds no OneLogin user who can prove a factor. */
    public void userNotFound(LookupFailure failure) {
        LOG.warnf("%s%s. %s.", prefix(), failure.cause(), failure.fix());
    }

    /**
     * Logs a device that is no longer in OneLogin.
     *
     * @param stays whether the credential of the device stays for now
     * @param state the state of the login without the device
     */
    void deviceRemoved(EnrolledDevice device, boolean stays, State state) {
        LOG.warnf(
                "%sthe user's device %s (%s) no longer exists in OneLogin. %s.",
                prefix(),
                device.id(),
                device.type(),
                stays ? fateOfCredential(state) : "Keycloak removed its credential");
    }

    private static String fateOfCredential(State state) {
        return state.failure()
                        .filter(failed -> failed.reason() == FailureReason.DEVICE_REMOVED)
                        .isPresent()
                ? "The user can't sign in with OneLogin until an administrator removes the credential in Keycloak (setting "
                        + ConfigProperty.REENROLLMENT.label() + ")"
                : "Its credential stays until the user proves another device";
    }

    /** Logs that a user can't continue, since a link in an e-mail took the place of the password. */
    public void mailboxIsNotEnough() {
        LOG.warnf(
                "%sthe login began with a link in an e-mail, so e-mail factors don't count and a user without a device can't"
                        + " enroll. Set a temporary password for the user, or change the setting %s.",
                prefix(), ConfigProperty.AFTER_EMAIL_LINK.label());
    }

    void enrolledInOtherAccount(URI account) {
        LOG.warnf(
                "%sthe user can't enroll here: the user's devices are in another OneLogin account, %s. If the setting %s was"
                        + " changed, or the user moved to this account, remove the user's OneLogin credentials in"
                        + " Keycloak.",
                prefix(), account, ConfigProperty.BASE_URL.label());
    }

    void noFactor(FailureReason reason) {
        LOG.warnf(
                "%s%s. Check the setting %s, and the user's policy and devices in OneLogin.",
                prefix(),
                reason == FailureReason.NO_FACTOR_OFFERED
                        ? "OneLogin offers no factor that the settings allow"
                        : "none of the user's OneLogin devices has a factor type that the settings allow",
                ConfigProperty.ALLOWED_FACTORS.label());
    }

    /** Logs a proof that doesn't count, since the credential of its device was removed after the challenge (S10). */
    public void removedDeviceProven() {
        LOG.warnf(
                "%sthe user proved a device whose credential was removed a moment before, so the proof doesn't count. If OneLogin"
                        + " still lists the device after five minutes, the user can prove it then.",
                prefix());
    }

    void deviceRefused() {
        LOG.warnf(
                "%sOneLogin lists the user's device and rejects its use. Check the device in OneLogin. If the device can't be"
                        + " used any longer, remove it in OneLogin, so that the user can enroll another one.",
                prefix());
    }

    public void misconfigured(ConfigResult.Invalid invalid) {
        LOG.errorf("%sthe settings of this execution are not complete: %s.", prefix(), invalid.message());
    }

    public void noSettings() {
        LOG.errorf(
                "%sno execution \"OneLogin MFA\" of the realm has complete settings. Add the execution to a flow and fill"
                        + " in its settings: the required action uses the settings of an execution.",
                prefix());
    }

    public void bypassedUnreachable() {
        LOG.warnf(
                "%sthe login continues without a factor: OneLogin is unreachable (setting %s).",
                prefix(), ConfigProperty.PASS_WHEN_UNREACHABLE.label());
    }

    public void enrollmentSkipped() {
        LOG.infof(
                "%sthe login continues without a factor: the user skipped enrollment (setting %s).",
                prefix(), ConfigProperty.GRACE_DAYS.label());
    }

    public void noUser() {
        LOG.errorf(
                "%sno user is identified yet. Move this execution after an execution that identifies the user, such as"
                        + " Username Password Form.",
                prefix());
    }

    public void userRemoved() {
        LOG.infof("%sthe login ends: its user was removed from Keycloak in the meantime.", prefix());
    }

    private String prefix() {
        var user = login.user();
        return "OneLogin MFA, realm %s, %s %s%s: "
                .formatted(
                        login.realm().getName(),
                        LoginContext.ENROLLMENT.equals(login.executionId()) ? "required action" : "execution",
                        login.executionId(),
                        user == null ? "" : ", user " + user.getId());
    }

    private static String hint(OneLoginException e) {
        return e.kind() == OneLoginException.Kind.REFUSED
                ? AdminHint.of(e)
                        + ". If the user or device was removed in OneLogin, remove the user's credential in Keycloak, too"
                : AdminHint.of(e);
    }
}
