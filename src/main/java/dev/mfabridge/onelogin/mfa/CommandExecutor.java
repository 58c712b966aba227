package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.client.UserLookup;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Executor of a conversation's commands with OneLogin's API, within the rate limits of the user. Each command acquires
 * one permit, and releases the permit if OneLogin never received the request:
 *
 * <ul>
 *   <li>a command that sends a message acquires a permit for a call, and then exchanges it for a permit for a message
 *   <li>the check of a code acquires a permit for a code attempt
 *   <li>a poll acquires a permit for a poll, which only bounds the pace
 *   <li>every other command acquires a permit for a call
 * </ul>
 */
public final class CommandExecutor {
    private static final PollResult NOT_YET = new PollResult(PollResult.Status.PENDING, Optional.empty());

    private final OneLoginClient client;
    private final UserReference reference;
    private final MessageOptions messageOptions;
    private final RateLimiter rateLimiter;
    private final ApiProblemListener problems;

    /**
     * Creates an executor.
     *
     * @param client the client of OneLogin's API
     * @param reference the reference to the OneLogin user
     * @param messageOptions the content of messages
     * @param rateLimiter the rate limits of the user
     * @param log the log of failures, and of items that can't be used
     */
    public CommandExecutor(
            OneLoginClient client,
            UserReference reference,
            MessageOptions messageOptions,
            RateLimiter rateLimiter,
            ApiProblemListener log) {
        this.client = client;
        this.reference = reference;
        this.messageOptions = messageOptions;
        this.rateLimiter = rateLimiter;
        this.problems = log;
    }

    /**
     * Executes a command.
     *
     * @return the outcome of the command; a failure is an event as well, and no exception
     */
    public OneLoginEvent execute(Command command) {
        return execute(command, () -> command.accept(new CommandRun()));
    }

    /**
     * Polls a challenge without a permit, since the caller bounds the pace.
     *
     * @return the outcome of the poll; a failure is an event as well, and no exception
     */
    public OneLoginEvent poll(Command.PollChallenge command) {
        return execute(command, () -> new OneLoginEvent.Polled(poll(command.challenge())));
    }

    private OneLoginEvent execute(Command command, Supplier<OneLoginEvent> request) {
        try {
            return request.get();
        } catch (OneLoginException e) {
            problems.failed(e);
            return new OneLoginEvent.CommandFailed(command, FailureReason.of(e));
        }
    }

    /** Run of one command. */
    private final class CommandRun implements CommandVisitor<OneLoginEvent> {

        @Override
        public OneLoginEvent findUser(Command.FindUser command) {
            return withinCallLimit(command, () -> found(lookUp(), new QueryPurpose.SelectDevice(List.of())));
        }

        @Override
        public OneLoginEvent lookUpUser(Command.LookUpUser command) {
            return withinCallLimit(command, () -> found(client.user(command.user()), command.purpose()));
        }

        @Override
        public OneLoginEvent listDevices(Command.ListDevices command) {
            return withinCallLimit(command, () -> devices(command));
        }

        @Override
        public OneLoginEvent listFactors(Command.ListFactors command) {
            return withinCallLimit(command, () -> factors(command));
        }

        @Override
        public OneLoginEvent startRegistration(Command.StartRegistration command) {
            return withinMessageLimit(command, () -> {
                var factor = command.target();
                var options = messageOptions.deliveryOptions(factor, command.codeLifetime(), command.mayHaveLink());
                return new OneLoginEvent.RegistrationStarted(
                        command,
                        client.startRegistration(
                                factor.user(), factor.id(), factor.label().text(), options));
            });
        }

        @Override
        public OneLoginEvent startVerification(Command.StartVerification command) {
            return withinMessageLimit(command, () -> {
                var device = command.target();
                var options = messageOptions.deliveryOptions(device, command.codeLifetime(), command.mayHaveLink());
                return new OneLoginEvent.VerificationStarted(
                        device, client.startVerification(device.user(), device.id(), options));
            });
        }

        @Override
        public OneLoginEvent verifyCode(Command.VerifyCode command) {
            // Without an access token, OneLogin can't check the code, so the code is not used up.
            client.authenticate();
            return rateLimiter
                    .acquireCodeAttempt(command.challenge())
                    .<OneLoginEvent>map(OneLoginEvent.CodeAttemptsExhausted::new)
                    // An outage uses up no attempt (S5). A refusal can be OneLogin's response to a wrong code, so it
                    // uses up an attempt (S3).
                    .orElseGet(() -> answered(
                            new OneLoginEvent.CodeUnanswered(),
                            () -> releasing(
                                    rateLimiter::releaseCodeAttempt,
                                    e -> !e.mayHaveBeenProcessed() && !isRefusal(e),
                                    () -> new OneLoginEvent.CodeChecked(verify(command)))));
        }

        @Override
        public OneLoginEvent pollChallenge(Command.PollChallenge command) {
            return answered(
                    new OneLoginEvent.PollUnanswered(),
                    () -> new OneLoginEvent.Polled(
                            rateLimiter.acquirePoll(command.challenge()) ? poll(command.challenge()) : NOT_YET));
        }
    }

