package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.QueryPurpose.CompleteEnrollment;
import dev.mfabridge.onelogin.mfa.QueryPurpose.FindEnrolledDevice;
import dev.mfabridge.onelogin.mfa.State.Proven;
import dev.mfabridge.onelogin.mfa.State.WithChallenge;
import java.util.List;
import java.util.Optional;

/** Handler of a challenge that can become a proof: the proof, and the lists of devices before and after an enrollment. */
abstract class ProvingHandler extends WithChallengeHandler {

    ProvingHandler(WithChallenge state, HandlerContext context) {
        super(state, context);
    }

    final Transition verify(OneTimeCode code) {
        return stay().andExecute(new Command.VerifyCode(current(), code));
    }

    /**
     * Lists the devices again before the enrollment is completed: a device that appeared since the registration began is
     * challenged instead (S2). After an unanswered check, the registration itself may have become a device.
     */
    final Transition completeEnrollment(OfferedFactor factor, OneTimeCode code) {
        return context.addsFactor() && !current().hasUnansweredCheck()
                ? verify(code)
                : stay().andExecute(new ListDevices(factor.user(), new CompleteEnrollment(factor, code)));
    }

    @Override
    Transition on(OneLoginEvent.DevicesListed event, CompleteEnrollment purpose) {
        if (!purpose.factor().equals(current().target())) {
            return super.on(event, purpose);
        }
        var own = current().hasUnansweredCheck()
                ? Optional.<OneLoginId>empty()
                : Optional.ofNullable(current().device());
        var appeared =
                event.without(current().devicesBefore()).without(own.stream().toList());
        if (context.addsFactor()) {
            return usableDevices(appeared).stream()
                    .filter(device -> device.type() == purpose.factor().type())
                    .findFirst()
                    .map(this::challenge)
                    .orElseGet(() -> verify(purpose.code()));
        }
        return appeared.isNone() ? verify(purpose.code()) : selectDevice(appeared, List.of());
    }

    @Override
    Transition onCompletionFailed(FailureReason reason) {
        return stay().andNotify(Notice.CODE_NOT_CHECKED);
    }

    /**
     * Proves the target after OneLogin's acceptance of a code. Only callers of this method, and the list of devices that it may need, lead to
     * a proof (S1). A registration becomes a device, whose id is needed for later challenges.
     */
    final Transition prove(Optional<OneLoginId> named) {
        return current()
                .target()
                .fold(
                        device -> Transition.to(new Proven(device, false)),
                        factor -> named.or(() -> Optional.ofNullable(current().device()))
                                .map(id -> Transition.to(new Proven(factor.enrolledAs(id), true)))
                                .orElseGet(() -> findEnrolledDevice(factor)));
    }

    private Transition findEnrolledDevice(OfferedFactor factor) {
        return findEnrolledDevice(factor, Optional.empty());
    }

    /**
     * Lists the devices after an accepted registration.
     *
     * @param named the device that the registration became, if a response named it
     */
    final Transition findEnrolledDevice(OfferedFactor factor, Optional<OneLoginId> named) {
        return stay().andExecute(new ListDevices(
                factor.user(), new FindEnrolledDevice(factor, current().devicesBefore(), named)));
    }

    /**
     * Proves the enrolled device if the list shows which device it is. Otherwise nothing is stored, and a restart finds
     * the device in OneLogin's list. Another device that appeared since the registration began is challenged instead (S2).
     */
    @Override
    Transition on(OneLoginEvent.DevicesListed event, FindEnrolledDevice purpose) {
        if (!purpose.factor().equals(current().target())) {
            return super.on(event, purpose);
        }
        var added = event.without(purpose.before()).withoutTemporaryTokens();
        var enrolled = purpose.named().or(() -> added.onlyOneOf(purpose.factor().type()));
        var others = added.without(enrolled.stream().toList());
        if (enrolled.isEmpty() || !context.addsFactor() && others.devices().isEmpty() && !others.isComplete()) {
            return fail(FailureReason.UNAVAILABLE, context.now());
        }
        return context.addsFactor() || others.isNone()
                ? Transition.to(new Proven(purpose.factor().enrolledAs(enrolled.get()), true))
                : selectDevice(others, List.of());
    }

    @Override
    Transition onEnrolledDeviceUnknown(FailureReason reason) {
        return fail(FailureReason.UNAVAILABLE, context.now());
    }
}
