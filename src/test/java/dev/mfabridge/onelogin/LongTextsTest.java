package dev.mfabridge.onelogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.client.LoggedWord;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.client.VisibleText;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Label;
import dev.mfabridge.onelogin.mfa.StateCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Long texts from outside: neither a regular expression nor a parser may need a deep stack or much time for them. */
class LongTextsTest {
    private static final int LENGTH = 4_000;
    private static final long SMALL_STACK = 160 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern LITERAL = Pattern.compile(
            "(?:Pattern\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"(?=\\s*[,)])");

    @ParameterizedTest
    @MethodSource("regularExpressions")
    @Attack(on = "S9", kind = AttackKind.SERVER)
    @DisplayName("Each regular expression of the code handles a long text on a small stack")
    void regularExpressionHandlesLongText(String expression) {
        var pattern = Pattern.compile(expression);

        forEachLongText(text -> {
            pattern.matcher(text).matches();
            pattern.matcher(text).results().count();
        });
    }

    static Stream<String> regularExpressions() throws IOException {
        var expressions = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                LITERAL.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1)
                                .replaceAll("(?<!\\\\)\\\\u[0-9a-fA-F]{4}", "u")
                                .translateEscapes())
                        .forEach(expressions::add);
            }
        }
        assertThat(expressions).hasSizeGreaterThan(10);
        return expressions.stream().distinct();
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Attack(on = "S9", kind = AttackKind.SERVER)
    @DisplayName("Each reader of a text from outside handles a long text on a small stack")
    void readerHandlesLongText(String name) {
        forEachLongText(READERS.get(name));
    }

    static Stream<String> readers() {
        return READERS.keySet().stream().sorted();
    }

    private static final Map<String, Consumer<String>> READERS = Map.of(
            "label", Label::new,
            "name in a form", Label::parse,
            "code", OneTimeCode::parse,
            "id", OneLoginId::parse,
            "factor type", FactorType::of,
            "visible text", VisibleText::of,
            "logged word", LoggedWord::of,
            "state", text -> StateCodec.read(text, new StateCodec.Binding(text, text, text)));

    @Test
    @DisplayName("The label of a name of a million digits is short and masked")
    void labelOfManyDigitsIsShort() {
        assertThat(new Label("7".repeat(1_000_000)).text()).hasSize(64).doesNotContain("777");
    }

    private static void forEachLongText(Consumer<String> action) {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, () -> longTexts().forEach(action), "small stack", SMALL_STACK);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((any, thrown) -> failure.set(thrown));
        thread.start();
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            fail("Not finished within " + LIMIT);
        }
        assertThat(failure.get()).isNull();
    }

    private static List<String> longTexts() {
        var repeated = Stream.of(
                        "0",
                        "0 ",
                        "0-",
                        "a",
                        "A1-",
                        " ",
                        "/",
                        "\n",
                        "[",
                        "{\"a\":",
                        "{a}",
                        "a@",
                        "*",
                        "•0",
                        ".",
                        "users/",
                        "?secret=A",
                        "${vault.",
                        "127.",
                        "\u200b",
                        "０",
                        "\ud83d",
                        "\ud83d\udcde0")
                .map(part -> part.repeat(LENGTH / part.length()));
        return Stream.concat(repeated.flatMap(text -> Stream.of(text, text + "!")), random())
                .toList();
    }

    private static Stream<String> random() {
        var random = new Random(1);
        return Stream.of("0123456789 ()-./+", "0aA-_.@/?&=", "\u0000\u200b\u202e0٣９•ー", "{}[]\",:0")
                .map(alphabet -> random.ints(LENGTH, 0, alphabet.length())
                        .mapToObj(position -> alphabet.substring(position, position + 1))
                        .collect(Collectors.joining()));
    }
}
