package dev.mfabridge.onelogin.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.compat.KeycloakVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comparison of the page about the supported versions with the code and the build. */
class CompatibilityPageTest {
    private static final Path PAGE = Path.of("docs/reference/compatibility.md");
    private static final Path COMPAT = Path.of("src/main/java/dev/mfabridge/onelogin/keycloak/compat");
    private static final Pattern TESTED =
            Pattern.compile("^\\| 26\\.\\d+ \\| (26\\.\\d+\\.\\d+) \\|", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern SINCE = Pattern.compile("(?:Since|Until)(\\d+)_(\\d+)");

    @Test
    @DisplayName("The page lists the versions that the tests run on")
    void pageListsTestedVersions() throws IOException {
        assertThat(found(TESTED, page())).containsExactlyElementsOf(SupportedVersions.ALL);
    }

    @Test
    @DisplayName("The code and the build name the oldest and the newest version of the page")
    void codeNamesOldestAndNewest() throws IOException {
        var newest = SupportedVersions.ALL.get(SupportedVersions.ALL.size() - 1);

        assertThat(SupportedVersions.ALL.get(0)).startsWith(KeycloakVersion.OLDEST + ".");
        assertThat(newest).startsWith(KeycloakVersion.NEWEST + ".");
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<keycloak.version>" + newest + "<");
    }

    @Test
    @DisplayName("The page lists each class that differs by the version, and its versions")
    void pageListsEachDifference() throws IOException {
        try (Stream<Path> files = Files.list(COMPAT)) {
            for (var file : files.toList()) {
                var versions = SINCE.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1) + "." + found.group(2))
                        .distinct()
                        .toList();
                var name = file.getFileName().toString().replace(".java", "");
                if (!versions.isEmpty()) {
                    assertThat(page().lines().filter(line -> line.startsWith("| `" + name + "` |")))
                            .as("rows of %s", name)
                            .singleElement()
                            .asString()
                            .contains(versions);
                }
            }
        }
    }

    @Test
    @DisplayName("Each class of the page exists")
    void eachClassOfThePageExists() throws IOException {
        assertThat(found(CLASS, page())).isNotEmpty().allMatch(name -> Files.exists(COMPAT.resolve(name + ".java")));
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
    }
}
