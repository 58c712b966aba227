package dev.mfabridge.onelogin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.util.JsonSerialization;

/** Comparison of the Terraform example with the arguments of its provider, and with the realm that a test imports. */
class TerraformExampleTest {
    private static final TerraformBlock FILE = TerraformBlock.read(ExampleRealm.text("terraform/main.tf"));
    private static final String REALM = "keycloak_realm.acme.id";

    private final ExampleRealm realm = ExampleRealm.ofOperator();

    @Test
    @DisplayName("The provider knows each resource and each argument")
    void providerKnowsEachArgument() {
        var resources = FILE.blocks().stream()
                .filter(block -> block.header().startsWith("resource "))
                .<Object>map(block -> Map.of(block.reference().replaceFirst("\\..*", ""), block.document()))
                .toList();

        assertThat(resources).hasSizeGreaterThan(15);
        assertThat(KnownKeys.of("terraform.txt").unknown(resources)).isEmpty();
    }

    @Test
    @DisplayName("The flows have the executions of the realm that a test imports")
    void executionsAreThoseOfTheRealm() {
        var executions = Stream.concat(
                FILE.resources("keycloak_authentication_execution").stream().map(block -> line(block, "authenticator")),
                FILE.resources("keycloak_authentication_subflow").stream().map(block -> line(block, "alias")));

        assertThat(executions).containsExactlyInAnyOrderElementsOf(realm.executions());
    }

    @Test
    @DisplayName("Each execution of the extension has the settings of the realm that a test imports")
    void settingsAreThoseOfTheRealm() {
        var configs = FILE.resources("keycloak_authentication_execution_config");
        var settings = FILE.blocks().stream()
                .filter(block -> block.header().equals("locals"))
                .flatMap(block -> block.blocks().stream())
                .findFirst()
                .orElseThrow();

        assertThat(configs)
                .allSatisfy(config -> assertThat(config.text("config")).isEqualTo("local.onelogin"))
                .extracting(config -> config.text("alias"))
                .containsExactlyElementsOf(realm.representation().getAuthenticatorConfig().stream()
                        .map(AuthenticatorConfigRepresentation::getAlias)
                        .toList());
        assertThat(configs)
                .extracting(config -> config.text("execution_id"))
                .containsExactlyInAnyOrderElementsOf(FILE.resources("keycloak_authentication_execution").stream()
                        .filter(block -> block.text("authenticator").equals("onelogin-mfa"))
                        .map(block -> block.reference() + ".id")
                        .toList());
        assertThat(realm.representation().getAuthenticatorConfig())
                .allSatisfy(config -> assertThat(settings.arguments().keySet())
                        .isEqualTo(config.getConfig().keySet()));
        assertThat(settings.text("onelogin.clientSecret")).isEqualTo("${vault.onelogin}");
    }

    @Test
    @DisplayName("Flows are bound after all executions exist, so no login passes without the factor (S1)")
    void flowsAreBoundWhenTheyAreComplete() {
        var bindings = FILE.resources("keycloak_authentication_bindings").get(0);
        var configured = FILE.resources("keycloak_authentication_execution_config").stream()
                .map(block -> block.text("execution_id").replaceFirst("\\.id$", ""))
                .toList();
        var needed = Stream.concat(
                FILE.resources("keycloak_authentication_execution").stream()
                        .map(TerraformBlock::reference)
                        .filter(reference -> !configured.contains(reference)),
                FILE.resources("keycloak_authentication_execution_config").stream()
                        .map(TerraformBlock::reference));

        assertThat(flow(bindings.text("browser_flow")))
                .isEqualTo(realm.representation().getBrowserFlow());
        assertThat(flow(bindings.text("direct_grant_flow")))
                .isEqualTo(realm.representation().getDirectGrantFlow());
        assertThat(ExampleRealm.text("terraform/main.tf").replaceFirst("(?s).*depends_on = \\[(.*?)].*", "$1"))
                .contains(needed.toList());
    }

    @Test
    @DisplayName("The required actions of the extension are those of the realm that a test imports")
    void requiredActionsAreThoseOfTheRealm() {
        assertThat(FILE.resources("keycloak_required_action"))
                .allSatisfy(action -> assertThat(action.text("enabled")).isEqualTo("true"))
                .extracting(
                        action -> action.text("alias") + ", " + action.text("name") + ", " + action.text("priority"))
                .containsExactlyElementsOf(realm.representation().getRequiredActions().stream()
                        .filter(action -> action.getProviderId().startsWith("onelogin-"))
                        .map(TerraformExampleTest::line)
                        .toList());
    }

    @Test
    @DisplayName("The user profile is that of the realm that a test imports")
    void userProfileIsThatOfTheRealm() throws Exception {
        var profile = JsonSerialization.readValue(realm.userProfile(), UPConfig.class);
        var attributes = FILE.resources("keycloak_realm_user_profile").get(0).blocks().stream()
                .filter(block -> block.header().equals("attribute"))
                .toList();

        assertThat(attributes.stream().map(TerraformExampleTest::attribute))
                .containsExactlyElementsOf(profile.getAttributes().stream()
                        .map(TerraformExampleTest::attribute)
                        .toList());
    }

    @Test
    @DisplayName("Each resource belongs to the realm of the file")
    void resourcesBelongToTheRealm() {
        assertThat(FILE.blocks().stream()
                        .filter(block -> block.header().startsWith("resource ")
                                && !block.reference().equals("keycloak_realm.acme")))
                .allSatisfy(block -> assertThat(block.text("realm_id")).isEqualTo(REALM));
    }

    private static String line(TerraformBlock block, String name) {
        return "%s: %s, %s, %s"
                .formatted(
                        flow(block.text("parent_flow_alias")),
                        block.text(name),
                        block.text("requirement"),
                        block.text("priority"));
    }

    private static String line(RequiredActionProviderRepresentation action) {
        return action.getAlias() + ", " + action.getName() + ", " + action.getPriority();
    }

    /** Returns the alias of the flow to which a reference leads. */
    private static String flow(String reference) {
        var aliases = new HashMap<String, String>();
        for (var type : List.of("keycloak_authentication_flow", "keycloak_authentication_subflow")) {
            FILE.resources(type).forEach(flow -> aliases.put(flow.reference() + ".alias", flow.text("alias")));
        }
        return aliases.get(reference);
    }

    private static String attribute(TerraformBlock block) {
        var permissions = block.blocks().stream()
                .filter(inner -> inner.header().equals("permissions"))
                .findFirst()
                .orElseThrow();
        return "%s, %s, %s, view %s, edit %s"
                .formatted(
                        block.text("name"),
                        block.text("display_name"),
                        block.arguments().getOrDefault("multi_valued", "false"),
                        names(permissions.text("view")),
                        names(permissions.text("edit")));
    }

    private static String attribute(UPAttribute attribute) {
        return "%s, %s, %s, view %s, edit %s"
                .formatted(
                        attribute.getName(),
                        attribute.getDisplayName(),
                        attribute.isMultivalued(),
                        attribute.getPermissions().getView().stream().sorted().toList(),
                        attribute.getPermissions().getEdit().stream().sorted().toList());
    }

    private static List<String> names(String list) {
        return Stream.of(list.replaceAll("[\\[\\]\" ]", "").split(","))
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }
}
