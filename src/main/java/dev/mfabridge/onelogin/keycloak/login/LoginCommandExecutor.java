package dev.mfabridge.onelogin.keycloak.login;

import dev.mfabridge.onelogin.keycloak.connection.CallSubject;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.credential.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.metrics.LoginMetrics;
import dev.mfabridge.onelogin.keycloak.ratelimit.ClusterRateLimiter;
import dev.mfabridge.onelogin.keycloak.ratelimit.WaitingPagePolls;
import dev.mfabridge.onelogin.keycloak.remember.KnownBrowser;
import dev.mfabridge.onelogin.keycloak.report.LoginLog;
import dev.mfabridge.onelogin.keycloak.report.LookupFailure;
import dev.mfabridge.onelogin.keycloak.session.LinkTarget;
import dev.mfabridge.onelogin.keycloak.session.ListedChoices;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserReferenceResolver;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.Command;
import dev.mfabridge.onelogin.mfa.CommandExecutor;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.MessageOptions;
import dev.mfabridge.onelogin.mfa.OneLoginEvent;
import dev.mfabridge.onelogin.mfa.RateLimiter;
import dev.mfabridge.onelogin.mfa.UserReference;
import java.time.Clock;
import java.util.Optional;

/** Executor of the commands of one login: with the user's rate limits, log lines and metrics, and without removed devices (S10). */
public record LoginCommandExecutor(LoginContext login, OneLoginConfig config) {

    /** Executes a command of the conversation, and returns its outcome. */
    OneLoginEvent execute(Command command) {
        var session = login.session();
        var reference = UserReferenceResolver.resolve(session, login.user(), config.userMapping());
        var browser = knownBrowser();
        var rateLimiter = rateLimiter(browser);
        var event = executor(reference, rateLimiter, subject(command, browser)).execute(command);
        LoginMetrics.of(session.getContext()).messageSent(command, event);
        event.failureReason().ifPresent(reason -> log(reason, command, reference, rateLimiter));
        var removals = new PendingRemovals(session, login.realm(), login.user());
        if (event.isAcceptance() && isPendingRemoval(removals, command)) {
            // The credential was removed after the challenge, and storing it would bring it back (S10). The next
            // request starts over.
            new LoginLog(login).removedDeviceProven();
            return new OneLoginEvent.CommandFailed(command, FailureReason.UNAVAILABLE);
        }
        var remaining = event.withoutDevices(removals::devicesNow);
        new ListedChoices(login).keep(remaining, config.policy());
        return remaining;
    }

    /**
     * Returns whether OneLogin has a final status of this challenge. No login continues by it: the form is submitted
     * first (S6). After a final status, OneLogin is not asked again.
     */
    public boolean poll(Challenge challenge) {
        var polls = new WaitingPagePolls(
                login.session().singleUseObjects(), login.realm(), login.user(), Clock.systemUTC());
        if (polls.isCompleted(challenge)) {
            return true;
        }
        if (!polls.acquire(challenge)) {
            return false;
        }
        var isFinal = executor(
                        new UserReference.ById(challenge.target().user()),
                        rateLimiter(Optional.empty()),
                        CallSubject.pagePoll(login.user().getId()))
                .poll(new Command.PollChallenge(challenge))
                .isFinalStatus();
        if (isFinal) {
            polls.complete(challenge);
        }
        return isFinal;
    }

    /** Returns whether OneLogin is out of service as a whole, and not only for this user (S1). */
    public boolean isOutage() {
        var session = login.session();
        return OneLoginClientFactory.of(session).isOutage(session, config.account(), subject(knownBrowser()));
    }

    private CallSubject subject(Command command, Optional<String> knownBrowser) {
        return command.polls() && knownBrowser.isEmpty()
                ? CallSubject.formPoll(login.user().getId())
                : subject(knownBrowser);
    }

    private CallSubject subject(Optional<String> knownBrowser) {
        var user = login.user().getId();
        return knownBrowser.isPresent() ? CallSubject.knownLogin(user) : CallSubject.login(user);
    }

    private void log(FailureReason reason, Command command, UserReference reference, ClusterRateLimiter rateLimiter) {
        if (reason == FailureReason.TOO_MANY_REQUESTS) {
            if (rateLimiter.isFirstRejectedCall()) {
                new LoginLog(login).tooManyRequests();
            }
        } else if (reason.isAboutUser()) {
            new LoginLog(login).userNotFound(LookupFailure.of(reason, command, reference));
        }
    }

    private static boolean isPendingRemoval(PendingRemovals removals, Command command) {
        return command.pendingChallenge()
                .flatMap(challenge -> challenge.target().enrolledDevice())
                .filter(device -> removals.has(device.id()))
                .isPresent();
    }

    private CommandExecutor executor(UserReference reference, RateLimiter rateLimiter, CallSubject subject) {
        var session = login.session();
        return new CommandExecutor(
                OneLoginClientFactory.of(session).client(session, config.account(), subject),
                reference,
                new MessageOptions(config.smsText(), () -> LinkTarget.of(session)),
                rateLimiter,
                new LoginLog(login));
    }

    private Optional<String> knownBrowser() {
        return new KnownBrowser(login.session(), login.realm(), login.user()).id();
    }

    private ClusterRateLimiter rateLimiter(Optional<String> knownBrowser) {
        return new ClusterRateLimiter(
                login.session(),
                login.realm(),
                login.user(),
                knownBrowser,
                config.messageLimit(),
                config.policy().resendCooldown(),
                Clock.systemUTC());
    }
}
