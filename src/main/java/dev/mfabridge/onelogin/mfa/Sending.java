package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Device;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.api.Registration;
import dev.mfabridge.onelogin.api.Status;
import dev.mfabridge.onelogin.api.Verification;
import dev.mfabridge.onelogin.mfa.State.AwaitingCode;
import dev.mfabridge.onelogin.mfa.State.Ended;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** The steps by which a message goes out to the person: a registration or a challenge is begun, and its code waited for. */
record Sending(Policy policy) {

    /** Whoever got a device since the last look, in another browser or in OneLogin's portal, is challenged with it. */
    Step enrolUnlessThereIsADevice(State state, OfferedFactor factor) {
        return Step.ask(state, new Call.ListDevices(factor.user(), Optional.of(factor)));
    }

    /**
     * Whoever has a device proves that device: were enrolment offered instead, a stolen password would be enough to enrol
     * the thief's.
     */
    private Step devicesListed(State state, Event.DevicesListed listed, Instant now) {
        if (listed.devices().isEmpty()) {
            return listed.wanted()
                    .map(factor -> register(state, factor))
                    .orElseGet(() -> Step.ask(state, new Call.ListFactors(listed.user())));
        }
        return listed.devices().stream()
                .filter(device -> policy.canProve(FactorKind.of(device.authFactorName())))
                .max(Comparator.comparing(Device::isDefault))
                .map(device -> challenge(state, enrolled(listed.user(), device)))
                .orElseGet(() -> Step.to(new Ended(Reason.NO_USABLE_DEVICE, now)));
    }

    private static EnrolledDevice enrolled(OneLoginId user, Device device) {
        return new EnrolledDevice(user, device.id(), FactorKind.of(device.authFactorName()), new Label(device.name()));
    }

    /** The step on the way to a code, from the list of devices to the message that was sent. */
    Optional<Step> sent(State state, Event event, Instant now) {
        if (event instanceof Event.DevicesListed listed) {
            return Optional.of(devicesListed(state, listed, now));
        }
        if (event instanceof Event.ChallengeBegun begun) {
            return Optional.of(challengeBegun(begun.device(), begun.verification(), now));
        }
        if (event instanceof Event.RegistrationBegun begun) {
            return Optional.of(registrationBegun(state, begun.factor(), begun.registration(), now));
        }
        return Optional.empty();
    }

    private Step challengeBegun(EnrolledDevice device, Verification verification, Instant now) {
        // Even one that calls itself accepted proves nothing: no code was entered.
        return verification.status() == Status.PENDING || verification.status() == Status.ACCEPTED
                ? awaitCode(device, verification.id(), null, now)
                : Step.to(new Ended(Reason.REFUSED, retryAfterSending(now)));
    }

    private Step registrationBegun(State state, OfferedFactor factor, Registration registration, Instant now) {
        if (registration.status() == Status.ACCEPTED && registration.deviceId().isPresent()) {
            // Enrolled by OneLogin with nothing proven by the person: the device is there now, so it is challenged.
            return challenge(state, factor.enrolledAs(registration.deviceId().get()));
        }
        return registration.status() == Status.PENDING
                ? awaitCode(factor, registration.id(), registration.deviceId().orElse(null), now)
                : Step.to(new Ended(Reason.REFUSED, retryAfterSending(now)));
    }

    private Step awaitCode(Target target, OneLoginId id, OneLoginId device, Instant now) {
        return Step.to(new AwaitingCode(new Attempt(
                target, id, device, now.plus(policy.codeLifetime()), now.plus(policy.resendCooldown()), Policy.TRIES)));
    }

    /** A call that should have sent a message may have sent it although no good answer came. */
    Instant retryAfterSending(Instant now) {
        return now.plus(policy.resendCooldown());
    }

    Step challenge(State state, EnrolledDevice device) {
        return Step.ask(state, new Call.Challenge(device, policy.codeLifetime()));
    }

    Step register(State state, OfferedFactor factor) {
        return Step.ask(state, new Call.Register(factor, policy.codeLifetime()));
    }
}
