package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.ratelimit.ClusterRateLimiter;
import dev.mfabridge.onelogin.keycloak.report.LoginLog;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.LoginUrls;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserReferenceResolver;
import dev.mfabridge.onelogin.mfa.Command;
import dev.mfabridge.onelogin.mfa.CommandExecutor;
import dev.mfabridge.onelogin.mfa.Conversation;
import dev.mfabridge.onelogin.mfa.EnrollmentMode;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.MessageOptions;
import dev.mfabridge.onelogin.mfa.MfaStateMachine;
import dev.mfabridge.onelogin.mfa.MfaStateMachine.Task;
import dev.mfabridge.onelogin.mfa.RateLimiter;
import dev.mfabridge.onelogin.mfa.UserReference;
import java.time.Clock;

/**
 * Factory of the conversations with one user. A user who has a device in another OneLogin account can't enroll in this one, in
 * none of them: otherwise a stolen password would be enough (S2).
 *
 * <table>
 *   <caption>Conversations</caption>
 *   <tr><th>Method</th><th>Enrollment of a user without a device</th><th>Task</th></tr>
 *   <tr><td>{@link #standard}</td><td>as the settings say</td><td>prove a device</td></tr>
 *   <tr><td>{@link #withSkippableEnrollment}</td><td>by choice, which the user can leave</td><td>prove a device</td></tr>
 *   <tr><td>{@link #withoutEnrollment}</td><td>no</td><td>prove a device</td></tr>
 *   <tr><td>{@link #withCode}</td><td>no</td><td>prove a device with a code at hand</td></tr>
 *   <tr><td>{@link #addingFactor}</td><td>by choice</td><td>add a factor after a proof</td></tr>
 * </table>
 */
public record ConversationFactory(LoginContext login, OneLoginConfig config) {

    public Conversation standard() {
        return hasDeviceInOtherAccount() ? withoutEnrollment() : with(new MfaStateMachine(config.policy()));
    }

    /** @return for users who can skip enrollment, and for the required action before the existing device is proven */
    public Conversation withSkippableEnrollment() {
        return hasDeviceInOtherAccount() ? withoutEnrollment() : with(EnrollmentMode.BY_CHOICE, Task.PROVE);
    }

    /** @return for direct grants */
    public Conversation withoutEnrollment() {
        return with(EnrollmentMode.OFF, Task.PROVE);
    }

    /** @return for direct grants with a code, which can be that of an app */
    public Conversation withCode() {
        return with(EnrollmentMode.OFF, Task.PROVE_WITH_CODE);
    }

    /** @return for the required action after the existing device is proven */
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
        return new Conversation(stateMachine, this::execute, Clock.systemUTC());
    }

    private Event.OneLoginEvent execute(Command command) {
        var session = login.session();
        var reference = UserReferenceResolver.resolve(session, login.user(), config.userMapping());
        var event = executor(reference, rateLimiter()).execute(command);
        LoginMetrics.of(session.getContext()).messageSent(command, event);
        event.failureReason().ifPresent(reason -> log(reason, reference));
        var removals = new PendingRemovals(session, login.realm(), login.user());
        if (event.isAcceptance() && isPendingRemoval(removals, command)) {
            // The credential was removed after the challenge, and storing it would bring it back (S10). The next
            // request starts
            // over.
            return new Event.CommandFailed(command, FailureReason.UNAVAILABLE);
        }
        return event.withoutDevices(removals::devices);
    }

    private void log(FailureReason reason, UserReference reference) {
        if (reason == FailureReason.TOO_MANY_REQUESTS) {
            new LoginLog(login).tooManyRequests();
        } else if (reason.isAboutUser()) {
            new LoginLog(login).userNotFound(reason, reference);
        }
    }

    private static boolean isPendingRemoval(PendingRemovals removals, Command command) {
        return command.pendingChallenge()
                .flatMap(challenge -> challenge.target().enrolledDevice())
                .filter(device -> removals.has(device.id()))
                .isPresent();
    }

    public CommandExecutor executor(UserReference reference, RateLimiter rateLimiter) {
        var session = login.session();
        return new CommandExecutor(
                OneLoginClientFactory.of(session).client(session, config.account()),
                reference,
                new MessageOptions(config.smsText(), LoginUrls.linkTarget(session)),
                rateLimiter,
                new LoginLog(login));
    }

    public ClusterRateLimiter rateLimiter() {
        return new ClusterRateLimiter(
                login.session(),
                login.realm(),
                login.user(),
                config.messageLimit(),
                config.policy().resendCooldown(),
                Clock.systemUTC());
    }
}
