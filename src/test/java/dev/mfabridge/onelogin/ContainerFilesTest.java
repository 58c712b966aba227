package dev.mfabridge.onelogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Consistency of the container files, the build and the docs, which no compiler checks. */
class ContainerFilesTest {

    private static final Path EXAMPLE =
            Path.of("src/test/java/dev/mfabridge/onelogin/example/SignInWithOneLoginIT.java");

    @Test
    @DisplayName("The example in the docs is the class that runs as a test")
    void exampleInTheDocsIsTheTestThatRuns() throws IOException {
        assertThat(read("docs/develop/simulator.md")).contains("```java\n" + Files.readString(EXAMPLE) + "```");
    }

    @ParameterizedTest
    @DisplayName("Every file names the version of Keycloak that the extension is built for")
    @ValueSource(
            strings = {
                "docker/Dockerfile",
                "docs/how-to/deploy.md",
                "src/test/java/dev/mfabridge/onelogin/example/SignInWithOneLoginIT.java"
            })
    void keycloakVersionIsTheOneOfTheBuild(String file) throws IOException {
        var versions = found("(?:KEYCLOAK_VERSION(?:=|` \\| `)|keycloak/keycloak:)(\\d[\\d.]*)", read(file));

        assertThat(versions).isNotEmpty().containsOnly(pom("keycloak.version"));
    }

    @Test
    @DisplayName("The docs name the version of Testcontainers that the example runs with")
    void docsNameTheVersionOfTestcontainers() throws IOException {
        assertThat(read("docs/develop/simulator.md"))
                .contains("<version>" + pom("testcontainers-keycloak.version") + "</version>");
    }

    @ParameterizedTest
    @DisplayName("The docs name the jars as the build names them")
    @ValueSource(
            strings = {
                "README.md",
                "docs/how-to/deploy.md",
                "docs/how-to/check-account.md",
                "docs/get-started.md",
                "docs/develop/simulator.md"
            })
    void jarNamesInTheDocsAreThoseOfTheBuild(String file) throws IOException {
        var version = found("<version>(.*?)</version>", read("pom.xml")).get(0);

        assertThat(found("((?:keycloak-onelogin-mfa|onelogin-simulator)-[^ /`\"]*\\.jar)", read(file)))
                .isNotEmpty()
                .allMatch(name -> name.endsWith("-" + version + ".jar"), "ends with the version");
    }

    @Test
    @DisplayName("Every image that the Dockerfiles use has a stand-in")
    void dockerfileImagesHaveStandIns() throws IOException {
        var used = found("docker.io/library/(\\S+)", read("docker/Dockerfile") + read("docker/simulator/Dockerfile"));

        assertThat(found("docker.io/library/(\\S+)", read(".ci/containers/stand-ins/build")))
                .containsAll(used);
    }

    @ParameterizedTest
    @DisplayName("The tests and the demo use the same database image")
    @ValueSource(
            strings = {
                ".ci/containers/stand-ins/build",
                "src/test/java/dev/mfabridge/onelogin/it/server/ContainerImages.java"
            })
    void databaseOfTheTestsIsThatOfTheDemo(String file) throws IOException {
        assertThat(read(file)).contains(String.valueOf(service("postgres").get("image")));
    }

    @Test
    @DisplayName("The demo in containers uses the demo's ports and listens only on this machine")
    void composeDemoListensOnlyOnThisMachine() throws IOException {
        assertThat(service("keycloak").get("ports")).isEqualTo(List.of("127.0.0.1:8080:8080", "127.0.0.1:9000:9000"));
        assertThat(service("onelogin").get("ports")).isEqualTo(List.of("127.0.0.1:8090:8090"));
        assertThat(service("postgres")).doesNotContainKey("ports");
    }

    @ParameterizedTest
    @DisplayName("No compose file contains a password (S7)")
    @ValueSource(strings = {"docker/compose.yaml", "docker/compose-cluster.yaml"})
    void composeFileContainsNoPassword(String file) throws IOException {
        assertThat(read(file)).doesNotContainIgnoringCase("password");
    }

    @Test
    @DisplayName("Only the load balancer and the phone of the two nodes listen, and only on this machine")
    void twoNodesListenOnlyThroughTheLoadBalancer() throws IOException {
        var services = services("docker/compose-cluster.yaml");

        assertThat(services.get("balancer").get("ports")).isEqualTo(List.of("127.0.0.1:8080:8080"));
        assertThat(services.get("onelogin")).isEqualTo(service("onelogin"));
        assertThat(services.get("postgres")).isEqualTo(service("postgres"));
        assertThat(List.of("keycloak-1", "keycloak-2", "postgres"))
                .allSatisfy(name -> assertThat(services.get(name)).doesNotContainKey("ports"));
    }

    @Test
    @DisplayName("The load balancer knows both nodes and no sticky session")
    void loadBalancerHasNoStickySession() throws IOException {
        var config = read("docker/balancer/haproxy.cfg");
        var nodes = services("docker/compose-cluster.yaml").keySet().stream()
                .filter(name -> name.startsWith("keycloak-"))
                .toList();

        assertThat(nodes).hasSize(2);
        assertThat(found("(?m)^ *server (\\S+) \\1:8080$", config))
                .hasSize(4)
                .startsWith(nodes.toArray(String[]::new))
                .endsWith(nodes.toArray(String[]::new));
        assertThat(config).contains("balance roundrobin").doesNotContainPattern("(?m)^ *(cookie|stick|hash-type)\\b");
    }

    @Test
    @DisplayName("The image of the load balancer has a stand-in")
    void loadBalancerHasAStandIn() throws IOException {
        var image = services("docker/compose-cluster.yaml").get("balancer").get("image");

        assertThat(read(".ci/containers/stand-ins/build")).contains("docker.io/library/" + image + " ");
    }

    @Test
    @DisplayName("The Kubernetes manifest uses only the secrets that it defines")
    void manifestUsesOnlySecretsThatItDefines() throws IOException {
        var secrets = found("kind: Secret\nmetadata:\n  name: (\\S+)", read("docker/kubernetes.yaml"));
        var used = found("(?:secretName:|secretRef:\\s+name:) (\\S+)", read("docker/kubernetes.yaml"));

        assertThat(new Yaml().loadAll(read("docker/kubernetes.yaml"))).hasSize(4);
        assertThat(used).containsExactlyInAnyOrderElementsOf(secrets);
    }

    private static Map<String, Object> service(String name) throws IOException {
        return services("docker/compose.yaml").get(name);
    }

    private static Map<String, Map<String, Object>> services(String file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(read(file));
        return compose.get("services");
    }

    private static String pom(String property) throws IOException {
        return found("<" + property + ">(.*?)<", read("pom.xml")).get(0);
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
