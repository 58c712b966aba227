package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateCodecTest {
    private static final Binding HERE = new Binding("realm", "user", "execution");
    private static final String AWAITING = StateCodec.write(Conversing.states().get("awaiting, enrolling"), HERE);

    static java.util.stream.Stream<State> storedStates() {
        return Conversing.states().values().stream().filter(state -> !(state instanceof State.Proven));
    }

    @ParameterizedTest
    @MethodSource("storedStates")
    void aStateIsReadAsItWasWritten(State state) {
        assertThat(StateCodec.read(StateCodec.write(state, HERE), HERE)).contains(state);
    }

    @Test
    void aProofIsNeverReadBack() {
        assertThat(StateCodec.read(StateCodec.write(new State.Proven(Conversing.PHONE, false), HERE), HERE))
                .isEmpty();
    }

    @Test
    void aStateCountsForItsRealmUserAndExecutionAlone() {
        assertThat(StateCodec.read(AWAITING, new Binding("other", "user", "execution")))
                .isEmpty();
        assertThat(StateCodec.read(AWAITING, new Binding("realm", "other", "execution")))
                .isEmpty();
        assertThat(StateCodec.read(AWAITING, new Binding("realm", "user", "other")))
                .isEmpty();
    }

    @Test
    void aStateOfAnotherVersionIsNone() {
        assertThat(StateCodec.read(AWAITING.replaceFirst("\"version\":\\d+", "\"version\":1"), HERE))
                .isEmpty();
    }

    @Test
    void noNoteIsNoState() {
        assertThat(StateCodec.read(null, HERE)).isEmpty();
        assertThat(StateCodec.read("", HERE)).isEmpty();
        assertThat(StateCodec.read("null", HERE)).isEmpty();
    }

    @Property(tries = 3000)
    void aDamagedNoteIsNoStateOrAWholeOneAndNeverAnException(
            @ForAll @IntRange(max = 600) int at, @ForAll @IntRange(max = 40) int cut, @ForAll char with) {
        int from = Math.min(at, AWAITING.length());
        int to = Math.min(from + cut, AWAITING.length());
        var damaged = AWAITING.substring(0, from) + with + AWAITING.substring(to);

        assertThat(StateCodec.read(damaged, HERE).orElseGet(State.Start::new)).isNotInstanceOf(State.Proven.class);
    }
}
