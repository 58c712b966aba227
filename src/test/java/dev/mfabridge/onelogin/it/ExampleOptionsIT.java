package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparison of the options in the examples with those that {@code kc.sh} lists, since Keycloak ignores unknown variables. */
@Tag("this-machine")
class ExampleOptionsIT {
    private static final Pattern LISTED = Pattern.compile("(?m)^(?:-\\w, )?--([a-z][a-z0-9-]+)");

    @TempDir
    static Path folder;

    private static String listed;

    @BeforeAll
    static void listOptions() throws Exception {
        var output = folder.resolve("options.txt");
        var command = Path.of(System.getProperty("keycloak.home"), "bin/kc.sh").toString();
        var process = new ProcessBuilder("sh", command, "start", "--help-all")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        listed = Files.readString(output);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "examples/helm/values.yaml         | KC_([A-Z_]+)",
                "examples/operator/keycloak.yaml   | - name: ([a-z]+-[a-z-]+)",
                "docker/compose.yaml               | KC_([A-Z_]+):",
                "docker/compose-cluster.yaml       | KC_([A-Z_]+):",
                "docker/kubernetes.yaml            | KC_([A-Z_]+)",
                "docker/Dockerfile                 | KC_([A-Z_]+)=",
                "docker/.env.example               | KC_([A-Z_]+)="
            })
    @DisplayName("Keycloak knows each option of the examples")
    void optionsAreKnown(String file, String pattern) throws IOException {
        var known = found(LISTED, listed);

        assertThat(found(Pattern.compile(pattern), Files.readString(Path.of(file))))
                .isNotEmpty()
                .allMatch(option -> known.contains(option) || isOfProvider(option), "an option of kc.sh");
    }

    @Test
    @DisplayName("The list of options has those of every start")
    void listIsComplete() {
        assertThat(found(LISTED, listed)).contains("db", "hostname", "optimized", "vault-dir");
    }

    /** Returns whether the option belongs to the extension or to Keycloak's listener, which {@code kc.sh} doesn't list. */
    private static boolean isOfProvider(String option) {
        return option.equals("spi-authenticator--" + ProviderIds.AUTHENTICATOR + "--allowed-hosts")
                || option.equals("spi-events-listener--jboss-logging--success-level");
    }

    /** Returns the first group of each match, as an option is written on the command line. */
    private static Set<String> found(Pattern pattern, String text) {
        var found = new TreeSet<String>();
        pattern.matcher(text)
                .results()
                .forEach(result ->
                        found.add(result.group(1).toLowerCase(Locale.ROOT).replace('_', '-')));
        return found;
    }
}
