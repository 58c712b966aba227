package dev.mfabridge.onelogin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Median, and its interval against the tables of the sign test. */
class SpreadTest {

    @ParameterizedTest(name = "{0} values: the interval omits {1} at each end")
    @DisplayName("The interval omits as many values at each end as the sign test allows")
    @CsvSource({"6, 0", "7, 0", "8, 0", "9, 1", "11, 1", "12, 2", "15, 3", "20, 5", "25, 7"})
    void intervalIsThatOfTheSignTest(int count, int omitted) {
        var spread = new Spread(
                IntStream.range(0, count).mapToObj(value -> (double) value).toList());

        assertThat(spread.low()).isEqualTo(omitted);
        assertThat(spread.high()).isEqualTo(count - 1.0 - omitted);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("The text has the median, and the smallest and the largest value")
    @CsvSource({"3 1 2, 2.0 (1.0 to 3.0)", "4 1 2 9, 3.0 (1.0 to 9.0)"})
    void textHasTheMedianAndTheRange(String values, String text) {
        var spread =
                new Spread(Stream.of(values.split(" ")).map(Double::valueOf).toList());

        assertThat(spread.text("%.1f")).isEqualTo(text);
    }

    @Test
    @DisplayName("Each value is divided by that of its own round")
    void ratiosAreThoseOfARound() {
        assertThat(Spread.ofRatios(List.of(6.0, 2.0), List.of(2.0, 1.0)).values())
                .containsExactly(2.0, 3.0);
    }

    @Test
    @DisplayName(
            "Five values decide nothing, since their range can miss the median in more than 5 % of all measurements")
    void fiveValuesDecideNothing() {
        var spread = new Spread(List.of(1.0, 1.0, 1.0, 1.0, 1.0));

        assertThat(spread.low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(spread.high()).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
