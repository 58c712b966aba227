package dev.mfabridge.onelogin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mfabridge.onelogin.client.AccessTokenCache;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.ApacheTransport;
import dev.mfabridge.onelogin.client.http.ExchangeWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Answers of OneLogin with any status, headers and bytes. The first byte of an input selects the call, from "a" for the
 * first one in {@link AnsweredCall}.
 */
class AnswersFuzzTest {
    private static final AnsweredCall[] CALLS = AnsweredCall.values();
    private static final Pattern MESSAGE = Pattern.compile("[\\x20-\\x7e]{1,400}");
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    /** Tokens of all calls that have no part in the fetch of a token. */
    private static final AccessTokenCache TOKENS = new AccessTokenCache(Clock.systemUTC());

    @RegisterExtension
    static final FuzzFigures FIGURES = new FuzzFigures();

    @Test
    @DisplayName("Each seed has the outcome that its name states")
    void seedsHaveTheirOutcome() {
        FuzzSeeds.of(AnswersFuzzTest.class).check(AnswersFuzzTest::read);
    }

    @Test
    @Timeout(60)
    @DisplayName("Only an answer of the documented forms is an acceptance (S1), an empty list (S2) or a removal (S10)")
    void generatedAnswersBreakNoPromise() {
        FuzzRun.generated(AnswersFuzzTest.class, AnswersFuzzTest::read);
    }

    @EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "3h")
    void answersBreakNoPromise(byte[] input) {
        FIGURES.count();
        FuzzRun.read(AnswersFuzzTest::read, input);
    }

    /** Returns the timer of the deadlines, as the extension has it. */
    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "fuzz deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static String read(byte[] input) {
        if (input.length == 0) {
            return "empty";
        }
        var call = CALLS[Math.floorMod(input[0] - 'a', CALLS.length)];
        var answers = FuzzedAnswer.in(Arrays.copyOfRange(input, 1, input.length));
        try (var http = new FuzzedClient(answers, call)) {
            var transport = new ApacheTransport(http, new ExchangeWatch(TIMER), Duration.ofSeconds(5));
            var tokens = call == AnsweredCall.AUTHENTICATE ? new AccessTokenCache(Clock.systemUTC()) : TOKENS;
            var client = new OneLoginClient(FuzzedAccount.ACCOUNT, tokens, transport);
            var outcome = outcome(call, client);
            check(call, outcome, http.last());
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outcome(AnsweredCall call, OneLoginClient client) {
        try {
            return call.ask(client);
        } catch (OneLoginException e) {
            assertThat(e.getMessage())
                    .matches(MESSAGE)
                    .doesNotContain(
                            FuzzedAccount.CODE.value(), FuzzedAccount.TOKEN, FuzzedAccount.ACCOUNT.clientSecret());
            return e.kind().name().toLowerCase(Locale.ROOT);
        }
    }

    private static void check(AnsweredCall call, String outcome, FuzzedAnswer answer) {
        var oracle = new AnswerOracle(answer);
        var isPossible = switch (outcome) {
            case "accepted" -> oracle.canAccept(call);
            case "wrong", "pending", "rejected" -> oracle.canReject();
            case "removed" -> oracle.canBeRemoval();
            case "none" -> call != AnsweredCall.DEVICES && call != AnsweredCall.FACTORS || oracle.canBeEmptyList();
            case "items" -> oracle.canBeCompleteList();
            case "incomplete", "found", "started", "several" -> oracle.isGood();
            case "authenticated" -> oracle.isGood() && answer.text().contains("access_token");
            default -> true;
        };
        assertThat(isPossible)
                .as("%s to %s, by HTTP %s with %s", outcome, call, answer.status(), answer.text())
                .isTrue();
    }
}
