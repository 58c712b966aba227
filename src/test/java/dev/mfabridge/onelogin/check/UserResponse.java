package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.DeliveryOptions;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** User's part in a challenge or registration: a code that is typed here, or an out-of-band confirmation. */
final class UserResponse {
    static final DeliveryOptions DELIVERY = DeliveryOptions.withLifetime(Duration.ofMinutes(3));
    static final Duration POLLING_PAUSE = Duration.ofSeconds(3);
    private static final int MAX_ATTEMPTS = 3;
    private static final long POLLS = DELIVERY.lifetime().dividedBy(POLLING_PAUSE);

    private final CheckSession session;
    private final Runnable pause;

    /**
     * Creates the user's part.
     *
     * @param pause waits between two polls
     */
    UserResponse(CheckSession session, Runnable pause) {
        this.session = session;
        this.pause = pause;
    }

    /** Returns the warning about the message that OneLogin sends. */
    static String warning(FactorType type) {
        return switch (type) {
            case SMS -> "OneLogin is going to send a real SMS to the user's phone.";
            case EMAIL -> "OneLogin is going to send a real e-mail to the user.";
            case VOICE -> "OneLogin is going to call the user's phone.";
            case PROTECT -> "OneLogin is going to ask the user in the app OneLogin Protect.";
            case AUTHENTICATOR, TEMPORARY_TOKEN, OTHER ->
                "OneLogin sends nothing: the user needs the authenticator app.";
        };
    }

    /**
     * Waits for the user.
     *
     * @param check verifies a code
     * @param poll asks whether the user has answered
     */
    ChallengeResult await(FactorType type, Function<OneTimeCode, CodeCheck> check, Supplier<PollResult> poll) {
        if (type == FactorType.VOICE || type == FactorType.PROTECT) {
            return poll(poll);
        }
        return enter(
                        type == FactorType.EMAIL
                                ? "Enter the code of the e-mail, or press Enter after you have opened its link: "
                                : "Enter the code: ",
                        check)
                .orElseGet(() -> type == FactorType.EMAIL ? poll(poll) : noCode());
    }

    /** Returns the result, or empty if no code was entered. */
    Optional<ChallengeResult> enter(String prompt, Function<OneTimeCode, CodeCheck> check) {
        for (var attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
            var code = session.terminal().readHidden(prompt).flatMap(OneTimeCode::parse);
            if (code.isEmpty()) {
                return Optional.empty();
            }
            session.hide(code.get().value());
            var checked = session.step("Code verified", () -> check.apply(code.get()), UserResponse::reading);
            if (checked.isEmpty()) {
                return Optional.of(ChallengeResult.OPEN);
            }
            if (checked.get().verdict() == CodeCheck.Verdict.ACCEPTED) {
                return Optional.of(new ChallengeResult(true, checked.get().deviceId()));
            }
        }
        session.incomplete("OneLogin accepted none of the " + MAX_ATTEMPTS + " codes.");
        return Optional.of(ChallengeResult.OPEN);
    }

    ChallengeResult noCode() {
        session.incomplete("No code was entered, so no code was verified.");
        return ChallengeResult.OPEN;
    }

    private static Reading reading(CodeCheck check) {
        return Reading.read("the code is " + check.verdict().name().toLowerCase(Locale.ROOT));
    }

    private ChallengeResult poll(Supplier<PollResult> poll) {
        session.terminal().print("Waiting for the user's answer ...");
        for (var polls = 0L; polls < POLLS; polls++) {
            var polled = session.step(
                    "Polled",
                    poll,
                    answer -> Reading.read(answer.status().name().toLowerCase(Locale.ROOT)));
            if (polled.isEmpty()) {
                return ChallengeResult.OPEN;
            }
            if (polled.get().status() != PollResult.Status.PENDING) {
                return result(polled.get());
            }
            pause.run();
        }
        session.incomplete("The user did not answer in time.");
        return ChallengeResult.OPEN;
    }

    private ChallengeResult result(PollResult polled) {
        var isAccepted = polled.status() == PollResult.Status.ACCEPTED;
        if (!isAccepted) {
            session.incomplete("OneLogin did not accept the user's answer, or the answer came too late.");
        }
        return new ChallengeResult(isAccepted, polled.deviceId());
    }
}
