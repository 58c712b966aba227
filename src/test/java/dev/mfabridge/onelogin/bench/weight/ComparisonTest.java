package dev.mfabridge.onelogin.bench.weight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comparison of two servers. */
class ComparisonTest {

    @Test
    @DisplayName("A row compares the values of the same round")
    void rowComparesRounds() {
        var comparison = new Comparison(
                "start, s", List.of(8.0, 4.0, 5.0, 5.0, 5.0, 5.0), List.of(10.0, 6.0, 5.0, 6.0, 6.0, 6.0));

        assertThat(comparison.row())
                .isEqualTo(
                        "| start, s | 5.00 (4.00 to 8.00) | 6.00 (5.00 to 10.00) | +1.00 | 1.200 (1.000 to 1.500) |");
    }
}
