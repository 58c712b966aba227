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
import java.util.Comparator;
import java.util.List;

/**
 * The steps by which an attempt begins: what is to be enrolled or challenged, and what came of asking OneLogin to.
 *
 * @param policy what the admin decided
 * @param adding whether the person has proven what there is, and enrols another factor
 */
record Sending(Policy policy, boolean adding) {

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
            return registrationBegun(state, begun.factor(), begun.registration(), now);
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

    /** Whoever got a device since the last look, in another browser or in OneLogin's portal, is challenged with it. */
    Step enrolUnlessThereIsADevice(State state, OfferedFactor factor) {
        return adding
                ? register(state, factor)
                : Step.ask(state, new ListDevices(factor.user(), new Purpose.Enrol(factor)));
    }

    private Step challengeBegun(EnrolledDevice device, Verification verification, Instant now) {
        // Even one that calls itself accepted proves nothing: nobody entered or approved anything.
        return verification.status() == Status.PENDING || verification.status() == Status.ACCEPTED
                ? await(device, verification.id(), null, verification.data(), now)
                : Step.to(new Ended(Reason.REFUSED, retryAfterSending(now)));
    }

    private Step registrationBegun(State state, OfferedFactor factor, Registration registration, Instant now) {
        if (registration.status() == Status.ACCEPTED && registration.deviceId().isPresent()) {
            // Enrolled by OneLogin with nothing proven by the person: the device is there now, so it is challenged.
            return challenge(state, factor.enrolledAs(registration.deviceId().get()), now);
        }
        return registration.status() == Status.PENDING
                ? await(factor, registration.id(), registration.deviceId().orElse(null), registration.data(), now)
                : Step.to(new Ended(Reason.REFUSED, retryAfterSending(now)));
    }

    private Step await(Target target, OneLoginId id, OneLoginId device, FactorData data, Instant now) {
        return Step.to(awaiting(new Attempt(
                target,
                id,
                device,
                data,
                now,
                now.plus(policy.codeLifetime()),
                now.plus(policy.resendCooldown()),
                Policy.TRIES)));
    }

    Awaiting awaiting(Attempt attempt) {
        return policy.isAnsweredElsewhere(attempt.target().kind())
                ? new AwaitingAnswer(attempt)
                : new AwaitingCode(attempt);
    }

    /** A call that should have sent a message may have sent it although no good answer came. */
    Instant retryAfterSending(Instant now) {
        return now.plus(policy.resendCooldown());
    }

    /** An authenticator app has its code already: OneLogin is not asked before it is typed in, and it never expires. */
    Step challenge(State state, EnrolledDevice device, Instant now) {
        if (device.kind() == FactorKind.AUTHENTICATOR) {
            return Step.to(new AwaitingCode(
                    new Attempt(device, null, null, FactorData.NONE, now, Instant.MAX, now, Policy.TRIES)));
        }
        return Step.ask(state, new Call.Challenge(device, policy.codeLifetime(), isByLink(device)));
    }

    Step register(State state, OfferedFactor factor) {
        return Step.ask(state, new Call.Register(factor, policy.codeLifetime(), isByLink(factor)));
    }

    private boolean isByLink(Target target) {
        return target.kind() == FactorKind.EMAIL && policy.emailByLink();
    }

    List<OfferedFactor> offered(Event.FactorsListed listed) {
        return listed.factors().stream()
                .map(factor -> new OfferedFactor(
                        listed.user(), factor.id(), FactorKind.of(factor.authFactorName()), new Label(factor.name())))
                .filter(factor -> policy.canProve(factor.kind()))
                .sorted(Comparator.comparing(factor -> policy.rank(factor.kind())))
                .toList();
    }

    /** @return the devices that can be proven here, OneLogin's default first, then in the admin's order */
    List<EnrolledDevice> usable(OneLoginId user, List<Device> devices) {
        return devices.stream()
                .filter(device -> policy.canProve(FactorKind.of(device.authFactorName())))
                .sorted(Comparator.comparing((Device device) -> !device.isDefault())
                        .thenComparing(device -> policy.rank(FactorKind.of(device.authFactorName()))))
                .map(device -> new EnrolledDevice(
                        user, device.id(), FactorKind.of(device.authFactorName()), new Label(device.name())))
                .toList();
    }
}
