package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Asked;
import dev.mfabridge.onelogin.api.CodeCheck;
import dev.mfabridge.onelogin.api.OneLoginClient;
import dev.mfabridge.onelogin.api.OneLoginException;
import dev.mfabridge.onelogin.api.UserLookup;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Carries out the calls of a conversation with OneLogin's API, and says what came of each as an event. */
public final class OneLoginCalls {
    private static final Asked NOT_YET = new Asked(Asked.Standing.PENDING, Optional.empty());

    private final OneLoginClient client;
    private final UserReference person;
    private final Wording wording;
    private final Limits limits;
    private final CallLog log;

    /**
     * @param client asks OneLogin
     * @param person which OneLogin user this is about
     * @param wording what messages hold
     * @param limits how often there may be one
     * @param log told why a call failed, and what was left out of an answer
     */
    public OneLoginCalls(OneLoginClient client, UserReference person, Wording wording, Limits limits, CallLog log) {
        this.client = client;
        this.person = person;
        this.wording = wording;
        this.limits = limits;
        this.log = log;
    }

    /** @return what came of the call; a failure is an event as well and no exception */
    public Event.FromOneLogin perform(Call call) {
        try {
            return isCounted(call) ? counted(call) : ask(call);
        } catch (OneLoginException e) {
            log.failed(e);
            return new Event.CallFailed(call, Reason.of(e));
        }
    }

    /** Codes, and questions for an answer, have limits of their own. */
    private static boolean isCounted(Call call) {
        return !(call instanceof Call.CheckCode || call instanceof Call.AskAnswer);
    }

    /** A message counts as one and as nothing else, but for one that OneLogin refused: it was a call all the same. */
    private Event.FromOneLogin counted(Call call) {
        if (!limits.mayCall()) {
            return new Event.CallFailed(call, Reason.TOO_MANY_REQUESTS);
        }
        var event = unlessUndone(() -> ask(call), OneLoginCalls::wasNotAsked, limits::uncountCall);
        if (isMessage(call)) {
            limits.uncountCall();
        }
        return event;
    }

    private static boolean isMessage(Call call) {
        return call instanceof Call.Sending sending && sending.target().kind().sendsMessage();
    }

    private static boolean wasNotAsked(OneLoginException e) {
        return !e.mayBeDone()
                && (e instanceof OneLoginException.Unreachable || e instanceof OneLoginException.PoolExhausted);
    }

    /** What counted before the call does not count where the call was in vain. */
    private static Event.FromOneLogin unlessUndone(
            Supplier<Event.FromOneLogin> call, Predicate<OneLoginException> undone, Runnable uncount) {
        try {
            return call.get();
        } catch (OneLoginException e) {
            if (undone.test(e)) {
                uncount.run();
            }
            throw e;
        }
    }

    private Event.FromOneLogin ask(Call call) {
        if (call instanceof Call.FindUser) {
            return findUser();
        }
        if (call instanceof Call.LookUpUser lookUp) {
            return found(client.user(lookUp.user()), lookUp.purpose());
        }
        if (call instanceof Call.ListDevices list) {
            return devices(list);
        }
        if (call instanceof Call.ListFactors list) {
            return factors(list);
        }
        if (call instanceof Call.Sending sending) {
            return isMessage(call) ? sendCounted(sending) : send(sending);
        }
        if (call instanceof Call.AskAnswer ask) {
            return new Event.AnswerGiven(limits.mayAsk(ask.attempt()) ? asked(ask.attempt()) : NOT_YET);
        }
        var check = (Call.CheckCode) call;
        return limits.countTry(check.attempt())
                .<Event.FromOneLogin>map(Event.TriesUsedUp::new)
                .orElseGet(() -> checkCounted(check));
    }

    /** An outage takes no try; a refusal may be how OneLogin says no to a guess. */
    private Event.FromOneLogin checkCounted(Call.CheckCode check) {
        return unlessUndone(
                () -> new Event.CodeChecked(checkCode(check)),
                e -> !e.mayBeDone() && !(e instanceof OneLoginException.Refused),
                limits::uncountTry);
    }

    /** Nobody loses a message to an outage: what certainly did not go out does not count. */
    private Event.FromOneLogin sendCounted(Call.Sending call) {
        client.authenticate();
        return limits.countMessage()
                .<Event.FromOneLogin>map(until -> new Event.LimitReached(call.target(), until))
                .orElseGet(() -> unlessUndone(() -> send(call), e -> !e.mayBeDone(), limits::uncountMessage));
    }

    private Event.FromOneLogin send(Call.Sending call) {
        if (call instanceof Call.Register register) {
            var factor = register.target();
            var delivery = wording.of(factor, register.codeLifetime(), register.mayHaveLink());
            return new Event.RegistrationBegun(
                    register,
                    client.register(factor.user(), factor.id(), factor.label().text(), delivery));
        }
        var challenge = (Call.Challenge) call;
        var device = challenge.target();
        var delivery = wording.of(device, challenge.codeLifetime(), challenge.mayHaveLink());
        return new Event.ChallengeBegun(device, client.challenge(device.user(), device.id(), delivery));
    }

    private Asked asked(Attempt attempt) {
        var user = attempt.target().user();
        return attempt.target() instanceof OfferedFactor
                ? client.askRegistration(user, attempt.id())
                : client.askChallenge(user, attempt.id());
    }

    private CodeCheck checkCode(Call.CheckCode check) {
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
    private Event.FromOneLogin devices(Call.ListDevices list) {
        var devices = client.devices(list.user());
        devices.oddities().forEach(log::leftOut);
        devices.items().stream()
                .filter(device ->
                        !Selection.kind(device).isKnown() && !device.id().isTemporaryToken())
                .forEach(device -> log.leftOut("device " + device.id() + " of the user has an unknown factor type"));
        return new Event.DevicesListed(list.user(), devices.items(), devices.isComplete(), list.purpose());
    }

    private Event.FromOneLogin factors(Call.ListFactors list) {
        var factors = client.factors(list.user());
        factors.oddities().forEach(log::leftOut);
        factors.items().stream()
                .filter(factor -> !Selection.kind(factor).isKnown())
                .forEach(factor -> log.leftOut("factor " + factor.id() + " has an unknown factor type"));
        return new Event.FactorsListed(list.user(), factors.items());
    }

    private Event.FromOneLogin findUser() {
        var open = new Call.Purpose.Open(List.of());
        if (person instanceof UserReference.ById byId) {
            return found(client.user(byId.user()), open);
        }
        if (person instanceof UserReference.ByField byField) {
            return found(client.findUser(byField.field(), byField.value()), open);
        }
        return new Event.UserNotFound(Reason.USER_NOT_FOUND);
    }

    private static Event.FromOneLogin found(UserLookup lookup, Call.Purpose purpose) {
        if (lookup instanceof UserLookup.Found found) {
            return new Event.UserFound(found.user(), purpose);
        }
        if (lookup instanceof UserLookup.Blocked blocked) {
            return new Event.UserNotFound(Reason.of(blocked.block()));
        }
        return new Event.UserNotFound(
                lookup instanceof UserLookup.Several ? Reason.USER_AMBIGUOUS : Reason.USER_NOT_FOUND);
    }
}
