package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.connection.OneLoginConnections;
import dev.mfabridge.onelogin.keycloak.connection.UserReferences;
import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.limits.SharedLimits;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.mfa.Call;
import dev.mfabridge.onelogin.mfa.Conversation;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.Enrolment;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.Limits;
import dev.mfabridge.onelogin.mfa.Machine;
import dev.mfabridge.onelogin.mfa.OneLoginCalls;
import dev.mfabridge.onelogin.mfa.Reason;
import dev.mfabridge.onelogin.mfa.UserReference;
import dev.mfabridge.onelogin.mfa.Wording;
import java.time.Clock;

/** Sets up the conversation with the person who is signing in. */
public final class Conversations {
    private Conversations() {}

    public static Conversation of(Login login, Settings settings) {
        return isElsewhere(login, settings)
                ? withoutEnrolment(login, settings)
                : with(new Machine(settings.policy()), login, settings);
    }

    /** Where nobody can enrol: who has no device is told so. */
    public static Conversation withoutEnrolment(Login login, Settings settings) {
        return with(new Machine(settings.policy().withEnrolment(Enrolment.OFF)), login, settings);
    }

    /** Where nobody can enroll, for a user with a code at hand, which may be that of an app. */
    public static Conversation withCode(Login login, Settings settings) {
        return with(
                new Machine(settings.policy().withEnrolment(Enrolment.OFF), Machine.Purpose.PROVE_WITH_CODE),
                login,
                settings);
    }

    /** For who may turn back from enrolling, or came for it and proves first what there is. */
    public static Conversation withChoice(Login login, Settings settings) {
        return isElsewhere(login, settings)
                ? withoutEnrolment(login, settings)
                : with(new Machine(settings.policy().withEnrolment(Enrolment.BY_CHOICE)), login, settings);
    }

    /** For who has proven what there is, and enrols another factor. */
    public static Conversation adding(Login login, Settings settings) {
        return with(
                new Machine(settings.policy().withEnrolment(Enrolment.BY_CHOICE), Machine.Purpose.ADD),
                login,
                settings);
    }

    /** Whoever has a device in another OneLogin account enrols none in this one: a stolen password would be enough for it. */
    private static boolean isElsewhere(Login login, Settings settings) {
        return new Enrolments(login.session(), login.realm(), login.user())
                .accountOtherThan(settings.account().baseUrl())
                .isPresent();
    }

    private static Conversation with(Machine machine, Login login, Settings settings) {
        return new Conversation(machine, call -> perform(call, login, settings), Clock.systemUTC());
    }

    private static Event.FromOneLogin perform(Call call, Login login, Settings settings) {
        var session = login.session();
        var person = UserReferences.of(session, login.user(), settings.userMapping());
        var event = calls(login, settings, person, limits(login, settings)).perform(call);
        LoginMetrics.in(session.getContext()).called(call, event);
        var removals = new PendingRemovals(session, login.realm(), login.user());
        if (event instanceof Event.DevicesListed listed) {
            return listed.without(removals.devices()::contains);
        }
        if (event.isAcceptance() && isOneOf(removals, call)) {
            // Its credential was removed after it was asked for: to store it would bring it back. The next request
            // starts anew.
            return new Event.CallFailed(call, Reason.UNAVAILABLE);
        }
        if (event instanceof Event.CallFailed failed && failed.reason() == Reason.TOO_MANY_REQUESTS) {
            new LoginLog(login).askedTooOften();
        }
        if (event instanceof Event.UserNotFound missing) {
            new LoginLog(login).userNotFound(missing.reason(), person);
        }
        return event;
    }

    private static boolean isOneOf(PendingRemovals removals, Call call) {
        return call instanceof Call.AboutAttempt about
                && about.attempt().target() instanceof EnrolledDevice device
                && removals.has(device.id());
    }

    static OneLoginCalls calls(Login login, Settings settings, UserReference person, Limits limits) {
        var session = login.session();
        return new OneLoginCalls(
                OneLoginConnections.of(session).client(session, settings.account()),
                person,
                new Wording(settings.smsText(), WaitingResource.afterLink(session)),
                limits,
                new LoginLog(login));
    }

    static SharedLimits limits(Login login, Settings settings) {
        return new SharedLimits(
                login.session(),
                login.realm(),
                login.user(),
                settings.messages(),
                settings.policy().resendCooldown(),
                Clock.systemUTC());
    }
}
