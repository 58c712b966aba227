package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateCodecTest {
    private static final Binding BINDING = new Binding("realm", "user", "execution");
    private static final String AWAITING = StateCodec.write(MfaStates.named("awaiting, enrolling"), BINDING);

    static Stream<State> storedStates() {
        return MfaStates.all().values().stream().filter(state -> !(state instanceof State.Proven));
    }

    @ParameterizedTest
    @MethodSource("storedStates")
    @DisplayName("A stored state is read as it was written")
    void stateIsReadAsWritten(State state) {
        assertThat(StateCodec.read(StateCodec.write(state, BINDING), BINDING)).contains(state);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("A stored proof is never read back (S1)")
    void proofIsNeverReadBack() {
        assertThat(StateCodec.read(StateCodec.write(new State.Proven(MfaFixtures.PHONE, false), BINDING), BINDING))
                .isEmpty();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.FORGERY)
    @DisplayName("A stored state is valid only for its realm, user and execution (S6)")
    void stateIsBoundToRealmUserAndExecution() {
        assertThat(StateCodec.read(AWAITING, new Binding("other", "user", "execution")))
                .isEmpty();
        assertThat(StateCodec.read(AWAITING, new Binding("realm", "other", "execution")))
                .isEmpty();
        assertThat(StateCodec.read(AWAITING, new Binding("realm", "user", "other")))
                .isEmpty();
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.LOSS)
    @DisplayName("A stored state of another version is ignored")
    void stateOfAnotherVersionIsIgnored() {
        assertThat(StateCodec.read(AWAITING.replaceFirst("\"version\":\\d+", "\"version\":1"), BINDING))
                .isEmpty();
    }

    @Test
    @DisplayName("A missing or empty note is no state")
    void missingNoteIsNoState() {
        assertThat(StateCodec.read(null, BINDING)).isEmpty();
        assertThat(StateCodec.read("", BINDING)).isEmpty();
        assertThat(StateCodec.read("null", BINDING)).isEmpty();
    }

    @Property(tries = 3000)
    @Label("A damaged note is never a proof and causes no exception (S1)")
    void damagedNoteNeverProvesOrThrows(
            @ForAll @IntRange(max = 600) int at, @ForAll @IntRange(max = 40) int cut, @ForAll char with) {
        int from = Math.min(at, AWAITING.length());
        int to = Math.min(from + cut, AWAITING.length());
        var damaged = AWAITING.substring(0, from) + with + AWAITING.substring(to);

        assertThat(StateCodec.read(damaged, BINDING).orElseGet(State.Start::new))
                .isNotInstanceOf(State.Proven.class);
    }
}
