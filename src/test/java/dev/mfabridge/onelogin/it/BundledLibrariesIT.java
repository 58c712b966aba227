package dev.mfabridge.onelogin.it;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Comparison of the bill of materials, which each build with a network writes, with the content of the packaged jar. */
@EnabledIf(value = "isBillWritten", disabledReason = "Maven was offline and wrote no bill of materials")
class BundledLibrariesIT {

    private static final String OWN = "dev.mfabridge:keycloak-onelogin-mfa:";
    private static final Pattern LIBRARY = Pattern.compile("META-INF/maven/.+/pom\\.properties");
    private static final Pattern BUNDLED = Pattern.compile("dev/mfabridge/onelogin/bundled/([^/]+)/.+");

    @Test
    @DisplayName("The bill of materials lists exactly the libraries in the jar, with their versions")
    void billListsExactlyTheLibrariesInTheJar() throws IOException {
        var bill = new ObjectMapper().readTree(bill().toFile());

        assertThat(bill.path("specVersion").asText()).isEqualTo("1.6");
        assertThat(coordinates(bill.path("metadata").path("component"))).startsWith(OWN);
        assertThat(bill.path("components"))
                .extracting(component -> component.path("scope").asText())
                .containsOnly("required");
        assertThat(StreamSupport.stream(bill.path("components").spliterator(), false)
                        .map(BundledLibrariesIT::coordinates))
                .containsExactlyInAnyOrderElementsOf(libraries());
    }

    @Test
    @DisplayName("Each class of another project in the jar is in a folder with the name of a listed library")
    void classesOfOtherProjectsBelongToLibraries() throws IOException {
        try (var jar = jar()) {
            var classes = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("/module-info.class"))
                    .toList();

            assertThat(classes).allMatch(name -> name.startsWith("dev/mfabridge/onelogin/"));
            assertThat(classes.stream()
                            .flatMap(name -> BUNDLED.matcher(name).results())
                            .map(MatchResult::group)
                            .map(name -> name.split("/")[4]))
                    .isNotEmpty()
                    .allMatch(folder -> libraries().stream().anyMatch(library -> library.contains(":" + folder + ":")));
        }
    }

    static boolean isBillWritten() {
        return Files.exists(bill());
    }

    private static Path bill() {
        return Path.of(System.getProperty("sbom"));
    }

    /** Returns the libraries in the jar, each from the file that Maven adds to a library. */
    private static Set<String> libraries() {
        try (var jar = jar()) {
            return jar.stream()
                    .filter(entry -> LIBRARY.matcher(entry.getName()).matches())
                    .map(entry -> coordinates(jar, entry))
                    .filter(library -> !library.startsWith(OWN))
                    .collect(toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String coordinates(JarFile jar, ZipEntry entry) {
        var properties = new Properties();
        try (var in = jar.getInputStream(entry)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "%s:%s:%s"
                .formatted(
                        properties.getProperty("groupId"),
                        properties.getProperty("artifactId"),
                        properties.getProperty("version"));
    }

    private static String coordinates(JsonNode component) {
        return "%s:%s:%s"
                .formatted(
                        component.path("group").asText(),
                        component.path("name").asText(),
                        component.path("version").asText());
    }

    private static JarFile jar() throws IOException {
        return new JarFile(System.getProperty("keycloak.provider"));
    }
}
