package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation;
import dev.mfabridge.onelogin.mfa.EnrollmentMode;
import dev.mfabridge.onelogin.mfa.MfaStateMachine;
import dev.mfabridge.onelogin.mfa.MfaStateMachine.Task;
import java.time.Clock;

/**
 * Factory of the conversations with one user. A user who has a device in another OneLogin account can't enroll in this
 * account, whichever conversation it is: otherwise a stolen password would be enough (S2).
 *
 * <table>
 *   <caption>Conversations</caption>
 *   <tr><th>Method</th><th>Enrollment of a user without a device</th><th>Task</th></tr>
 *   <tr><td>{@link #standard}</td><td>as the settings say</td><td>prove a device or a temporary token</td></tr>
 *   <tr><td>{@link #withSkippableEnrollment}</td><td>by choice, which the user can leave</td><td>prove a device or a
 *       temporary token</td></tr>
 *   <tr><td>{@link #provingDevice}</td><td>by choice, which the user can leave</td><td>prove a device</td></tr>
 *   <tr><td>{@link #withoutEnrollment}</td><td>no</td><td>prove a device</td></tr>
 *   <tr><td>{@link #withCode}</td><td>no</td><td>prove a device with a code at hand</td></tr>
 *   <tr><td>{@link #addingFactor}</td><td>by choice</td><td>add a factor after a proof</td></tr>
 * </table>
 */
public record ConversationFactory(LoginContext login, OneLoginConfig config) {

    public Conversation standard() {
        return hasDeviceInOtherAccount()
                ? with(EnrollmentMode.OFF, Task.PROVE)
                : with(new MfaStateMachine(config.policy()));
    }

    /** Returns the conversation for users who can skip enrollment in a login. */
    public Conversation withSkippableEnrollment() {
        return with(hasDeviceInOtherAccount() ? EnrollmentMode.OFF : EnrollmentMode.BY_CHOICE, Task.PROVE);
    }

    /** Returns the conversation for the required action before the existing device is proven. */
    public Conversation provingDevice() {
        return hasDeviceInOtherAccount() ? withoutEnrollment() : with(EnrollmentMode.BY_CHOICE, Task.PROVE_DEVICE);
    }

    /** Returns the conversation for direct grants, and for the required action after a link in an e-mail. */
    public Conversation withoutEnrollment() {
        return with(EnrollmentMode.OFF, Task.PROVE_DEVICE);
    }

    /** Returns the conversation for direct grants with a code, which can be the code of an app. */
    public Conversation withCode() {
        return with(EnrollmentMode.OFF, Task.PROVE_WITH_CODE);
    }

    /** Returns the conversation for the required action after the existing device is proven. */
    public Conversation addingFactor() {
        return with(EnrollmentMode.BY_CHOICE, Task.ADD);
    }

    private boolean hasDeviceInOtherAccount() {
        return new DeviceCredentials(login.session(), login.realm(), login.user())
                .otherAccount(config.account().baseUrl())
                .isPresent();
    }

    private Conversation with(EnrollmentMode mode, Task task) {
        return with(new MfaStateMachine(config.policy().withEnrollment(mode), task));
    }

    private Conversation with(MfaStateMachine stateMachine) {
        return new Conversation(stateMachine, new LoginCommandExecutor(login, config)::execute, Clock.systemUTC());
    }
}
