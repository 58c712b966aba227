package dev.mfabridge.onelogin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Comparison of the examples for Helm and for Keycloak's operator with the keys that these know. */
class ClusterExamplesTest {
    private static final String HELM = "helm/values.yaml";
    private static final String OPERATOR = "operator/keycloak.yaml";

    @Test
    @DisplayName("The Helm chart knows each value")
    void chartKnowsEachValue() {
        assertThat(KnownKeys.of("keycloakx.txt").unknown(ExampleRealm.yaml(HELM)))
                .isEmpty();
    }

    @Test
    @DisplayName("Keycloak's operator knows each field")
    void operatorKnowsEachField() {
        assertThat(KnownKeys.of("operator.txt").unknown(ExampleRealm.yaml(OPERATOR)))
                .isEmpty();
    }

    @Test
    @DisplayName("Texts among the Helm chart's values are lists, and each mounted volume exists")
    void textsOfTheChartAreLists() {
        var volumes =
                list("extraVolumes").stream().map(volume -> volume.get("name")).toList();

        assertThat(list("extraVolumeMounts"))
                .allSatisfy(mount -> assertThat(mount).containsKeys("name", "mountPath"))
                .extracting(mount -> mount.get("name"))
                .containsExactlyElementsOf(volumes);
        assertThat(list("extraEnv"))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(variable.get("value") == null)
                        .as("%s", variable)
                        .isEqualTo(variable.containsKey("valueFrom")));
    }

    @Test
    @DisplayName("The realm of the operator names the Keycloak of the other file")
    void realmNamesTheKeycloak() {
        var spec = ExampleRealm.map(ExampleRealm.yaml("operator/realm.yaml").get("spec"));
        var metadata = ExampleRealm.map(ExampleRealm.yaml(OPERATOR).get("metadata"));

        assertThat(spec.keySet()).containsExactly("keycloakCRName", "realm");
        assertThat(spec.get("keycloakCRName")).isEqualTo(metadata.get("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {HELM, OPERATOR})
    @DisplayName("Each Kubernetes secret that an example uses has a command that creates it, from files (S7)")
    void secretsHaveCommands(String file) {
        var text = ExampleRealm.text(file);
        var created = found("create secret generic (\\S+)", text);
        var used = found("(?:secretName|existingSecret|secret): (\\S+)|(?:Secret|KeyRef):\\s+name: (\\S+)", text);

        assertThat(created).containsExactlyInAnyOrderElementsOf(used);
        assertThat(text).doesNotContainPattern("--from-literal=(?!username)");
        assertThat(text).contains("--from-file=acme_onelogin=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {HELM, OPERATOR, "operator/realm.yaml", "keycloak-config-cli/realm.yaml", "terraform/main.tf"})
    @DisplayName("No example names a version of Keycloak, since the image has it")
    void noExampleNamesTheServersVersion(String file) {
        assertThat(ExampleRealm.text(file)).doesNotContainPattern("\\b26\\.\\d+\\.\\d+");
    }

    private static List<Map<String, Object>> list(String value) {
        return new Yaml().load((String) ExampleRealm.yaml(HELM).get(value));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1) == null ? result.group(2) : result.group(1))
                .distinct()
                .toList();
    }
}
