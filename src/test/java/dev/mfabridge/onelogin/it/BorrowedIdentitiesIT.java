package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/** Attributes, addresses, flows and exports from which a login could take another OneLogin user or no factor (S1, S7). */
class BorrowedIdentitiesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    /** Realm as Keycloak imports it from an export, in which Keycloak masked the secret. */
    @RegisterExtension
    static final TestRealm imported = TestRealm.withOneLogin().customized(BorrowedIdentitiesIT::maskSecret);

    private static void maskSecret(RealmRepresentation settings) {
        settings.getAuthenticatorConfig()
                .forEach(config -> config.getConfig().replace(ConfigProperty.CLIENT_SECRET.key(), "**********"));
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName(
            "A user can't take the OneLogin user of another one by an attribute, whatever the profile lets users edit")
    @NullSource
    @EnumSource(UnmanagedAttributePolicy.class)
    void attributeOfUserTakesNoOtherOneLoginUser(UnmanagedAttributePolicy policy) {
        var victim = realm.user("victim-" + policy).withDevice(SimulatedFactorType.SMS);
        var attacker = realm.userOnlyInKeycloak("mallory-" + policy);
        realm.unmanagedAttributes(policy);
        try {
            realm.execution().setRequirement(TestRealm.ONELOGIN, "DISABLED");
            var token = realm.person(attacker).signsInWithPassword().accessToken();
            edit(attacker, token, String.valueOf(victim.oneLoginId()));
            realm.execution().configure(Map.of(ConfigProperty.USER_MAPPING.key(), "attribute"));
            realm.execution().setRequirement(TestRealm.ONELOGIN, "REQUIRED");

            var next = realm.person(attacker).signsInWithPassword();

            next.sees("We couldn't find your OneLogin account");
            assertThat(realm.oneLogin().callsFor(victim.oneLoginId())).isEmpty();
        } finally {
            realm.unmanagedAttributes(UnmanagedAttributePolicy.ADMIN_EDIT);
            realm.execution().setRequirement(TestRealm.ONELOGIN, "REQUIRED");
            realm.execution().configure(Map.of());
        }
    }

    /** Edits the attribute as the account console does. */
    private static void edit(TestUser user, String token, String oneLoginId) {
        var profile = Map.of(
                "username", user.username(),
                "email", user.email(),
                "firstName", "Mallory",
                "lastName", "Example",
                "attributes", Map.of("onelogin_user_id", List.of(oneLoginId)));
        try (var client = ClientBuilder.newClient();
                var response = client.target(realm.address() + "/account/")
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + token)
                        .post(Entity.json(profile))) {
            assertThat(response.getStatus()).isNotEqualTo(401).isNotEqualTo(403);
        }
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("A verified address that looks like another one, or matches it as a pattern, takes no OneLogin user")
    @ValueSource(
            strings = {
                "v\u0131ctor%s@",
                "v*%s@",
                "v_ctor%s@",
                "%%@",
                "*@",
                "\uff56ictor%s@",
                "victor%s+x@",
                "v\u200bictor%s@"
            })
    void lookAlikeAddressTakesNoOtherOneLoginUser(String form) {
        var number = Integer.toHexString(form.hashCode());
        var victim = realm.user("victor" + number).withDevice(SimulatedFactorType.SMS);
        var attacker = realm.userOnlyInKeycloak("ma" + number);
        var resource = realm.admin().users().get(attacker.id());
        var changed = resource.toRepresentation();
        changed.setEmail(form.formatted(number) + victim.email().replaceFirst(".*@", ""));
        changed.setEmailVerified(true);
        try {
            resource.update(changed);
        } catch (BadRequestException e) {
            // Keycloak accepts no such address, so the attacker has an address of which OneLogin has no user.
        }

        realm.person(attacker).signsInWithPassword().sees("We couldn't find your OneLogin account");

        assertThat(realm.oneLogin().callsFor(victim.oneLoginId())).isEmpty();
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.PRIVACY)
    @DisplayName("An export of the realm contains no secret")
    void exportContainsNoSecret() {
        assertThat(realm.admin().partialExport(true, true).getAuthenticatorConfig())
                .anySatisfy(config ->
                        assertThat(config.getConfig()).containsEntry(ConfigProperty.CLIENT_SECRET.key(), "**********"))
                .noneSatisfy(config -> assertThat(config.getConfig())
                        .containsValue(realm.execution().defaults().get(ConfigProperty.CLIENT_SECRET.key())));
    }

    @Test
    @Attack(
            on = {"S1", "S7"},
            kind = AttackKind.ADMINISTRATION)
    @DisplayName("A realm that was imported from an export without the secret signs no user in")
    void importedRealmWithoutSecretSignsNoUserIn() {
        var user = imported.user("ben").withDevice(SimulatedFactorType.SMS);
        var mark = imported.log().mark();

        imported.person(user).signsInWithPassword().sees("isn't set up correctly");

        assertThat(imported.requestToken(user, Map.of()).isToken()).isFalse();
        assertThat(imported.log().since(mark))
                .anyMatch(line -> line.contains("is the mask that an export writes in place of a secret"));
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.ADMINISTRATION)
    @DisplayName("A duplicate of the flow requires the factor, or signs no user in before it is set up")
    void duplicateOfFlowRequiresFactor() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS);
        realm.admin()
                .flows()
                .copy(TestRealmBuilder.FLOW, Map.of("newName", "duplicate"))
                .close();
        bindBrowserFlow("duplicate");
        try {
            assertThat(realm.person(user).signsInWithPassword().isSignedIn()).isFalse();
        } finally {
            bindBrowserFlow(TestRealmBuilder.FLOW);
        }
    }

    private static void bindBrowserFlow(String alias) {
        var settings = realm.admin().toRepresentation();
        settings.setBrowserFlow(alias);
        realm.admin().update(settings);
    }
}
