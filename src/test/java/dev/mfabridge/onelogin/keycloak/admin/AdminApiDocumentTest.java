package dev.mfabridge.onelogin.keycloak.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.it.AdminApi;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding;
import dev.mfabridge.onelogin.keycloak.settingscheck.ConnectionReport;
import dev.mfabridge.onelogin.keycloak.uninstall.StoredData;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Comparison of the admin API with its OpenAPI document and with the interface that the tests use. */
class AdminApiDocumentTest {
    private static final String BASE = "/admin/realms/{realm}/onelogin-mfa";

    @Test
    @DisplayName("The OpenAPI document contains exactly the calls of the admin API")
    void documentHasExactlyTheCallsOfTheApi() throws IOException {
        assertThat(documented()).isEqualTo(callsOf(AdminResource.class, BASE));
    }

    @Test
    @DisplayName("The interface of the tests contains exactly the calls of the admin API")
    void testInterfaceHasExactlyTheCallsOfTheApi() {
        assertThat(callsOf(AdminApi.class, BASE)).isEqualTo(callsOf(AdminResource.class, BASE));
    }

    @Test
    @DisplayName("The schemas of the document have the fields of the answers")
    void schemasHaveTheFieldsOfTheAnswers() throws IOException {
        var schemas = at(at(document(), "components"), "schemas");
        for (var answer : Set.of(
                ExecutionsResource.ExecutionView.class,
                ConnectionReport.class,
                ConnectionReport.Check.class,
                FactorsView.class,
                FactorsView.FactorView.class,
                FactorRemoval.RemovalResult.class,
                ProfileResource.Declared.class,
                RealmCheckResource.RealmCheckReport.class,
                RealmFinding.class,
                StoredData.class)) {
            assertThat(at(at(schemas, answer.getSimpleName()), "properties").keySet())
                    .as(answer.getSimpleName())
                    .isEqualTo(Stream.of(answer.getRecordComponents())
                            .map(RecordComponent::getName)
                            .collect(Collectors.toSet()));
        }
    }

    private static Set<String> documented() throws IOException {
        return at(document(), "paths").entrySet().stream()
                .flatMap(path -> verbs(path.getValue()).map(verb -> verb + " " + path.getKey()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> verbs(Object path) {
        return ((Map<?, ?>) path)
                .keySet().stream()
                        .map(Object::toString)
                        .filter(key -> !key.equals("parameters"))
                        .map(String::toUpperCase);
    }

    /** Returns the calls of a resource. A method with a path and without a verb leads to another resource. */
    private static Set<String> callsOf(Class<?> resource, String base) {
        return Stream.of(resource.getDeclaredMethods())
                .flatMap(method -> {
                    var verb = verb(method);
                    var path = base
                            + Optional.ofNullable(method.getAnnotation(Path.class))
                                    .map(annotation -> "/" + annotation.value())
                                    .orElse("");
                    if (verb.isPresent()) {
                        return Stream.of(verb.get() + " " + path);
                    }
                    return method.isAnnotationPresent(Path.class)
                            ? callsOf(method.getReturnType(), path).stream()
                            : Stream.empty();
                })
                .collect(Collectors.toSet());
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(annotation ->
                        Optional.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Map<String, Object> document() throws IOException {
        return new Yaml().load(Files.readString(java.nio.file.Path.of("docs/reference/admin-api.yaml")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }
}
