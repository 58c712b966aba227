package dev.mfabridge.onelogin.docs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Check of the names of types: a simple name has one meaning in the project. */
class TypeNamesTest {
    @Test
    @DisplayName("No simple name of a type is declared twice, nested types included")
    void namesAreUnique() {
        assertThat(declarations().entrySet().stream()
                        .filter(name -> name.getValue().size() > 1)
                        .map(name -> name.getKey() + " in " + name.getValue()))
                .isEmpty();
    }

    private static Map<String, List<String>> declarations() {
        return Stream.of("src/main/java", "src/test/java")
                .map(JavaSource::in)
                .flatMap(List::stream)
                .flatMap(source -> source.declaredTypes().stream().map(type -> Map.entry(type, source.name())))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }
}
