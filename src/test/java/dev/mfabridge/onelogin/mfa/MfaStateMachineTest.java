package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.mfa.StateMachineSpec.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state with every event, against two files in {@code src/test/resources/mfa}: {@code state-machine-spec.txt} is the
 * specification to read, and {@code state-machine.txt} is the snapshot of all transitions that have an effect. After an intended
 * change, change the specification and copy {@code target/state-machine.txt} over the snapshot.
 */
class MfaStateMachineTest {
    private static final Path SNAPSHOT = Path.of("src/test/resources/mfa/state-machine.txt");
    private static final Path ACTUAL = Path.of("target/state-machine.txt");
    private static StateMachineSpec spec;

    @BeforeAll
    static void readSpecification() throws IOException {
        spec = StateMachineSpec.read();
    }

    static List<StateEventPair> pairs() {
        return StateEventPair.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    @DisplayName("The transition of each state and event is the one in the specification")
    void transitionIsAsSpecified(StateEventPair pair) {
        var row = spec.rowFor(pair);

        assertThat(pair.transition())
                .as(row.map(found -> "%s, line %d".formatted(StateMachineSpec.FILE, found.line()))
                        .orElse("no row in " + StateMachineSpec.FILE))
                .isEqualTo(row.map(found -> found.from(pair.state()))
                        .orElseGet(() -> TransitionText.unchanged(pair.state())));
    }

    @Test
    @DisplayName("The specification has a row for every transition that has an effect")
    void specificationCoversEveryEffect() {
        assertThat(pairs().stream()
                        .filter(StateEventPair::hasEffect)
                        .filter(pair -> spec.rowFor(pair).isEmpty()))
                .isEmpty();
    }

    @Test
    @DisplayName("Every row of the specification decides at least one transition")
    void specificationHasNoDeadRow() {
        var deciding = pairs().stream()
                .flatMap(pair -> spec.rowFor(pair).stream())
                .map(Row::line)
                .collect(Collectors.toSet());

        assertThat(spec.rows().stream().map(Row::line).filter(line -> !deciding.contains(line)))
                .as("lines of %s that match no pair or that other rows shadow", StateMachineSpec.FILE)
                .isEmpty();
    }

    @Test
    @DisplayName("The snapshot lists every transition that has an effect")
    void snapshotIsUpToDate() throws IOException {
        var snapshot = snapshot();
        Files.writeString(ACTUAL, snapshot);

        assertThat(snapshot)
                .as("%s against %s, which is what the code does", SNAPSHOT, ACTUAL)
                .isEqualTo(Files.readString(SNAPSHOT));
    }

    private static String snapshot() {
        var rows = pairs().stream()
                .filter(StateEventPair::hasEffect)
                .map(pair -> (pair + " | " + pair.transition()).strip())
                .collect(Collectors.joining("\n"));
        return "# state | event | next state | command | notice\n" + rows + "\n";
    }
}
