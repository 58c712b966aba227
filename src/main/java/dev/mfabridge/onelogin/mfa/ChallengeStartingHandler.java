package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.ChallengeStatus;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.LookUpUser;
import dev.mfabridge.onelogin.mfa.Command.StartRegistration;
import dev.mfabridge.onelogin.mfa.Command.StartVerification;
import dev.mfabridge.onelogin.mfa.QueryPurpose.RecheckDevice;
import dev.mfabridge.onelogin.mfa.QueryPurpose.WithoutMessage;
import dev.mfabridge.onelogin.mfa.State.Awaiting;
import dev.mfabridge.onelogin.mfa.State.AwaitingCode;
import dev.mfabridge.onelogin.mfa.State.AwaitingOutOfBand;
import dev.mfabridge.onelogin.mfa.State.Failed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Handler of a state in which a challenge can start. It handles OneLogin's responses to the request of a challenge. */
abstract class ChallengeStartingHandler extends EventHandler {
    final HandlerContext context;

    ChallengeStartingHandler(State state, HandlerContext context) {
        super(state);
        this.context = context;
    }

    final Policy policy() {
        return context.policy();
    }

    final Transition fail(FailureReason reason, Instant retryAt) {
        return Transition.to(new Failed(reason, retryAt));
    }

    /** Handles the start of a challenge. */
    Transition started(Awaiting awaiting) {
        return Transition.to(awaiting);
    }

    @Override
    Transition on(OneLoginEvent.UserNotFound event) {
        return fail(event.reason(), context.now());
    }

    @Override
    Transition on(OneLoginEvent.UserFound event, RecheckDevice purpose) {
        return stay().andExecute(new ListDevices(event.user(), purpose));
    }

    /**
     * Handles the start of a verification. Even an accepted verification proves nothing (S1): the user has entered and
     * confirmed nothing yet.
     */
    @Override
    Transition on(OneLoginEvent.VerificationStarted event) {
        var verification = event.verification();
        return verification.status() == ChallengeStatus.REJECTED
                ? fail(FailureReason.REFUSED, context.afterCooldown())
                : started(awaiting(Challenge.ofVerification(event.device(), verification, policy(), context.now())));
    }

    @Override
    Transition on(OneLoginEvent.RegistrationStarted event) {
        var factor = event.command().target();
        var registration = event.registration();
        if (registration.status() == ChallengeStatus.ACCEPTED
                && registration.deviceId().isPresent()) {
            // OneLogin enrolled the device although the user proved nothing (S1), so it is challenged like any other.
            return challengeUnlessAnotherAppeared(
                    factor.enrolledAs(registration.deviceId().get()));
        }
        return registration.status() == ChallengeStatus.REJECTED
                ? fail(FailureReason.REFUSED, context.afterCooldown())
                : started(awaiting(Challenge.ofRegistration(event.command(), registration, policy(), context.now())));
    }

    /** Lists the devices after a registration that OneLogin completed at once: no other list precedes its completion (S2). */
    private Transition challengeUnlessAnotherAppeared(EnrolledDevice device) {
        return context.addsFactor()
                ? challenge(device)
                : stay().andExecute(new ListDevices(device.user(), new QueryPurpose.ChallengeEnrolled(device)));
    }

    @Override
    Transition on(OneLoginEvent.DevicesListed event, QueryPurpose.ChallengeEnrolled purpose) {
        var others = event.without(List.of(purpose.device().id()));
        return others.isNone() ? challenge(purpose.device()) : selectDevice(others, List.of());
    }

    @Override
    Transition on(OneLoginEvent.LimitReached event) {
        return event.target()
                .fold(
                        device -> stay().andExecute(new ListDevices(device.user(), new WithoutMessage(event.until()))),
                        factor -> fail(FailureReason.TOO_MANY_MESSAGES, event.until()));
    }

    @Override
    Transition on(OneLoginEvent.DevicesListed event, WithoutMessage purpose) {
        return usableDevices(event).stream()
                .filter(device -> !device.type().sendsMessage())
                .findFirst()
                .or(() -> temporaryToken(event))
                .map(this::challenge)
                .orElseGet(() -> fail(FailureReason.TOO_MANY_MESSAGES, purpose.until()));
    }

