package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.page.ChallengeStatusResource;
import dev.mfabridge.onelogin.keycloak.ratelimit.ClusterRateLimiter;
import dev.mfabridge.onelogin.keycloak.report.LoginLog;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
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
import dev.mfabridge.onelogin.mfa.RateLimiter;
import dev.mfabridge.onelogin.mfa.UserReference;
import java.time.Clock;

/** Sets up the conversation with the person who is signing in. */
public final class ConversationFactory {
    private ConversationFactory() {}

    public static Conversation of(LoginContext login, OneLoginConfig config) {
        return hasDeviceInOtherAccount(login, config)
                ? withoutEnrollment(login, config)
                : with(new MfaStateMachine(config.policy()), login, config);
    }

    /** Where nobody can enrol: who has no device is told so. */
    public static Conversation withoutEnrollment(LoginContext login, OneLoginConfig config) {
        return with(new MfaStateMachine(config.policy().withEnrollment(EnrollmentMode.OFF)), login, config);
    }

    /** Where nobody can enroll, for a user with a code at hand, which may be that of an app. */
    public static Conversation withCode(LoginContext login, OneLoginConfig config) {
        return with(
                new MfaStateMachine(
                        config.policy().withEnrollment(EnrollmentMode.OFF), MfaStateMachine.Task.PROVE_WITH_CODE),
                login,
                config);
    }

    /** For who may turn back from enrolling, or came for it and proves first what there is. */
    public static Conversation withSkippableEnrollment(LoginContext login, OneLoginConfig config) {
        return hasDeviceInOtherAccount(login, config)
                ? withoutEnrollment(login, config)
                : with(new MfaStateMachine(config.policy().withEnrollment(EnrollmentMode.BY_CHOICE)), login, config);
    }

    /** For who has proven what there is, and enrols another factor. */
    public static Conversation addingFactor(LoginContext login, OneLoginConfig config) {
        return with(
                new MfaStateMachine(config.policy().withEnrollment(EnrollmentMode.BY_CHOICE), MfaStateMachine.Task.ADD),
                login,
                config);
    }

    /** Whoever has a device in another OneLogin account enrols none in this one: a stolen password would be enough for it. */
    private static boolean hasDeviceInOtherAccount(LoginContext login, OneLoginConfig config) {
        return new DeviceCredentials(login.session(), login.realm(), login.user())
                .otherAccount(config.account().baseUrl())
                .isPresent();
    }

    private static Conversation with(MfaStateMachine stateMachine, LoginContext login, OneLoginConfig config) {
        return new Conversation(stateMachine, command -> execute(command, login, config), Clock.systemUTC());
    }

    private static Event.OneLoginEvent execute(Command command, LoginContext login, OneLoginConfig config) {
        var session = login.session();
        var reference = UserReferenceResolver.resolve(session, login.user(), config.userMapping());
        var event =
                executor(login, config, reference, rateLimiter(login, config)).execute(command);
        LoginMetrics.of(session.getContext()).messageSent(command, event);
        var removals = new PendingRemovals(session, login.realm(), login.user());
        if (event instanceof Event.DevicesListed listed) {
            return listed.without(removals.devices()::contains);
        }
        if (event.isAcceptance() && isPendingRemoval(removals, command)) {
            // Its credential was removed after it was asked for: to store it would bring it back. The next request
            // starts anew.
            return new Event.CommandFailed(command, FailureReason.UNAVAILABLE);
        }
        if (event instanceof Event.CommandFailed failed && failed.reason() == FailureReason.TOO_MANY_REQUESTS) {
            new LoginLog(login).tooManyRequests();
        }
        if (event instanceof Event.UserNotFound missing) {
            new LoginLog(login).userNotFound(missing.reason(), reference);
        }
        return event;
    }

    private static boolean isPendingRemoval(PendingRemovals removals, Command command) {
        return command.pendingChallenge()
                .flatMap(challenge -> challenge.target().enrolledDevice())
                .filter(device -> removals.has(device.id()))
                .isPresent();
    }

    public static CommandExecutor executor(
            LoginContext login, OneLoginConfig config, UserReference reference, RateLimiter rateLimiter) {
        var session = login.session();
        return new CommandExecutor(
                OneLoginClientFactory.of(session).client(session, config.account()),
                reference,
                new MessageOptions(config.smsText(), ChallengeStatusResource.linkTarget(session)),
                rateLimiter,
                new LoginLog(login));
    }

    public static ClusterRateLimiter rateLimiter(LoginContext login, OneLoginConfig config) {
        return new ClusterRateLimiter(
                login.session(),
                login.realm(),
                login.user(),
                config.messageLimit(),
                config.policy().resendCooldown(),
                Clock.systemUTC());
    }
}