    /** Returns the outcome of a check, or the other event if OneLogin may have processed the check without an answer. */
    private OneLoginEvent answered(OneLoginEvent unanswered, Supplier<OneLoginEvent> check) {
        try {
            return check.get();
        } catch (OneLoginException e) {
            if (!e.mayHaveBeenProcessed()) {
                throw e;
            }
            problems.failed(e);
            return unanswered;
        }
    }

    private OneLoginEvent withinCallLimit(Command command, Supplier<OneLoginEvent> request) {
        return rateLimiter.acquireCall()
                ? releasing(rateLimiter::releaseCall, CommandExecutor::wasNotSent, request)
                : new OneLoginEvent.CommandFailed(command, FailureReason.TOO_MANY_REQUESTS);
    }

    /**
     * Sends a message within the message limit. A sent message uses up a permit for messages and none for calls; a
     * message that OneLogin refuses uses up a permit for calls.
     */
    private OneLoginEvent withinMessageLimit(Command.MessageCommand command, Supplier<OneLoginEvent> request) {
        if (command.messageTarget().isEmpty()) {
            return withinCallLimit(command, request);
        }
        return withinCallLimit(command, () -> {
            // Without an access token, OneLogin can't send the message.
            client.authenticate();
            var event = rateLimiter
                    .acquireMessage()
                    .<OneLoginEvent>map(until -> new OneLoginEvent.LimitReached(command.target(), until))
                    .orElseGet(() -> releasing(rateLimiter::releaseMessage, e -> !e.mayHaveBeenProcessed(), request));
            rateLimiter.releaseCall();
            return event;
        });
    }

    private static OneLoginEvent releasing(
            Runnable release, Predicate<OneLoginException> isWithoutEffect, Supplier<OneLoginEvent> request) {
        try {
            return request.get();
        } catch (OneLoginException e) {
            if (isWithoutEffect.test(e)) {
                release.run();
            }
            throw e;
        }
    }

    private static boolean wasNotSent(OneLoginException e) {
        return !e.mayHaveBeenProcessed() && (e.kind() == OneLoginException.Kind.UNREACHABLE || e.isOwnLimit());
    }

    private static boolean isRefusal(OneLoginException e) {
        return e.kind() == OneLoginException.Kind.REFUSED;
    }

    private UserLookup lookUp() {
        return reference.fold(
                byId -> client.user(byId.user()),
                byField -> client.findUser(byField.field(), byField.value()),
                missing -> new UserLookup.None());
    }

    private static OneLoginEvent found(UserLookup lookup, QueryPurpose.LookUpPurpose purpose) {
        return lookup.fold(
                user -> new OneLoginEvent.UserFound(user, purpose),
                block -> new OneLoginEvent.UserNotFound(FailureReason.of(block), purpose),
                () -> new OneLoginEvent.UserNotFound(FailureReason.USER_NOT_FOUND, purpose),
                () -> new OneLoginEvent.UserNotFound(FailureReason.USER_AMBIGUOUS, purpose));
    }

    private PollResult poll(Challenge challenge) {
        var result = challenge
                .target()
                .fold(
                        device -> client.pollVerification(device.user(), challenge.id()),
                        factor -> client.pollRegistration(factor.user(), challenge.id()));
        requireDevice(challenge, result.deviceId());
        return result;
    }

    /** Checks that an answer names no other device than the challenged one, or than the one of the registration (S1). */
    private static void requireDevice(Challenge challenge, Optional<OneLoginId> named) {
        var expected = challenge
                .target()
                .enrolledDevice()
                .map(EnrolledDevice::id)
                .or(() -> Optional.ofNullable(challenge.device()));
        if (named.isPresent() && expected.isPresent() && !named.equals(expected)) {
            throw new OneLoginException.InvalidResponse(
                    "OneLogin's answer about the device " + expected.get() + " names the device " + named.get());
        }
    }

    private CodeCheck verify(Command.VerifyCode command) {
        var check = check(command);
        requireDevice(command.challenge(), check.deviceId());
        return check;
    }

    private CodeCheck check(Command.VerifyCode command) {
        var id = command.challenge().id();
        var code = command.code();
        return command.challenge()
                .target()
                .fold(
                        device -> command.challenge().isAppCode()
                                ? client.verifyAppCode(device.user(), device.id(), code)
                                : client.completeVerification(device.user(), id, device.id(), code),
                        factor -> client.completeRegistration(factor.user(), id, code));
    }

    /**
     * Returns the list of devices. A device of an unknown type stays in the list: a user with such a device must not
     * enroll another (S2).
     */
    private OneLoginEvent devices(Command.ListDevices command) {
        var devices = client.devices(command.user());
        devices.unreadable().forEach(problems::skipped);
        devices.items().stream()
                .filter(device ->
                        !PolicyFilter.typeOf(device).isKnown() && !device.id().isTemporaryToken())
                .forEach(device ->
                        problems.skipped("device " + device.id() + " of the user has an unknown factor type"));
        return new OneLoginEvent.DevicesListed(
                command.user(), devices.items(), devices.isComplete(), command.purpose());
    }

    private OneLoginEvent factors(Command.ListFactors command) {
        var factors = client.factors(command.user());
        factors.unreadable().forEach(problems::skipped);
        factors.items().stream()
                .filter(factor -> !PolicyFilter.typeOf(factor).isKnown())
                .forEach(factor -> problems.skipped("factor " + factor.id() + " has an unknown factor type"));
        return new OneLoginEvent.FactorsListed(command.user(), factors.items());
    }
}
