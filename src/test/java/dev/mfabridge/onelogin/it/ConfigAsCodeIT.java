package dev.mfabridge.onelogin.it;

import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.BASE_URL;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.CLIENT_ID;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.CLIENT_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.mfabridge.onelogin.examples.ExampleRealm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * Tests of the example realm of {@code examples/}, which Keycloak imports as it is, but for the realm's name and the OneLogin
 * account. The client secret comes from the server's vault.
 */
@Tag("this-machine")
@Tag("one-node")
class ConfigAsCodeIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.imported(ConfigAsCodeIT::configure);

    @RegisterExtension
    static final TestRealm fromConsole = TestRealm.asCreatedInConsole();

    private static void configure(RealmRepresentation imported) {
        var name = imported.getRealm();
        var keys = imported.getComponents();
        try {
            JsonSerialization.mapper.updateValue(
                    imported, ExampleRealm.ofOperator().content());
        } catch (JsonMappingException e) {
            throw new IllegalStateException(e);
        }
        imported.setRealm(name);
        imported.getComponents().putAll(keys);
        var account = realm.execution().defaults();
        imported.getAuthenticatorConfig().forEach(config -> {
            config.getConfig().put(BASE_URL.key(), account.get(BASE_URL.key()));
            config.getConfig().put(CLIENT_ID.key(), account.get(CLIENT_ID.key()));
        });
    }

    @BeforeAll
    static void putSecretIntoVault() throws IOException {
        Files.writeString(vaultFile(), realm.execution().defaults().get(CLIENT_SECRET.key()));
    }

    @AfterAll
    static void removeSecret() throws IOException {
        Files.delete(vaultFile());
    }

    private static Path vaultFile() {
        return Path.of(
                System.getProperty("keycloak.home"),
                "vault",
                realm.admin().toRepresentation().getRealm() + "_onelogin");
    }

    @Test
    @DisplayName("The realm check finds nothing in the example realm")
    void realmCheckFindsNothing() {
        assertThat(realm.api().realmCheck().findings()).isEmpty();
    }

    @Test
    @DisplayName("The connection test of both executions passes with the secret of the vault")
    void connectionTestPasses() {
        var executions = realm.api().executions();

        assertThat(executions)
                .hasSize(2)
                .allSatisfy(execution ->
                        assertThat(realm.api().test(execution.id()).ok()).isTrue());
    }

    @Test
    @DisplayName("The user profile of the example needs no other declaration")
    void userProfileIsComplete() {
        assertThat(realm.api().declareAttributes().declared()).isEmpty();
    }

    @Test
    @DisplayName("A user enrolls a factor, and the next login and the next token ask for it")
    void userEnrollsAndIsAskedForTheFactor() {
        var user = realm.user("alice");
        var alice = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        assertThat(alice.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        var later = realm.person(user).signsInWithPassword();
        assertThat(later.isAskedForCode()).isTrue();
        assertThat(later.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.requestToken(user, Map.of()).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("The example has each required action that Keycloak gives a new realm")
    void requiredActionsOfKeycloakAreInTheFile() {
        var created = fromConsole.admin().flows().getRequiredActions();
        var imported = realm.admin().flows().getRequiredActions();

        assertThat(imported)
                .extracting(ConfigAsCodeIT::line)
                .containsAll(created.stream().map(ConfigAsCodeIT::line).toList());
        assertThat(imported).hasSize(created.size() + 2);
    }

    private static String line(RequiredActionProviderRepresentation action) {
        return "%s %s %s %d".formatted(action.getAlias(), action.getName(), action.isEnabled(), action.getPriority());
    }

    @Test
    @DisplayName("Settings that a tool reads and writes again keep the reference to the vault")
    void settingsThatAreWrittenAgainKeepTheReference() {
        var flows = realm.admin().flows();
        for (var execution : realm.api().executions()) {
            var id = flows.getExecution(execution.id()).getAuthenticatorConfig();
            var config = flows.getAuthenticatorConfig(id);
            assertThat(config.getConfig()).containsEntry(CLIENT_SECRET.key(), "${vault.onelogin}");

            flows.updateAuthenticatorConfig(id, config);

            assertThat(flows.getAuthenticatorConfig(id).getConfig()).isEqualTo(config.getConfig());
            assertThat(realm.api().test(execution.id()).ok()).isTrue();
        }
    }
}
