package dev.mfabridge.onelogin.attack;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Page of the docs with all attacks, which follows from the marks of the tests. */
class AttacksPageTest {
    private static final Path PAGE = Path.of("docs/reference/attacks.md");
    private static final Path GENERATED = Path.of("target/attacks.md");
    private static final Pattern PROMISE = Pattern.compile("(?m)^### (S\\d+)\\. ");
    private static final List<Method> ATTACKS = ReflectionSupport.streamAllClassesInPackage(
                    "dev.mfabridge.onelogin", type -> true, name -> name.matches(".*(Test|IT)"))
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Attack.class))
            .toList();

    @Test
    @DisplayName("The page has a row for each test of an attack")
    void pageListsTheAttacks() throws IOException {
        var page = Files.readString(PAGE);
        var introduction = page.substring(0, page.indexOf("\n## ") + 1);
        var generated = introduction
                + Stream.of(AttackKind.values()).map(AttacksPageTest::section).collect(joining("\n"));
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, generated);

        assertThat(page)
                .as("The marks of the tests changed. If that is intended: cp %s %s", GENERATED, PAGE)
                .isEqualTo(generated);
    }

    @Test
    @DisplayName("Each promise of the security model is attacked, and no other")
    void eachPromiseIsAttacked() throws IOException {
        var promises = PROMISE.matcher(Files.readString(Path.of("docs/explanation/security-model.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        Set<String> attacked = new TreeSet<>();
        rows().forEach(row -> attacked.addAll(row.promises()));

        assertThat(promises).isNotEmpty();
        assertThat(attacked).containsExactlyInAnyOrderElementsOf(promises);
    }

    @Test
    @DisplayName("Each attack is a test that runs, with a sentence")
    void attacksAreTests() {
        assertThat(ATTACKS)
                .allMatch(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .allMatch(method -> method.isAnnotationPresent(DisplayName.class));
    }

    /** Row of the page. */
    private record AttackRow(AttackKind kind, List<String> promises, String sentence, String test) {
        String markdown() {
            return "| %s | %s | `%s` |\n".formatted(sentence, String.join(", ", promises), test);
        }

        int firstPromise() {
            return Integer.parseInt(promises.get(0).substring(1));
        }
    }

    private static Stream<AttackRow> rows() {
        return ATTACKS.stream()
                .map(method -> {
                    var attack = method.getAnnotation(Attack.class);
                    var sentence =
                            method.getAnnotation(DisplayName.class).value().replaceFirst(" \\(S\\d+(, S\\d+)*\\)$", "");
                    var test = method.getDeclaringClass().getSimpleName() + "#" + method.getName();
                    return new AttackRow(attack.kind(), List.of(attack.on()), sentence, test);
                })
                .sorted(Comparator.comparing(AttackRow::firstPromise).thenComparing(AttackRow::test));
    }

    private static String section(AttackKind kind) {
        return "## %s\n\n%s\n\n| Attack and outcome | Promise | Test |\n|---|---|---|\n%s"
                .formatted(
                        kind.title(),
                        kind.attacker(),
                        rows().filter(row -> row.kind() == kind)
                                .map(AttackRow::markdown)
                                .collect(joining()));
    }
}
