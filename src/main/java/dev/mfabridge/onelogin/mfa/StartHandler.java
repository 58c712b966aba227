package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.Command.FindUser;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.ListFactors;
import dev.mfabridge.onelogin.mfa.Command.LookUpUser;
import dev.mfabridge.onelogin.mfa.QueryPurpose.SelectDevice;
import dev.mfabridge.onelogin.mfa.State.Start;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Handler of the start: the lookup of the OneLogin user, and the first device or factor. */
final class StartHandler extends ChallengeStartingHandler {

    StartHandler(Start state, HandlerContext context) {
        super(state, context);
    }

    @Override
    Transition on(UserEvent.PageOpened event) {
        return open(event.known());
    }

    Transition open(List<EnrolledDevice> known) {
        if (known.isEmpty()) {
            return stay().andExecute(new FindUser());
        }
        return policy().checksUserAtLogin() || context.addsFactor()
                ? stay().andExecute(new LookUpUser(known.get(0).user(), new SelectDevice(known)))
                : challengeFirst(known);
    }

    @Override
    Transition on(OneLoginEvent.UserFound event, SelectDevice purpose) {
        if (context.addsFactor()) {
            return stay().andExecute(new ListFactors(event.user()));
        }
        return purpose.known().isEmpty()
                ? stay().andExecute(new ListDevices(event.user(), purpose))
                : challengeFirst(purpose.known());
    }

    /** Lists the devices only if there is a choice: OneLogin says which device is the default, and may have one more. */
    private Transition challengeFirst(List<EnrolledDevice> known) {
        return policy().firstDevice(known).map(this::challenge).orElseGet(() -> listDevices(known));
    }

    /** Continues with the devices of another OneLogin user if Keycloak holds credentials for one, since this one is gone. */
    @Override
    Transition on(OneLoginEvent.UserNotFound event, SelectDevice purpose) {
        var others = purpose.ofOtherUsers();
        return event.reason() == FailureReason.USER_NOT_FOUND && !others.isEmpty() ? open(others) : on(event);
    }

    @Override
    Transition on(OneLoginEvent.FactorsListed event) {
        var offered = offeredFactors(event);
        return switch (offered.size()) {
            case 0 -> fail(FailureReason.NO_FACTOR_OFFERED, context.now());
            case 1 ->
                policy().enrollment().mode() == EnrollmentMode.BY_CHOICE
                        ? offer(offered)
                        : register(offered.get(0), List.of());
            default -> offer(offered);
        };
    }

    /**
     * Challenges a known device if the lookups are used up. An attacker with the password can use up the lookups of a
     * user (S4), and the list only shows which device is the default. If OneLogin rejects the request, a lookup shows
     * whether the user still exists.
     */
    @Override
    Transition onSelectionFailed(SelectDevice purpose, FailureReason reason) {
        if (reason == FailureReason.REFUSED && !purpose.known().isEmpty()) {
            return purpose.ofOtherUsers().isEmpty()
                    ? onRefused(purpose.known().get(0))
                    : listDevices(purpose.ofOtherUsers());
        }
        return Optional.of(purpose.known())
                .filter(known -> reason == FailureReason.TOO_MANY_REQUESTS)
                .flatMap(known -> known.stream()
                        .filter(device -> policy().canProve(device.type()))
                        .min(Comparator.comparing(device -> device.type().sendsMessage())))
                .map(this::challenge)
                .orElseGet(() -> onFailed(reason));
    }
}
