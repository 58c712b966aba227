package dev.mfabridge.onelogin.references;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comparison of the page about Keycloak's internal and deprecated classes with the classes that the code uses. */
class KeycloakApiPageTest {
    private static final Path CLASSES = Path.of("target/classes/dev/mfabridge/onelogin");
    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

    private static final KeycloakApi API = new KeycloakApi();
    private static List<DeclaredClass> extension;
    private static String[] sections;

    @BeforeAll
    static void readClasses() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            var read = Stream.<DeclaredClass>builder();
            for (var file :
                    files.filter(name -> name.toString().endsWith(".class")).toList()) {
                read.add(DeclaredClass.read(Files.readAllBytes(file)));
            }
            extension = read.build().toList();
        }
        sections = Files.readString(Path.of("docs/reference/keycloak-api.md")).split("(?m)^## ");
    }

    @Test
    @DisplayName("The page lists exactly the internal classes that the extension uses")
    void pageListsInternalClasses() {
        assertThat(listed(sections[1]))
                .isEqualTo(extension.stream().flatMap(API::internal).collect(toCollection(TreeSet::new)));
    }

    @Test
    @DisplayName("The page lists exactly the deprecated classes and methods that the extension uses")
    void pageListsDeprecatedMembers() {
        assertThat(listed(sections[2]))
                .isEqualTo(extension.stream()
                        .flatMap(type -> API.deprecated(type).stream())
                        .collect(toCollection(TreeSet::new)));
    }

    private static TreeSet<String> listed(String section) {
        return section.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> section.contains("Internal") ? line.split("\\|")[2] : line.split("\\|")[1])
                .flatMap(cell -> NAME.matcher(cell).results().map(name -> name.group(1)))
                .collect(toCollection(TreeSet::new));
    }
}
