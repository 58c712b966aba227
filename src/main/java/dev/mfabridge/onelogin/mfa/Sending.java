package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.ChallengeStatus;
import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.Registration;
import dev.mfabridge.onelogin.client.Verification;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.Purpose;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.AwaitingCode;
import dev.mfabridge.onelogin.mfa.State.AwaitingOutOfBand;
import dev.mfabridge.onelogin.mfa.State.Failed;
import java.time.Instant;
import java.util.List;

/**
 * The steps by which an attempt begins: what is to be enrolled or challenged, and what came of asking OneLogin to.
 *
 * @param policy what the admin decided
 * @param purpose what the user is here for
 */
record Sending(Policy policy, MfaStateMachine.Task purpose) {

    /** @return whether the user has proven what there is, and enrolls another factor */
    boolean adding() {
        return purpose == MfaStateMachine.Task.ADD;
    }

    /** What leads to an attempt in a state that has none; a failure ends the conversation. */
    Transition begun(State state, Event event, Instant now) {
        if (event instanceof Event.DevicesListed listed) {
            return new Listed(this, listed).step(state, now);
        }
        if (event instanceof Event.UserNotFound missing) {
            return Transition.to(new Failed(missing.reason(), now));
        }
        if (event instanceof Event.UserFound found && found.purpose() instanceof Purpose.RecheckDevice) {
            return Transition.ask(state, new ListDevices(found.user(), found.purpose()));
        }
        if (event instanceof Event.VerificationStarted begun) {
            return challengeBegun(begun.device(), begun.verification(), now);
        }
        if (event instanceof Event.RegistrationStarted begun) {
            return registrationBegun(state, begun.command(), begun.registration(), now);
        }
        if (event instanceof Event.LimitReached limit) {
            return limit.target() instanceof EnrolledDevice device
                    ? Transition.ask(state, new ListDevices(device.user(), new Purpose.WithoutMessage(limit.until())))
                    : Transition.to(new Failed(FailureReason.TOO_MANY_MESSAGES, limit.until()));
        }
        if (event instanceof Event.CommandFailed failed) {
            return failed(state, failed, now);
        }
        return Transition.to(state);
    }

    private Transition failed(State state, Event.CommandFailed failed, Instant now) {
        if (failed.reason() == FailureReason.REFUSED
                && failed.command() instanceof Command.StartVerification challenge) {
            return lookFor(state, challenge.target());
        }
        if (failed.reason() == FailureReason.UNREACHABLE && isAboutARefusal(failed.command())) {
            // OneLogin was there and said no, so this is no outage.
            return Transition.to(new Failed(FailureReason.UNAVAILABLE, retryAfterSending(now)));
        }
        var isToWait = failed.command() instanceof Command.MessageCommand
                || failed.reason() == FailureReason.TOO_MANY_REQUESTS;
        var retryFrom = isToWait ? retryAfterSending(now) : now;
        return Transition.to(new Failed(failed.reason(), retryFrom));
    }

    private static boolean isAboutARefusal(Command command) {
        return command instanceof Command.LookUpUser lookUp && lookUp.purpose() instanceof Purpose.RecheckDevice
                || command instanceof ListDevices list && list.purpose() instanceof Purpose.RecheckDevice;
    }

    /** A device that OneLogin refuses may have been removed there, or its user suspended. */
    private static Transition lookFor(State state, EnrolledDevice device) {
        return Transition.ask(state, new Command.LookUpUser(device.user(), new Purpose.RecheckDevice(device)));
    }

    /**
     * Devices are listed again just before an enrollment: a device that came since the last look, in another browser or in
     * OneLogin's portal, is challenged instead, and the one that is enrolled is told from those before it.
     */
    Transition enrolUnlessThereIsADevice(State state, OfferedFactor factor) {
        return Transition.ask(state, new ListDevices(factor.user(), new Purpose.Enroll(factor)));
    }

    /** Its id is all that is needed of what was begun. Even an accepted one proves nothing (S1): nobody entered or approved anything. */
    private Transition challengeBegun(EnrolledDevice device, Verification verification, Instant now) {
        return verification.status() == ChallengeStatus.REJECTED
                ? Transition.to(new Failed(FailureReason.REFUSED, retryAfterSending(now)))
                : await(device, verification.id(), null, List.of(), verification.data(), now);
    }

    private Transition registrationBegun(
            State state, Command.StartRegistration call, Registration registration, Instant now) {
        var factor = call.target();
        if (registration.status() == ChallengeStatus.ACCEPTED
                && registration.deviceId().isPresent()) {
            // Enrolled by OneLogin with nothing proven by the user (S1): the device is there now, so it is challenged.
            return challenge(state, factor.enrolledAs(registration.deviceId().get()), now);
        }
        return registration.status() == ChallengeStatus.REJECTED
                ? Transition.to(new Failed(FailureReason.REFUSED, retryAfterSending(now)))
                : await(
                        factor,
                        registration.id(),
                        registration.deviceId().orElse(null),
                        call.devicesBefore(),
                        registration.data(),
                        now);
    }

    private Transition await(
            Target target,
            OneLoginId id,
            OneLoginId device,
            List<OneLoginId> devicesBefore,
            FactorData data,
            Instant now) {
        return Transition.to(awaiting(new Challenge(
                target,
                id,
                device,
                devicesBefore,
                data,
                now,
                now.plus(policy.codeLifetime()),
                now.plus(policy.resendCooldown()),
                Policy.MAX_CODE_ATTEMPTS)));
    }

    Awaiting awaiting(Challenge challenge) {
        var type = challenge.target().type();
        return policy.isOutOfBand(type)
                ? new AwaitingOutOfBand(challenge, policy.takesCode(type))
                : new AwaitingCode(challenge);
    }

    /** A call that should have sent a message may have sent it although no good answer came. */
    Instant retryAfterSending(Instant now) {
        return now.plus(policy.resendCooldown());
    }

    /** An app has its code already: OneLogin is not asked before it is typed in. That of an authenticator app never expires. */
    Transition challenge(State state, EnrolledDevice device, Instant now) {
        if (device.type() == FactorType.AUTHENTICATOR) {
            return Transition.to(new AwaitingCode(Challenge.ofApp(device, now, Instant.MAX)));
        }
        if (device.type().hasApp() && purpose == MfaStateMachine.Task.PROVE_WITH_CODE) {
            return Transition.to(new AwaitingCode(Challenge.ofApp(device, now, now.plus(policy.codeLifetime()))));
        }
        return Transition.ask(
                state, new Command.StartVerification(device, policy.codeLifetime(), policy.mayHaveLink(device.type())));
    }

    /** @param devicesBefore the devices that the user has before the registration */
    Transition register(State state, OfferedFactor factor, List<OneLoginId> devicesBefore) {
        return Transition.ask(
                state,
                new Command.StartRegistration(
                        factor, policy.codeLifetime(), policy.mayHaveLink(factor.type()), devicesBefore));
    }

    List<OfferedFactor> offered(Event.FactorsListed listed) {
        return new FactorSelection(policy).factors(listed);
    }

    List<EnrolledDevice> usable(OneLoginId user, List<Device> devices) {
        return new FactorSelection(policy).devices(user, devices);
    }
}
