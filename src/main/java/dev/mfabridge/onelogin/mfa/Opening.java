package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.State.ChoosingFactor;
import dev.mfabridge.onelogin.mfa.State.Ended;
import dev.mfabridge.onelogin.mfa.State.Start;
import java.time.Instant;
import java.util.Optional;

/** The steps up to the first message, and those after a conversation ended: who the person is in OneLogin, and what there is to prove. */
record Opening(Sending sending) {

    Step start(Start state, Event event, Instant now) {
        if (event instanceof Event.Arrived arrived) {
            return arrived(state, arrived.known(), now);
        }
        if (event instanceof Event.UserFound found) {
            return Step.ask(state, new Call.ListDevices(found.user(), Optional.empty()));
        }
        if (event instanceof Event.UserNotFound missing) {
            return Step.to(new Ended(missing.reason(), now));
        }
        if (event instanceof Event.FactorsListed listed) {
            return factors(state, listed, now);
        }
        return sending.sent(state, event, now).orElseGet(() -> failed(state, event, now));
    }

    private Step arrived(Start state, Optional<EnrolledDevice> known, Instant now) {
        return known.map(device -> sending.policy().canProve(device.kind())
                        ? sending.challenge(state, device)
                        : Step.to(new Ended(Reason.NO_USABLE_DEVICE, now)))
                .orElseGet(() -> Step.ask(state, new Call.FindUser()));
    }

    private Step factors(Start state, Event.FactorsListed listed, Instant now) {
        var offered = listed.factors().stream()
                .map(factor -> new OfferedFactor(
                        listed.user(), factor.id(), FactorKind.of(factor.authFactorName()), new Label(factor.name())))
                .filter(factor -> sending.policy().canProve(factor.kind()))
                .toList();
        return switch (offered.size()) {
            case 0 -> Step.to(new Ended(Reason.NO_FACTOR_OFFERED, now));
            case 1 -> sending.register(state, offered.get(0));
            default -> Step.to(new ChoosingFactor(offered));
        };
    }

    Step choosingFactor(ChoosingFactor state, Event event, Instant now) {
        if (event instanceof Event.Chosen chosen) {
            return state.offered().stream()
                    .filter(factor -> factor.id().value().equals(chosen.factorId()))
                    .findFirst()
                    .map(factor -> sending.enrolUnlessThereIsADevice(state, factor))
                    .orElseGet(() -> Step.tell(state, Notice.NOT_OFFERED));
        }
        return sending.sent(state, event, now).orElseGet(() -> failed(state, event, now));
    }

    Step ended(Ended state, Event event, Instant now) {
        if (event instanceof Event.RetryAsked retry) {
            return now.isBefore(state.retryFrom())
                    ? Step.tell(state, Notice.TOO_SOON)
                    : arrived(new Start(), retry.known(), now);
        }
        return Step.to(state);
    }

    private Step failed(State state, Event event, Instant now) {
        if (event instanceof Event.CallFailed failed) {
            var retryFrom = failed.call() instanceof Call.Sending ? sending.retryAfterSending(now) : now;
            var isDevice = failed.call() instanceof Call.Challenge && failed.reason() == Reason.REFUSED;
            return Step.to(new Ended(isDevice ? Reason.DEVICE_REFUSED : failed.reason(), retryFrom));
        }
        return Step.to(state);
    }
}
