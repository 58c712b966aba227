package dev.mfabridge.onelogin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.requiredaction.ForgetBrowsersActionFactory;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.keycloak.user.UserProfileAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.util.JsonSerialization;

/** Comparison of the example realms with each other and with the code, which no tool does before an import. */
class RealmExamplesTest {
    private static final String SECRET = "${vault.onelogin}";

    @Test
    @DisplayName("The operator and keycloak-config-cli get the same realm, and Keycloak knows each field of it")
    void realmsAreTheSame() {
        assertThat(ExampleRealm.ofConfigCli().representation().getRealm())
                .isEqualTo(ExampleRealm.ofOperator().representation().getRealm());
        assertThat(withoutProfile(ExampleRealm.ofConfigCli())).isEqualTo(withoutProfile(ExampleRealm.ofOperator()));
        assertThat(profile(ExampleRealm.ofConfigCli())).isEqualTo(profile(ExampleRealm.ofOperator()));
    }

    @Test
    @DisplayName("Each key of the example's settings is a setting of the extension")
    void keysAreSettings() {
        var known =
                Arrays.stream(ConfigProperty.values()).map(ConfigProperty::key).toList();

        assertThat(ExampleRealm.ofOperator().representation().getAuthenticatorConfig())
                .hasSize(2)
                .allSatisfy(config ->
                        assertThat(config.getConfig().keySet()).isNotEmpty().isSubsetOf(known));
    }

    @Test
    @DisplayName("The execution is in the flow of browsers and in the flow of direct grants, and both are bound")
    void boundFlowsHaveTheExecution() {
        var realm = ExampleRealm.ofOperator().representation();

        assertThat(ExampleRealm.ofOperator().executions())
                .contains(
                        "browser with OneLogin forms: " + ProviderIds.AUTHENTICATOR + ", REQUIRED, 20",
                        "direct grant with OneLogin: " + ProviderIds.AUTHENTICATOR + ", REQUIRED, 30");
        assertThat(realm.getBrowserFlow()).isEqualTo("browser with OneLogin");
        assertThat(realm.getDirectGrantFlow()).isEqualTo("direct grant with OneLogin");
        assertThat(realm.isBruteForceProtected()).isTrue();
    }

    @Test
    @DisplayName("The required actions of the extension are enabled")
    void requiredActionsAreEnabled() {
        assertThat(ExampleRealm.ofOperator().representation().getRequiredActions())
                .filteredOn(RequiredActionProviderRepresentation::isEnabled)
                .extracting(RequiredActionProviderRepresentation::getProviderId)
                .contains(ProviderIds.ENROLLMENT_ACTION, ForgetBrowsersActionFactory.PROVIDER_ID);
    }

    @Test
    @DisplayName("The user profile declares the attributes as the extension declares them")
    void userProfileIsTheExtensions() throws IOException {
        var profile = JsonSerialization.readValue(ExampleRealm.ofOperator().userProfile(), UPConfig.class);

        assertThat(UserProfileAttributes.addTo(profile)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keycloak-config-cli/realm.yaml", "operator/realm.yaml"})
    @DisplayName("The client secret is only a reference to the vault (S7)")
    void secretIsInTheVault(String file) {
        var lines = ExampleRealm.text(file)
                .lines()
                .filter(line -> line.contains(ConfigProperty.CLIENT_SECRET.key()))
                .toList();

        assertThat(lines).hasSize(2).allMatch(line -> line.endsWith(": " + SECRET));
    }

    private static Object withoutProfile(ExampleRealm realm) {
        var content = new LinkedHashMap<>(realm.content());
        content.remove("components");
        return content;
    }

    private static Object profile(ExampleRealm realm) {
        try {
            return JsonSerialization.readValue(realm.userProfile(), Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
