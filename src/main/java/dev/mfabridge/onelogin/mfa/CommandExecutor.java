package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.client.UserLookup;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Carries out the calls of a conversation with OneLogin's API, and says what came of each as an event. */
public final class CommandExecutor {
    private static final PollResult NOT_YET = new PollResult(PollResult.Status.PENDING, Optional.empty());

    private final OneLoginClient client;
    private final UserReference reference;
    private final MessageOptions messageOptions;
    private final RateLimiter rateLimiter;
    private final CommandLog log;

    /**
     * @param client asks OneLogin
     * @param reference which OneLogin user this is about
     * @param messageOptions what messages hold
     * @param rateLimiter how often there may be one
     * @param log told why a call failed, and what was left out of an answer
     */
    public CommandExecutor(
            OneLoginClient client,
            UserReference reference,
            MessageOptions messageOptions,
            RateLimiter rateLimiter,
            CommandLog log) {
        this.client = client;
        this.reference = reference;
        this.messageOptions = messageOptions;
        this.rateLimiter = rateLimiter;
        this.log = log;
    }

    /** @return what came of the call; a failure is an event as well and no exception */
    public Event.OneLoginEvent execute(Command command) {
        try {
            return needsCallPermit(command) ? withinCallLimit(command) : run(command);
        } catch (OneLoginException e) {
            log.failed(e);
            return new Event.CommandFailed(command, FailureReason.of(e));
        }
    }

    /** Codes, and questions for an answer, have limits of their own. */
    private static boolean needsCallPermit(Command command) {
        return !(command instanceof Command.VerifyCode || command instanceof Command.PollChallenge);
    }

    /** A message counts as one and as nothing else, but for one that OneLogin refused: it was a call all the same. */
    private Event.OneLoginEvent withinCallLimit(Command command) {
        if (!rateLimiter.acquireCall()) {
            return new Event.CommandFailed(command, FailureReason.TOO_MANY_REQUESTS);
        }
        var event = releasingOnFailure(() -> run(command), CommandExecutor::wasNotSent, rateLimiter::releaseCall);
        if (isMessage(command)) {
            rateLimiter.releaseCall();
        }
        return event;
    }

    private static boolean isMessage(Command command) {
        return command instanceof Command.MessageCommand sending
                && sending.target().type().sendsMessage();
    }

    private static boolean wasNotSent(OneLoginException e) {
        return !e.mayHaveBeenProcessed()
                && (e instanceof OneLoginException.Unreachable || e instanceof OneLoginException.PoolExhausted);
    }

    /** What counted before the call does not count where the call was in vain. */
    private static Event.OneLoginEvent releasingOnFailure(
            Supplier<Event.OneLoginEvent> call, Predicate<OneLoginException> undone, Runnable uncount) {
        try {
            return call.get();
        } catch (OneLoginException e) {
            if (undone.test(e)) {
                uncount.run();
            }
            throw e;
        }
    }

    private Event.OneLoginEvent run(Command command) {
        if (command instanceof Command.FindUser) {
            return findUser();
        }
        if (command instanceof Command.LookUpUser lookUp) {
            return found(client.user(lookUp.user()), lookUp.purpose());
        }
        if (command instanceof Command.ListDevices list) {
            return devices(list);
        }
        if (command instanceof Command.ListFactors list) {
            return factors(list);
        }
        if (command instanceof Command.MessageCommand sending) {
            return isMessage(command) ? withinMessageLimit(sending) : send(sending);
        }
        if (command instanceof Command.PollChallenge ask) {
            return new Event.Polled(rateLimiter.acquirePoll(ask.challenge()) ? poll(ask.challenge()) : NOT_YET);
        }
        var check = (Command.VerifyCode) command;
        return rateLimiter
                .acquireCodeAttempt(check.challenge())
                .<Event.OneLoginEvent>map(Event.CodeAttemptsExhausted::new)
                .orElseGet(() -> withinAttemptLimit(check));
    }

    /** An outage takes no try; a refusal may be how OneLogin says no to a guess. */
    private Event.OneLoginEvent withinAttemptLimit(Command.VerifyCode check) {
        return releasingOnFailure(
                () -> new Event.CodeChecked(verify(check)),
                e -> !e.mayHaveBeenProcessed() && !(e instanceof OneLoginException.Refused),
                rateLimiter::releaseCodeAttempt);
    }

