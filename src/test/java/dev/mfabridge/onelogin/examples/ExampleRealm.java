package dev.mfabridge.onelogin.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;
import org.yaml.snakeyaml.Yaml;

/**
 * Realm of the examples, which Keycloak's operator and keycloak-config-cli read in slightly different forms.
 *
 * @param content the realm in Keycloak's form, as an export has it
 */
public record ExampleRealm(Map<String, Object> content) {
    private static final String PROFILE_PROVIDER = "org.keycloak.userprofile.UserProfileProvider";
    private static final String PROFILE_KEY = "kc.user.profile.config";

    /** Reads the realm of the custom resource. */
    public static ExampleRealm ofOperator() {
        return new ExampleRealm(map(map(yaml("operator/realm.yaml").get("spec")).get("realm")));
    }

    /** Reads the realm of keycloak-config-cli, with its user profile in the place that Keycloak knows. */
    static ExampleRealm ofConfigCli() {
        var content = new LinkedHashMap<>(yaml("keycloak-config-cli/realm.yaml"));
        content.remove("attributes");
        var profile = json(content.remove("userProfile"));
        content.put(
                "components",
                Map.of(
                        PROFILE_PROVIDER,
                        List.of(Map.of(
                                "providerId",
                                "declarative-user-profile",
                                "config",
                                Map.of(PROFILE_KEY, List.of(profile))))));
        return new ExampleRealm(content);
    }

    /** Reads the realm, and fails if Keycloak doesn't know a field. */
    RealmRepresentation representation() {
        return new ObjectMapper().convertValue(content, RealmRepresentation.class);
    }

    /** Returns the user profile as JSON. */
    String userProfile() {
        return representation()
                .getComponents()
                .getFirst(PROFILE_PROVIDER)
                .getConfig()
                .getFirst(PROFILE_KEY);
    }

    /** Returns the executions of all flows, such as {@code browser with OneLogin: auth-cookie, ALTERNATIVE, 10}. */
    List<String> executions() {
        return representation().getAuthenticationFlows().stream()
                .flatMap(flow -> flow.getAuthenticationExecutions().stream().map(execution -> line(flow, execution)))
                .toList();
    }

    private static String line(
            AuthenticationFlowRepresentation flow, AuthenticationExecutionExportRepresentation execution) {
        var name = execution.isAuthenticatorFlow() ? execution.getFlowAlias() : execution.getAuthenticator();
        return "%s: %s, %s, %d".formatted(flow.getAlias(), name, execution.getRequirement(), execution.getPriority());
    }

    /** Reads a file of the folder {@code examples}. */
    static String text(String file) {
        try {
            return Files.readString(Path.of("examples", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> yaml(String file) {
        return new Yaml().load(text(file));
    }

    static String json(Object value) {
        try {
            return JsonSerialization.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
