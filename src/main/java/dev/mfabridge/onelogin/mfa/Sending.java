package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Device;
import dev.mfabridge.onelogin.api.FactorData;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.api.Registration;
import dev.mfabridge.onelogin.api.Status;
import dev.mfabridge.onelogin.api.Verification;
import dev.mfabridge.onelogin.mfa.Call.ListDevices;
import dev.mfabridge.onelogin.mfa.Call.Purpose;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.AwaitingAnswer;
import dev.mfabridge.onelogin.mfa.State.AwaitingCode;
import dev.mfabridge.onelogin.mfa.State.Ended;
import java.time.Instant;
import java.util.List;

/**
 * The steps by which an attempt begins: what is to be enrolled or challenged, and what came of asking OneLogin to.
 *
 * @param policy what the admin decided
 * @param purpose what the user is here for
 */
record Sending(Policy policy, Machine.Purpose purpose) {

    /** @return whether the user has proven what there is, and enrolls another factor */
    boolean adding() {
        return purpose == Machine.Purpose.ADD;
    }

    /** What leads to an attempt in a state that has none; a failure ends the conversation. */
    Step begun(State state, Event event, Instant now) {
        if (event instanceof Event.DevicesListed listed) {
            return new Listed(this, listed).step(state, now);
        }
        if (event instanceof Event.UserNotFound missing) {
            return Step.to(new Ended(missing.reason(), now));
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.LookFor) {
            return Step.ask(state, new ListDevices(found.user(), found.purpose()));
        }
        if (event instanceof Event.ChallengeBegun begun) {
            return challengeBegun(begun.device(), begun.verification(), now);
        }
        if (event instanceof Event.RegistrationBegun begun) {
            return registrationBegun(state, begun.call(), begun.registration(), now);
        }
        if (event instanceof Event.LimitReached limit) {
            return limit.target() instanceof EnrolledDevice device
                    ? Step.ask(state, new ListDevices(device.user(), new Purpose.WithoutMessage(limit.until())))
                    : Step.to(new Ended(Reason.TOO_MANY_MESSAGES, limit.until()));
        }
        if (event instanceof Event.CallFailed failed) {
            return failed(state, failed, now);
        }
        return Step.to(state);
    }

    private Step failed(State state, Event.CallFailed failed, Instant now) {
        if (failed.reason() == Reason.REFUSED && failed.call() instanceof Call.Challenge challenge) {
            return lookFor(state, challenge.target());
        }
        if (failed.reason() == Reason.UNREACHABLE && isAboutARefusal(failed.call())) {
            // OneLogin was there and said no, so this is no outage.
            return Step.to(new Ended(Reason.UNAVAILABLE, retryAfterSending(now)));
        }
        var isToWait = failed.call() instanceof Call.Sending || failed.reason() == Reason.TOO_MANY_REQUESTS;
        var retryFrom = isToWait ? retryAfterSending(now) : now;
        return Step.to(new Ended(failed.reason(), retryFrom));
    }

    private static boolean isAboutARefusal(Call call) {
        return call instanceof Call.LookUpUser lookUp && lookUp.purpose() instanceof Purpose.LookFor
                || call instanceof ListDevices list && list.purpose() instanceof Purpose.LookFor;
    }

    /** A device that OneLogin refuses may have been removed there, or its user suspended. */
    private static Step lookFor(State state, EnrolledDevice device) {
        return Step.ask(state, new Call.LookUpUser(device.user(), new Purpose.LookFor(device)));
    }

    /**
     * Devices are listed again just before an enrollment: a device that came since the last look, in another browser or in
     * OneLogin's portal, is challenged instead, and the one that is enrolled is told from those before it.
     */
    Step enrolUnlessThereIsADevice(State state, OfferedFactor factor) {
        return Step.ask(state, new ListDevices(factor.user(), new Purpose.Enrol(factor)));
    }

    /** Its id is all that is needed of what was begun. Even an accepted one proves nothing (S1): nobody entered or approved anything. */
    private Step challengeBegun(EnrolledDevice device, Verification verification, Instant now) {
        return verification.status() == Status.REJECTED
                ? Step.to(new Ended(Reason.REFUSED, retryAfterSending(now)))
                : await(device, verification.id(), null, List.of(), verification.data(), now);
    }

    private Step registrationBegun(State state, Call.Register call, Registration registration, Instant now) {
        var factor = call.target();
        if (registration.status() == Status.ACCEPTED && registration.deviceId().isPresent()) {
            // Enrolled by OneLogin with nothing proven by the user (S1): the device is there now, so it is challenged.
            return challenge(state, factor.enrolledAs(registration.deviceId().get()), now);
        }
        return registration.status() == Status.REJECTED
                ? Step.to(new Ended(Reason.REFUSED, retryAfterSending(now)))
                : await(
                        factor,
                        registration.id(),
                        registration.deviceId().orElse(null),
                        call.devicesBefore(),
                        registration.data(),
                        now);
    }

    private Step await(
            Target target,
            OneLoginId id,
            OneLoginId device,
            List<OneLoginId> devicesBefore,
            FactorData data,
            Instant now) {
        return Step.to(awaiting(new Attempt(
                target,
                id,
                device,
                devicesBefore,
                data,
                now,
                now.plus(policy.codeLifetime()),
                now.plus(policy.resendCooldown()),
                Policy.TRIES)));
    }

    Awaiting awaiting(Attempt attempt) {
        var kind = attempt.target().kind();
        return policy.isAnsweredElsewhere(kind)
                ? new AwaitingAnswer(attempt, policy.takesCode(kind))
                : new AwaitingCode(attempt);
    }

    /** A call that should have sent a message may have sent it although no good answer came. */
    Instant retryAfterSending(Instant now) {
        return now.plus(policy.resendCooldown());
    }

    /** An app has its code already: OneLogin is not asked before it is typed in. That of an authenticator app never expires. */
    Step challenge(State state, EnrolledDevice device, Instant now) {
        if (device.kind() == FactorKind.AUTHENTICATOR) {
            return Step.to(new AwaitingCode(Attempt.ofApp(device, now, Instant.MAX)));
        }
        if (device.kind().hasApp() && purpose == Machine.Purpose.PROVE_WITH_CODE) {
            return Step.to(new AwaitingCode(Attempt.ofApp(device, now, now.plus(policy.codeLifetime()))));
        }
        return Step.ask(state, new Call.Challenge(device, policy.codeLifetime(), policy.mayHaveLink(device.kind())));
    }

    /** @param devicesBefore the devices that the user has before the registration */
    Step register(State state, OfferedFactor factor, List<OneLoginId> devicesBefore) {
        return Step.ask(
                state,
                new Call.Register(factor, policy.codeLifetime(), policy.mayHaveLink(factor.kind()), devicesBefore));
    }

    List<OfferedFactor> offered(Event.FactorsListed listed) {
        return new Selection(policy).factors(listed);
    }

    List<EnrolledDevice> usable(OneLoginId user, List<Device> devices) {
        return new Selection(policy).devices(user, devices);
    }
}
