package dev.mfabridge.onelogin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import dev.mfabridge.onelogin.mfa.StateCodec.Binding;
import dev.mfabridge.onelogin.mfa.UserEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stored states with any bytes. */
class NotesFuzzTest {
    private static final Binding BINDING = new Binding("realm", "user", "execution");
    private static final Binding OTHER_USER = new Binding("realm", "other", "execution");
    private static final List<UserEvent> EVENTS = List.of(
            new UserEvent.PageOpened(List.of()),
            new UserEvent.Chosen("0", Optional.empty()),
            new UserEvent.Chosen("58959", Optional.empty()),
            new UserEvent.CodeEntered(Optional.of(new OneTimeCode("123456"))),
            new UserEvent.PollRequested(),
            new UserEvent.ResendRequested(),
            new UserEvent.AlternativeRequested(),
            new UserEvent.SkipRequested(),
            new UserEvent.RestartRequested(List.of()));

    @RegisterExtension
    static final FuzzFigures FIGURES = new FuzzFigures();

    @Test
    @DisplayName("Each seed has the outcome that its name states")
    void seedsHaveTheirOutcome() {
        FuzzSeeds.of(NotesFuzzTest.class).check(NotesFuzzTest::read);
    }

    @Test
    @Timeout(60)
    @DisplayName("No stored bytes are a proof or lead to a proof without OneLogin (S1), or are of another user (S6)")
    void generatedNotesBreakNoPromise() {
        FuzzRun.generated(NotesFuzzTest.class, NotesFuzzTest::read);
    }

    @EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
    @FuzzTest(maxExecutions = 700_000, maxDuration = "3h")
    void notesBreakNoPromise(byte[] input) {
        FIGURES.count();
        FuzzRun.read(NotesFuzzTest::read, input);
    }

    private static String read(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        var read = StateCodec.read(text, BINDING);
        read.ifPresent(state -> check(text, state));
        return read.map(NotesFuzzTest::name).orElse("none");
    }

    private static void check(String text, State state) {
        assertThat(state.proof()).isEmpty();
        assertThat(StateCodec.read(text, OTHER_USER)).isEmpty();
        assertThat(StateCodec.read(StateCodec.write(state, BINDING), BINDING)).contains(state);
        for (var event : EVENTS) {
            assertThat(FuzzedMachine.on(state, event).state().proof()).isEmpty();
        }
    }

    private static String name(State state) {
        return state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
