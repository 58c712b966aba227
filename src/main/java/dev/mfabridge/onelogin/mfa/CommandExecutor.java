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
    private final UserReference person;
    private final MessageOptions wording;
    private final RateLimiter limits;
    private final CommandLog log;

    /**
     * @param client asks OneLogin
     * @param person which OneLogin user this is about
     * @param wording what messages hold
     * @param limits how often there may be one
     * @param log told why a call failed, and what was left out of an answer
     */
    public CommandExecutor(
            OneLoginClient client, UserReference person, MessageOptions wording, RateLimiter limits, CommandLog log) {
        this.client = client;
        this.person = person;
        this.wording = wording;
        this.limits = limits;
        this.log = log;
    }

    /** @return what came of the call; a failure is an event as well and no exception */
    public Event.OneLoginEvent perform(Command call) {
        try {
            return isCounted(call) ? counted(call) : ask(call);
        } catch (OneLoginException e) {
            log.failed(e);
            return new Event.CallFailed(call, FailureReason.of(e));
        }
    }

    /** Codes, and questions for an answer, have limits of their own. */
    private static boolean isCounted(Command call) {
        return !(call instanceof Command.VerifyCode || call instanceof Command.PollChallenge);
    }

    /** A message counts as one and as nothing else, but for one that OneLogin refused: it was a call all the same. */
    private Event.OneLoginEvent counted(Command call) {
        if (!limits.mayCall()) {
            return new Event.CallFailed(call, FailureReason.TOO_MANY_REQUESTS);
        }
        var event = unlessUndone(() -> ask(call), CommandExecutor::wasNotAsked, limits::uncountCall);
        if (isMessage(call)) {
            limits.uncountCall();
        }
        return event;
    }

    private static boolean isMessage(Command call) {
        return call instanceof Command.MessageCommand sending
                && sending.target().kind().sendsMessage();
    }

    private static boolean wasNotAsked(OneLoginException e) {
        return !e.mayBeDone()
                && (e instanceof OneLoginException.Unreachable || e instanceof OneLoginException.PoolExhausted);
    }

    /** What counted before the call does not count where the call was in vain. */
    private static Event.OneLoginEvent unlessUndone(
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

    private Event.OneLoginEvent ask(Command call) {
        if (call instanceof Command.FindUser) {
            return findUser();
        }
        if (call instanceof Command.LookUpUser lookUp) {
            return found(client.user(lookUp.user()), lookUp.purpose());
        }
        if (call instanceof Command.ListDevices list) {
            return devices(list);
        }
        if (call instanceof Command.ListFactors list) {
            return factors(list);
        }
        if (call instanceof Command.MessageCommand sending) {
            return isMessage(call) ? sendCounted(sending) : send(sending);
        }
        if (call instanceof Command.PollChallenge ask) {
            return new Event.Polled(limits.mayAsk(ask.attempt()) ? asked(ask.attempt()) : NOT_YET);
        }
        var check = (Command.VerifyCode) call;
        return limits.countTry(check.attempt())
                .<Event.OneLoginEvent>map(Event.CodeAttemptsExhausted::new)
                .orElseGet(() -> checkCounted(check));
    }

    /** An outage takes no try; a refusal may be how OneLogin says no to a guess. */
    private Event.OneLoginEvent checkCounted(Command.VerifyCode check) {
        return unlessUndone(
                () -> new Event.CodeChecked(checkCode(check)),
                e -> !e.mayBeDone() && !(e instanceof OneLoginException.Refused),
                limits::uncountTry);
    }

    /** Nobody loses a message to an outage: what certainly did not go out does not count. */
    private Event.OneLoginEvent sendCounted(Command.MessageCommand call) {
        client.authenticate();
        return limits.countMessage()
                .<Event.OneLoginEvent>map(until -> new Event.LimitReached(call.target(), until))
                .orElseGet(() -> unlessUndone(() -> send(call), e -> !e.mayBeDone(), limits::uncountMessage));
    }

    private Event.OneLoginEvent send(Command.MessageCommand call) {
        if (call instanceof Command.StartRegistration register) {
            var factor = register.target();
            var delivery = wording.of(factor, register.codeLifetime(), register.mayHaveLink());
            return new Event.RegistrationStarted(
                    register,
                    client.register(factor.user(), factor.id(), factor.label().text(), delivery));
        }
        var challenge = (Command.StartVerification) call;
        var device = challenge.target();
        var delivery = wording.of(device, challenge.codeLifetime(), challenge.mayHaveLink());
        return new Event.VerificationStarted(device, client.challenge(device.user(), device.id(), delivery));
    }

    private PollResult asked(Challenge attempt) {
        var user = attempt.target().user();
        return attempt.target() instanceof OfferedFactor
                ? client.askRegistration(user, attempt.id())
                : client.askChallenge(user, attempt.id());
    }

    private CodeCheck checkCode(Command.VerifyCode check) {
        var attempt = check.attempt();
        var user = attempt.target().user();
        if (attempt.target() instanceof OfferedFactor) {
            return client.verifyRegistration(user, attempt.id(), check.code());
        }
        return attempt.id() == null
                ? client.verifyAppCode(user, ((EnrolledDevice) attempt.target()).id(), check.code())
                : client.verifyChallenge(user, attempt.id(), ((EnrolledDevice) attempt.target()).id(), check.code());
    }

    /** A device of a kind that can't be proven here stays in the list: a user who has one must not enroll another. */
    private Event.OneLoginEvent devices(Command.ListDevices list) {
        var devices = client.devices(list.user());
        devices.oddities().forEach(log::leftOut);
        devices.items().stream()
                .filter(device ->
                        !FactorSelection.kind(device).isKnown() && !device.id().isTemporaryToken())
                .forEach(device -> log.leftOut("device " + device.id() + " of the user has an unknown factor type"));
        return new Event.DevicesListed(list.user(), devices.items(), devices.isComplete(), list.purpose());
    }

    private Event.OneLoginEvent factors(Command.ListFactors list) {
        var factors = client.factors(list.user());
        factors.oddities().forEach(log::leftOut);
        factors.items().stream()
                .filter(factor -> !FactorSelection.kind(factor).isKnown())
                .forEach(factor -> log.leftOut("factor " + factor.id() + " has an unknown factor type"));
        return new Event.FactorsListed(list.user(), factors.items());
    }

    private Event.OneLoginEvent findUser() {
        var open = new Command.Purpose.SelectDevice(List.of());
        if (person instanceof UserReference.ById byId) {
            return found(client.user(byId.user()), open);
        }
        if (person instanceof UserReference.ByField byField) {
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
