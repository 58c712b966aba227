package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.OneLoginClient;
import dev.mfabridge.onelogin.api.OneLoginException;
import dev.mfabridge.onelogin.api.UserLookup;
import java.util.function.Consumer;

/** Carries out the calls of a conversation with OneLogin's API, and says what came of each as an event. */
public final class OneLoginCalls {
    private final OneLoginClient client;
    private final UserReference person;
    private final Consumer<OneLoginException> log;

    /**
     * @param client asks OneLogin
     * @param person which OneLogin user this is about
     * @param log told why a call failed
     */
    public OneLoginCalls(OneLoginClient client, UserReference person, Consumer<OneLoginException> log) {
        this.client = client;
        this.person = person;
        this.log = log;
    }

    /** @return what came of the call; a failure is an event as well and no exception */
    public Event.FromOneLogin perform(Call call) {
        try {
            return ask(call);
        } catch (OneLoginException e) {
            log.accept(e);
            return new Event.CallFailed(call, reason(e));
        }
    }

    private Event.FromOneLogin ask(Call call) {
        if (call instanceof Call.FindUser) {
            return findUser();
        }
        if (call instanceof Call.ListDevices list) {
            return new Event.DevicesListed(list.user(), client.devices(list.user()), list.wanted());
        }
        if (call instanceof Call.ListFactors list) {
            return new Event.FactorsListed(list.user(), client.factors(list.user()));
        }
        if (call instanceof Call.Register register) {
            var factor = register.factor();
            return new Event.RegistrationBegun(
                    factor,
                    client.register(factor.user(), factor.id(), factor.label().text(), register.codeLifetime()));
        }
        if (call instanceof Call.Challenge challenge) {
            var device = challenge.device();
            return new Event.ChallengeBegun(
                    device, client.challenge(device.user(), device.id(), challenge.codeLifetime()));
        }
        return new Event.CodeChecked(checkCode((Call.CheckCode) call));
    }

    private dev.mfabridge.onelogin.api.CodeCheck checkCode(Call.CheckCode check) {
        var attempt = check.attempt();
        var user = attempt.target().user();
        return attempt.target() instanceof OfferedFactor
                ? client.verifyRegistration(user, attempt.id(), check.code())
                : client.verifyChallenge(user, attempt.id(), check.code());
    }

    private Event.FromOneLogin findUser() {
        if (person instanceof UserReference.ById byId) {
            return new Event.UserFound(byId.user());
        }
        if (person instanceof UserReference.ByField byField) {
            var lookup = client.findUser(byField.field(), byField.value());
            if (lookup instanceof UserLookup.Found found) {
                return new Event.UserFound(found.user());
            }
            return new Event.UserNotFound(
                    lookup instanceof UserLookup.Several ? Reason.USER_AMBIGUOUS : Reason.USER_NOT_FOUND);
        }
        return new Event.UserNotFound(Reason.USER_NOT_FOUND);
    }

    private static Reason reason(OneLoginException e) {
        if (e instanceof OneLoginException.Unauthorized) {
            return Reason.CREDENTIALS_REFUSED;
        }
        return e instanceof OneLoginException.Refused ? Reason.REFUSED : Reason.UNAVAILABLE;
    }
}
