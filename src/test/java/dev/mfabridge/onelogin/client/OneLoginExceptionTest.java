package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Meaning of each failure for the permits, the circuit breaker and the retries. */
class OneLoginExceptionTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                // failure, limit of this server, missing answer, may have been processed
                Arguments.of(new OneLoginException.Unreachable("", null), false, true, true),
                Arguments.of(OneLoginException.Unreachable.notProcessed("", null), false, true, false),
                Arguments.of(new OneLoginException.TimedOut(""), false, true, true),
                Arguments.of(new OneLoginException.RateLimited(""), false, false, false),
                Arguments.of(new OneLoginException.BudgetExhausted("", Instant.EPOCH, false), true, false, false),
                Arguments.of(new OneLoginException.BudgetExhausted("", Instant.EPOCH, true), true, false, true),
                Arguments.of(new OneLoginException.PoolExhausted(""), true, false, false),
                Arguments.of(new OneLoginException.Busy(""), true, false, false),
                Arguments.of(new OneLoginException.OutOfTime(""), true, false, false),
                Arguments.of(new OneLoginException.Unauthorized(""), false, false, false),
                Arguments.of(new OneLoginException.ScopeMissing(""), false, false, false),
                Arguments.of(new OneLoginException.Refused(""), false, false, false),
                Arguments.of(new OneLoginException.InvalidResponse(""), false, false, true));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("Each failure tells about limits, missing answers and processed calls")
    void failureTellsWhatHappened(
            OneLoginException failure, boolean isOwnLimit, boolean isMissingAnswer, boolean mayHaveBeenProcessed) {
        assertThat(failure.isOwnLimit()).isEqualTo(isOwnLimit);
        assertThat(failure.isMissingAnswer()).isEqualTo(isMissingAnswer);
        assertThat(failure.mayHaveBeenProcessed()).isEqualTo(mayHaveBeenProcessed);
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("The kind of a failure has the name of its class")
    void kindHasNameOfClass(OneLoginException failure) {
        assertThat(failure.kind().name().replace("_", ""))
                .isEqualToIgnoringCase(failure.getClass().getSimpleName());
    }

    @Test
    @DisplayName("An exhausted budget names the time from which a retry can succeed")
    void exhaustedBudgetNamesTimeOfRetry() {
        assertThat(new OneLoginException.BudgetExhausted("", Instant.EPOCH, false).until())
                .isEqualTo(Instant.EPOCH);
    }
}
