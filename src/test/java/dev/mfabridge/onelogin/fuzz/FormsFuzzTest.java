package dev.mfabridge.onelogin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.keycloak.page.LoginForm;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import dev.mfabridge.onelogin.mfa.UserEvent;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Forms of the login with any fields. The first byte of an input selects the state of the login, from "a". Each line after it is a
 * field.
 */
class FormsFuzzTest {
    /** States of a login, as the seeds of the stored states. */
    private static final List<State> STATES = FuzzSeeds.of(NotesFuzzTest.class).files().values().stream()
            .map(note -> new String(note, StandardCharsets.UTF_8))
            .flatMap(note -> StateCodec.read(note, new StateCodec.Binding("realm", "user", "execution")).stream())
            .toList();

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{1,64}");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}{0,1024}");

    @RegisterExtension
    static final FuzzFigures FIGURES = new FuzzFigures();

    @Test
    @DisplayName("Each seed has the outcome that its name states")
    void seedsHaveTheirOutcome() {
        FuzzSeeds.of(FormsFuzzTest.class).check(FormsFuzzTest::read);
    }

    @Test
    @Timeout(60)
    @DisplayName("A form with any fields is an action of the user, and proves nothing (S1)")
    void generatedFormsBreakNoPromise() {
        FuzzRun.generated(FormsFuzzTest.class, FormsFuzzTest::read);
    }

    @EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
    @FuzzTest(maxExecutions = 4_000_000, maxDuration = "3h")
    void formsBreakNoPromise(byte[] input) {
        FIGURES.count();
        FuzzRun.read(FormsFuzzTest::read, input);
    }

    private static String read(byte[] input) {
        var lines = new String(input, StandardCharsets.UTF_8).split("\n", 50);
        var fields = new MultivaluedHashMap<String, String>();
        for (int number = 1; number < lines.length; number++) {
            var parts = lines[number].split("=", 2);
            fields.add(parts[0], parts.length > 1 ? parts[1] : "");
        }
        var state = STATES.get(Math.floorMod((input.length == 0 ? 0 : input[0]) - 'a', STATES.size()));
        var form = new LoginForm(fields, true);
        var event = form.toEvent(state, List.of());
        check(form, event);
        assertThat(FuzzedMachine.on(state, event).state().proof()).isEmpty();
        return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static void check(LoginForm form, Event event) {
        assertThat(event).isInstanceOf(UserEvent.class).isNotInstanceOf(UserEvent.SkipRequested.class);
        if (event instanceof UserEvent.CodeEntered entered) {
            assertThat(form.hasCode()).isTrue();
            entered.code().ifPresent(code -> checkCode(form.fields().getFirst("otp"), code));
        }
        if (event instanceof UserEvent.Chosen chosen) {
            assertThat(chosen.id()).isNotNull();
            chosen.name().ifPresent(name -> LabelsFuzzTest.check(name.text()));
        }
    }

    /** Checks that a code has the characters of a code, and those that the user entered in ASCII. */
    private static void checkCode(String input, OneTimeCode code) {
        assertThat(code.value()).matches(CODE);
        if (ASCII.matcher(input).matches()) {
            assertThat(code.value()).isEqualTo(input.replaceAll("[^0-9A-Za-z]", ""));
        }
    }
}
