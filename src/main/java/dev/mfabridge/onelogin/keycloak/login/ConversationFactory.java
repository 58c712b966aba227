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
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
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

    public static Conversation of(LoginContext login, OneLoginConfig settings) {
        return isElsewhere(login, settings)
                ? withoutEnrolment(login, settings)
                : with(new MfaStateMachine(settings.policy()), login, settings);
    }

    /** Where nobody can enrol: who has no device is told so. */
    public static Conversation withoutEnrolment(LoginContext login, OneLoginConfig settings) {
        return with(new MfaStateMachine(settings.policy().withEnrolment(EnrollmentMode.OFF)), login, settings);
    }

    /** Where nobody can enroll, for a user with a code at hand, which may be that of an app. */
    public static Conversation withCode(LoginContext login, OneLoginConfig settings) {
        return with(
                new MfaStateMachine(
                        settings.policy().withEnrolment(EnrollmentMode.OFF), MfaStateMachine.Task.PROVE_WITH_CODE),
                login,
                settings);
    }

    /** For who may turn back from enrolling, or came for it and proves first what there is. */
    public static Conversation withChoice(LoginContext login, OneLoginConfig settings) {
        return isElsewhere(login, settings)
                ? withoutEnrolment(login, settings)
                : with(new MfaStateMachine(settings.policy().withEnrolment(EnrollmentMode.BY_CHOICE)), login, settings);
    }

    /** For who has proven what there is, and enrols another factor. */
    public static Conversation adding(LoginContext login, OneLoginConfig settings) {
        return with(
                new MfaStateMachine(
                        settings.policy().withEnrolment(EnrollmentMode.BY_CHOICE), MfaStateMachine.Task.ADD),
                login,
                settings);
    }

    /** Whoever has a device in another OneLogin account enrols none in this one: a stolen password would be enough for it. */
    private static boolean isElsewhere(LoginContext login, OneLoginConfig settings) {
        return new DeviceCredentials(login.session(), login.realm(), login.user())
                .accountOtherThan(settings.account().baseUrl())
                .isPresent();
    }

    private static Conversation with(MfaStateMachine machine, LoginContext login, OneLoginConfig settings) {
        return new Conversation(machine, call -> perform(call, login, settings), Clock.systemUTC());
    }

    private static Event.OneLoginEvent perform(Command call, LoginContext login, OneLoginConfig settings) {
        var session = login.session();
        var person = UserReferenceResolver.of(session, login.user(), settings.userMapping());
        var event = calls(login, settings, person, limits(login, settings)).perform(call);
        LoginMetrics.in(session.getContext()).called(call, event);
        var removals = new PendingRemovals(session, login.realm(), login.user());
        if (event instanceof Event.DevicesListed listed) {
            return listed.without(removals.devices()::contains);
        }
        if (event.isAcceptance() && isOneOf(removals, call)) {
            // Its credential was removed after it was asked for: to store it would bring it back. The next request
            // starts anew.
            return new Event.CallFailed(call, FailureReason.UNAVAILABLE);
        }
        if (event instanceof Event.CallFailed failed && failed.reason() == FailureReason.TOO_MANY_REQUESTS) {
            new LoginLog(login).askedTooOften();
        }
        if (event instanceof Event.UserNotFound missing) {
            new LoginLog(login).userNotFound(missing.reason(), person);
        }
        return event;
    }

    private static boolean isOneOf(PendingRemovals removals, Command call) {
        return call instanceof Command.ChallengeCommand about
                && about.attempt().target() instanceof EnrolledDevice device
                && removals.has(device.id());
    }

    public static CommandExecutor calls(
            LoginContext login, OneLoginConfig settings, UserReference person, RateLimiter limits) {
        var session = login.session();
        return new CommandExecutor(
                OneLoginClientFactory.of(session).client(session, settings.account()),
                person,
                new MessageOptions(settings.smsText(), ChallengeStatusResource.afterLink(session)),
                limits,
                new LoginLog(login));
    }

    public static ClusterRateLimiter limits(LoginContext login, OneLoginConfig settings) {
        return new ClusterRateLimiter(
                login.session(),
                login.realm(),
                login.user(),
                settings.messages(),
                settings.policy().resendCooldown(),
                Clock.systemUTC());
    }
}