    @Override
    Transition on(OneLoginEvent.DevicesListed event, RecheckDevice purpose) {
        var removed = missing(event, List.of(purpose.device()));
        if (removed.isEmpty()) {
            // The help desk gives a token to a user whose device can't be used.
            return temporaryToken(event)
                    .map(this::challenge)
                    .orElseGet(() -> fail(FailureReason.DEVICE_REFUSED, context.afterCooldown()));
        }
        // If the device was removed, the login starts over without it.
        return new StartHandler(new State.Start(), context)
                .selectDevice(event, removed)
                .andForget(removed);
    }

    @Override
    Transition on(OneLoginEvent.DevicesListed event, QueryPurpose.SelectDevice purpose) {
        var removed = missing(event, purpose.known());
        var others = purpose.ofOtherUsers();
        return (others.isEmpty() || !usableDevices(event).isEmpty()
                        ? selectDevice(event, removed)
                        : listDevices(others))
                .andForget(removed);
    }

    /** Lists the devices of the OneLogin user who owns the first of the known devices, to select one. */
    final Transition listDevices(List<EnrolledDevice> known) {
        return stay().andExecute(new ListDevices(known.get(0).user(), new QueryPurpose.SelectDevice(known)));
    }

    @Override
    Transition on(OneLoginEvent.DevicesListed event, QueryPurpose.OfferDevices purpose) {
        return selectDevice(event, List.of());
    }

    @Override
    Transition on(OneLoginEvent.DevicesListed event, QueryPurpose.FindEnrolledDevice purpose) {
        return selectDevice(event, List.of());
    }

    @Override
    Transition on(OneLoginEvent.DevicesListed event, QueryPurpose.Enroll purpose) {
        var mayEnroll =
                context.addsFactor() || event.isNone() && policy().enrollment().mode() != EnrollmentMode.OFF;
        return mayEnroll ? register(purpose.factor(), event.ids()) : selectDevice(event, List.of());
    }

    @Override
    Transition on(OneLoginEvent.DevicesListed event, QueryPurpose.CompleteEnrollment purpose) {
        return selectDevice(event, List.of());
    }

    /** Ends the enrollment of a user who still has no device. A device that appeared is challenged instead (S2). */
    @Override
    Transition on(OneLoginEvent.DevicesListed event, QueryPurpose.LeaveEnrollment purpose) {
        return event.isNone() ? Transition.to(new State.Start()) : selectDevice(event, List.of());
    }

    /** Lists the devices before the user skips the enrollment, since one may have appeared in the meantime (S2). */
    final Transition leaveEnrollment(OneLoginId user) {
        return stay().andExecute(new ListDevices(user, new QueryPurpose.LeaveEnrollment()));
    }

    @Override
    Transition onLeavingFailed(FailureReason reason) {
        return fail(reason, context.retryAt(reason));
    }

    /**
     * Challenges a device of the list. Enrollment is only offered if the user certainly has no device: otherwise a stolen password
     * would be enough to enroll the thief's phone (S2).
     *
     * @param removed devices that are no longer in OneLogin
     */
    final Transition selectDevice(OneLoginEvent.DevicesListed event, List<EnrolledDevice> removed) {
        if (event.isNone()) {
            return withoutDevice(event.user(), removed);
        }
        return usableDevices(event).stream()
                .findFirst()
                .or(() -> temporaryToken(event))
                .map(this::challenge)
                .orElseGet(() -> fail(FailureReason.NO_USABLE_DEVICE, context.now()));
    }

    /** Returns the newest temporary token of the list, or empty if there is none or the user's task is another than to sign in. */
    final Optional<EnrolledDevice> temporaryToken(OneLoginEvent.DevicesListed event) {
        return context.acceptsTemporaryToken() ? event.temporaryToken() : Optional.empty();
    }

    private Transition withoutDevice(OneLoginId user, List<EnrolledDevice> removed) {
        if (!removed.isEmpty() && !policy().allowsReenrollment()) {
            return fail(FailureReason.DEVICE_REMOVED, context.now());
        }
        return policy().enrollment().mode() == EnrollmentMode.OFF
                ? fail(FailureReason.NOT_ENROLLED, context.now())
                : stay().andExecute(new Command.ListFactors(user));
    }

