package dev.mfabridge.onelogin.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mfabridge.onelogin.bench.ServerProbe.ServerReading;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Criterion and mix of the endurance run. */
class EnduranceTest {
    @Test
    @DisplayName("A heap that goes up and down has almost no growth")
    void heapThatVariesDoesNotGrow() {
        assertThat(growth(number -> 100_000_000 + number % 2 * 3_000_000)).isEqualTo(0, within(0.005));
    }

    @Test
    @DisplayName("A heap that grows by a tenth has the growth of a tenth")
    void heapThatGrowsIsFound() {
        assertThat(growth(number -> 95_000_000 + number * 10_000_000 / 8)).isEqualTo(0.1, within(0.001));
    }

    @Test
    @DisplayName("Each hundred logins have the same number of logins of each scenario")
    void eachHundredLoginsHaveSameMix() {
        assertThat(mix(700)).isEqualTo(mix(0)).containsEntry(Scenario.SMS, 26L).containsEntry(Scenario.ENROLLMENT, 5L);
    }

    private static double growth(LongUnaryOperator heap) {
        return Checkpoint.heapGrowth(IntStream.rangeClosed(0, 8)
                .mapToObj(number -> new Checkpoint(
                        10_000 + 5_000 * number,
                        false,
                        0,
                        new ServerReading(heap.applyAsLong(number), 0, 0, 0, 0, 0, 0)))
                .toList());
    }

    private static Map<Scenario, Long> mix(int first) {
        return IntStream.range(first, first + 100)
                .mapToObj(Scenario::of)
                .collect(Collectors.groupingBy(scenario -> scenario, Collectors.counting()));
    }
}