    /** Nobody loses a message to an outage: what certainly did not go out does not count. */
    private Event.OneLoginEvent withinMessageLimit(Command.MessageCommand call) {
        client.authenticate();
        return rateLimiter
                .acquireMessage()
                .<Event.OneLoginEvent>map(until -> new Event.LimitReached(call.target(), until))
                .orElseGet(() -> releasingOnFailure(
                        () -> send(call), e -> !e.mayHaveBeenProcessed(), rateLimiter::releaseMessage));
    }

    private Event.OneLoginEvent send(Command.MessageCommand call) {
        if (call instanceof Command.StartRegistration register) {
            var factor = register.target();
            var options = messageOptions.deliveryOptions(factor, register.codeLifetime(), register.mayHaveLink());
            return new Event.RegistrationStarted(
                    register,
                    client.startRegistration(
                            factor.user(), factor.id(), factor.label().text(), options));
        }
        var challenge = (Command.StartVerification) call;
        var device = challenge.target();
        var options = messageOptions.deliveryOptions(device, challenge.codeLifetime(), challenge.mayHaveLink());
        return new Event.VerificationStarted(device, client.startVerification(device.user(), device.id(), options));
    }

    private PollResult poll(Challenge challenge) {
        var user = challenge.target().user();
        return challenge.target() instanceof OfferedFactor
                ? client.pollRegistration(user, challenge.id())
                : client.pollVerification(user, challenge.id());
    }

    private CodeCheck verify(Command.VerifyCode check) {
        var challenge = check.challenge();
        var user = challenge.target().user();
        if (challenge.target() instanceof OfferedFactor) {
            return client.completeRegistration(user, challenge.id(), check.code());
        }
        return challenge.id() == null
                ? client.verifyAppCode(user, ((EnrolledDevice) challenge.target()).id(), check.code())
                : client.completeVerification(
                        user, challenge.id(), ((EnrolledDevice) challenge.target()).id(), check.code());
    }

    /** A device of a kind that can't be proven here stays in the list: a user who has one must not enroll another. */
    private Event.OneLoginEvent devices(Command.ListDevices list) {
        var devices = client.devices(list.user());
        devices.unreadable().forEach(log::skippedItem);
        devices.items().stream()
                .filter(device -> !FactorSelection.typeOf(device).isKnown()
                        && !device.id().isTemporaryToken())
                .forEach(
                        device -> log.skippedItem("device " + device.id() + " of the user has an unknown factor type"));
        return new Event.DevicesListed(list.user(), devices.items(), devices.isComplete(), list.purpose());
    }

    private Event.OneLoginEvent factors(Command.ListFactors list) {
        var factors = client.factors(list.user());
        factors.unreadable().forEach(log::skippedItem);
        factors.items().stream()
                .filter(factor -> !FactorSelection.typeOf(factor).isKnown())
                .forEach(factor -> log.skippedItem("factor " + factor.id() + " has an unknown factor type"));
        return new Event.FactorsListed(list.user(), factors.items());
    }

    private Event.OneLoginEvent findUser() {
        var open = new Command.Purpose.SelectDevice(List.of());
        if (reference instanceof UserReference.ById byId) {
            return found(client.user(byId.user()), open);
        }
        if (reference instanceof UserReference.ByField byField) {
            return found(client.findUser(byField.field(), byField.value()), open);
        }
        return new Event.UserNotFound(FailureReason.USER_NOT_FOUND);
    }

    private static Event.OneLoginEvent found(UserLookup lookup, Command.Purpose purpose) {
        if (lookup instanceof UserLookup.Found found) {
            return new Event.UserFound(found.user(), purpose);
        }
        if (lookup instanceof UserLookup.Blocked blocked) {
            return new Event.UserNotFound(FailureReason.of(blocked.block()));
        }
        return new Event.UserNotFound(
                lookup instanceof UserLookup.Several ? FailureReason.USER_AMBIGUOUS : FailureReason.USER_NOT_FOUND);
    }
}