    /**
     * Returns the known devices of the listed user that the list lacks. If an item of the list couldn't be read, none is
     * missing, since the item can be any of the known devices.
     */
    private static List<EnrolledDevice> missing(OneLoginEvent.DevicesListed event, List<EnrolledDevice> known) {
        if (!event.isComplete()) {
            return List.of();
        }
        return known.stream()
                .filter(device -> device.user().equals(event.user()))
                .filter(device -> !event.ids().contains(device.id()))
                .toList();
    }

    final List<EnrolledDevice> usableDevices(OneLoginEvent.DevicesListed event) {
        return new PolicyFilter(policy()).devices(event.user(), event.devices());
    }

    final List<OfferedFactor> offeredFactors(OneLoginEvent.FactorsListed event) {
        return new PolicyFilter(policy()).factors(event);
    }

    /**
     * Challenges a device. The user of an app or of a temporary token has the code already, so nothing is sent before the user
     * enters the code. The code of an authenticator app never expires.
     */
    final Transition challenge(EnrolledDevice device) {
        var type = device.type();
        if (!type.sendsMessage()) {
            return Transition.to(new AwaitingCode(Challenge.ofApp(device, context.now(), Instant.MAX)));
        }
        if (type.hasApp() && context.task() == MfaStateMachine.Task.PROVE_WITH_CODE) {
            var expiresAt = context.now().plus(policy().codeLifetime());
            return Transition.to(new AwaitingCode(Challenge.ofApp(device, context.now(), expiresAt)));
        }
        return stay().andExecute(new StartVerification(device, policy().codeLifetime(), policy().mayHaveLink(type)));
    }

    /**
     * Offers factors to enroll. Unless the user adds one to a device, factors are only listed after a list without a device, in the
     * same request (S2).
     */
    final Transition offer(List<OfferedFactor> offered) {
        return Transition.to(new State.ChoosingFactor(offered, context.addsFactor() ? null : context.now()));
    }

    /**
     * Lists the devices again immediately before an enrollment. A device that appeared since the last list, in another
     * browser or in OneLogin's portal, is challenged instead (S2). The list also distinguishes the enrolled device from
     * earlier ones.
     */
    final Transition enrollUnlessThereIsADevice(OfferedFactor factor) {
        return stay().andExecute(new ListDevices(factor.user(), new QueryPurpose.Enroll(factor)));
    }

    /**
     * Starts the registration of a factor.
     *
     * @param devicesBefore the devices that the user has before the registration
     */
    final Transition register(OfferedFactor factor, List<OneLoginId> devicesBefore) {
        return stay().andExecute(new StartRegistration(
                factor, policy().codeLifetime(), policy().mayHaveLink(factor.type()), devicesBefore));
    }

    final Awaiting awaiting(Challenge challenge) {
        var type = challenge.target().type();
        return policy().isOutOfBand(type)
                ? new AwaitingOutOfBand(challenge, policy().takesCode(type))
                : new AwaitingCode(challenge);
    }

    @Override
    Transition onFailed(FailureReason reason) {
        return fail(reason, context.retryAt(reason));
    }

    @Override
    Transition onMessageFailed(FailureReason reason) {
        return fail(reason, reason == FailureReason.BUSY ? context.now() : context.afterCooldown());
    }

    /** Handles a refusal to challenge a device: the device may have been removed in OneLogin, or its user suspended. */
    @Override
    Transition onRefused(EnrolledDevice device) {
        return stay().andExecute(new LookUpUser(device.user(), new RecheckDevice(device)));
    }

    /**
     * Handles a failed check after a refusal. OneLogin was reachable and refused, so this is no outage, and no bypass
     * may follow (S1).
     */
    @Override
    Transition onRecheckFailed(FailureReason reason) {
        return reason == FailureReason.UNREACHABLE
                ? fail(FailureReason.UNAVAILABLE, context.afterCooldown())
                : onFailed(reason);
    }
}
