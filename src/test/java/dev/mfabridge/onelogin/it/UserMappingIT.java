package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/** Mapping of a Keycloak user to a OneLogin user. */
class UserMappingIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @DisplayName("The mapping by user name finds the OneLogin user")
    void usernameMappingFindsUser() {
        realm.execution().configure(Map.of(ConfigProperty.USER_MAPPING.key(), "username"));
        var user = realm.userOnlyInKeycloak("adele");
        realm.oneLogin().addUser(SimulatedUser.named(81_000_001, "ADELE").withEmail("elsewhere@example.com"));

        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.ADMINISTRATION)
    @DisplayName("The log names the missing address of a user without an e-mail address, and no missing verification")
    void missingAddressIsNamed() {
        realm.execution().configure(Map.of(ConfigProperty.USER_MAPPING.key(), "email"));
        var user = realm.userOnlyInKeycloak("emil");
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setEmail("");
        changed.setEmailVerified(false);
        resource.update(changed);
        var mark = realm.log().mark();

        realm.person(user).signsInWithPassword().sees("We couldn't find your OneLogin account");

        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains("the user has no e-mail address"))
                .noneMatch(line -> line.contains("is not verified"));
    }

    @Test
    @DisplayName("The mapping by external id finds the OneLogin user with the Keycloak user's id")
    void externalIdMappingFindsUser() {
        realm.execution().configure(Map.of(ConfigProperty.USER_MAPPING.key(), "external-id"));
        var user = realm.userOnlyInKeycloak("bella");
        realm.oneLogin().addUser(SimulatedUser.named(81_000_002, "renamed").withExternalId(user.id()));

        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @DisplayName("The mapping by an attribute that only administrators can edit finds the OneLogin user")
    void attributeMappingFindsUser() {
        realm.execution().configure(Map.of(ConfigProperty.USER_MAPPING.key(), "attribute"));
        realm.oneLogin().addUser(SimulatedUser.named(81_000_003, "another"));
        var user = withAttribute("clara", "81000003");

        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.ADMINISTRATION)
    @DisplayName("Blanks around the attribute, as pasted from a web page, make no difference")
    void blanksAroundTheAttributeMakeNoDifference() {
        realm.execution().configure(Map.of(ConfigProperty.USER_MAPPING.key(), "attribute"));
        realm.oneLogin().addUser(SimulatedUser.named(81_000_013, "pasted"));
        var user = withAttribute("petra", "\u00a081000013\u200b ");

        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("The extension refuses a mapping by an attribute that users can edit")
    void attributeThatUsersCanEditIsRefused() {
        realm.execution().configure(Map.of(ConfigProperty.USER_MAPPING.key(), "attribute"));
        realm.oneLogin().addUser(SimulatedUser.named(81_000_004, "victim"));
        var user = withAttribute("mallory", "81000004");
        realm.unmanagedAttributes(UnmanagedAttributePolicy.ENABLED);
        try {
            var mark = realm.log().mark();

            realm.person(user).signsInWithPassword().sees("We couldn't find your OneLogin account");

            assertThat(realm.log().since(mark))
                    .anyMatch(line -> line.contains("user profile lets users edit the attribute onelogin_user_id"));
        } finally {
            realm.unmanagedAttributes(UnmanagedAttributePolicy.ADMIN_EDIT);
        }
    }

    @ParameterizedTest
    @DisplayName("An attribute that contains no id finds no OneLogin user")
    @ValueSource(strings = {"81000005/devices", "../81000005", "*", "81 000 005", "alice"})
    void attributeWithoutIdFindsNoUser(String value) {
        realm.execution().configure(Map.of(ConfigProperty.USER_MAPPING.key(), "attribute"));
        var user = withAttribute("odd" + value.hashCode(), value);

        realm.person(user).signsInWithPassword().sees("We couldn't find your OneLogin account");
    }

    private static TestUser withAttribute(String name, String oneLoginUserId) {
        var user = realm.userOnlyInKeycloak(name);
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setAttributes(Map.of("onelogin_user_id", List.of(oneLoginUserId)));
        resource.update(changed);
        return user;
    }
}
