package dev.mfabridge.onelogin.it;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Comparison of the libraries that the extension is compiled against with those in Keycloak's distribution. */
@Tag("this-machine")
class ServerVersionsIT {

    private static final Pattern JAR = Pattern.compile("([^/]+)\\.jar!/");

    /** Jars without a counterpart: the extension, its bundled library, and a library of an older version on purpose. */
    private static final Pattern EXEMPT = Pattern.compile("(keycloak-onelogin-mfa|failsafe|keycloak-model-storage)-.*");

    @Test
    @DisplayName("The libraries of the extension have the versions of the server")
    void librariesOfExtensionHaveVersionsOfServer() throws IOException {
        var shipped = shipped();
        var used = used();

        assertThat(used).contains("keycloak-core-" + serverVersion());
        assertThat(used)
                .as("libraries whose version is not in the directory lib/lib of the server")
                .filteredOn(library -> shipped.stream().noneMatch(name -> name.endsWith("." + library)))
                .isEmpty();
    }

    /** Returns the names of the class path's jars that the extension's classes refer to, such as {@code httpclient-4.5.14}. */
    private static Set<String> used() {
        var types = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.mfabridge.onelogin");
        return types.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .flatMap(type -> type.getSource().stream())
                .flatMap(source -> JAR.matcher(source.getUri().toString()).results())
                .map(jar -> jar.group(1))
                .filter(library -> !EXEMPT.matcher(library).matches())
                .collect(toCollection(TreeSet::new));
    }

    /** Returns the names of the server's jars, each with its group, such as {@code org.apache.httpcomponents.httpclient-4.5.14}. */
    private static Set<String> shipped() throws IOException {
        try (var files = Files.walk(home().resolve("lib/lib"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .map(name -> name.substring(0, name.length() - ".jar".length()))
                    .collect(toSet());
        }
    }

    private static String serverVersion() {
        return home().getFileName().toString().replace("keycloak-", "");
    }

    private static Path home() {
        return Path.of(System.getProperty("keycloak.home"));
    }
}
