package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.util.LDAPSDKException;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Logins of users from an LDAP directory that Keycloak must not write to. */
@Tag("this-machine")
class FederatedUsersIT {

    private static final String PEOPLE = "ou=people,dc=example,dc=com";
    private static InMemoryDirectoryServer directory;

    @RegisterExtension
    static final TestRealm readOnly = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm unsynced = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm notImported = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm cleared = TestRealm.withOneLogin();

    @BeforeAll
    static void startDirectory() throws LDAPSDKException {
        var config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("here", InetAddress.getLoopbackAddress(), 0, null));
        config.addAdditionalBindCredentials("cn=keycloak", "secret");
        directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
        directory.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
        directory.startListening();
        federate(readOnly, "READ_ONLY", true);
        federate(unsynced, "UNSYNCED", true);
        federate(notImported, "READ_ONLY", false);
        federate(cleared, "READ_ONLY", false);
    }

    @AfterAll
    static void stopDirectory() {
        directory.shutDown(true);
    }

    @Test
    @DisplayName("A read-only user gets a credential in Keycloak's own storage and no attributes")
    void readOnlyUserIsEnrolledWithoutAttributes() throws LDAPSDKException {
        var user = addToDirectory("ann", 82_000_001);

        enrollAndSignInAgain(readOnly, user);

        assertThat(readOnly.attributesOf(withKeycloakId(readOnly, user))).doesNotContainKey("onelogin_mfa_enrolled");
    }

    @Test
    @DisplayName("A user who isn't imported gets a credential in Keycloak's own storage and no attributes")
    void userWhoIsNotImportedIsEnrolledWithoutAttributes() throws LDAPSDKException {
        var user = addToDirectory("ben", 82_000_002);

        enrollAndSignInAgain(notImported, user);

        assertThat(notImported.attributesOf(withKeycloakId(notImported, user)))
                .doesNotContainKey("onelogin_mfa_enrolled");
    }

    @Test
    @DisplayName("A user whose changes stay in Keycloak gets a credential and the attributes")
    void unsyncedUserIsEnrolledWithAttributes() throws LDAPSDKException {
        var user = addToDirectory("cora", 82_000_003);

        enrollAndSignInAgain(unsynced, user);

        assertThat(unsynced.attributesOf(withKeycloakId(unsynced, user))).containsKey("onelogin_mfa_enrolled");
    }

    @Test
    @DisplayName("The next login removes the device of a removed credential if OneLogin was unavailable before")
    void nextLoginRemovesDeviceAfterFailedRemoval() throws LDAPSDKException {
        for (var realm : List.of(readOnly, notImported)) {
            var user = addToDirectory("dan" + (realm == readOnly ? 1 : 2), realm == readOnly ? 82_000_004 : 82_000_005);
            enrollAndSignInAgain(realm, user);
            var removal = "DELETE /api/2/mfa/users/" + user.oneLoginId() + "/devices/*";
            realm.oneLogin().behave(BehaviorRule.on(removal).fault("503").once());

            var stored = withKeycloakId(realm, user);
            var onelogin = realm.credentialsOf(stored).stream()
                    .filter(credential -> "onelogin".equals(credential.getType()))
                    .findFirst()
                    .orElseThrow();
            realm.admin().users().get(stored.id()).removeCredential(onelogin.getId());
            assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);

            realm.person(user).signsInWithPassword().sees("Set up your second factor");
            assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).isEmpty();
        }
    }

    @Test
    @DisplayName("The removal of stored data includes the users who are only in the directory")
    void removalIncludesUsersWhoAreOnlyInTheDirectory() throws LDAPSDKException {
        var user = addToDirectory("eve", 82_000_006);
        enrollAndSignInAgain(cleared, user);
        cleared.unbindFlows();

        var removed = cleared.api().removeStoredData();

        assertThat(removed.users()).isEqualTo(1);
        assertThat(removed.credentials()).isEqualTo(1);
        assertThat(removed.records()).isEqualTo(1);
        assertThat(cleared.credentialsOf(withKeycloakId(cleared, user)))
                .extracting(CredentialRepresentation::getType)
                .doesNotContain("onelogin");
        assertThat(cleared.api().storedData().users()).isZero();
    }

    private static void enrollAndSignInAgain(TestRealm realm, TestUser user) {
        var first = realm.person(user).signsInWithPassword();
        first.sees("Set up your second factor");
        assertThat(first.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.credentialsOf(withKeycloakId(realm, user)))
                .extracting(CredentialRepresentation::getType)
                .contains("onelogin");

        var second = realm.person(user).signsInWithPassword();
        second.sees("Confirm that it is you");
        assertThat(second.entersCode("000000").isSignedIn()).isFalse();
        assertThat(second.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    private static TestUser addToDirectory(String name, long oneLoginId) throws LDAPSDKException {
        var email = name + "@ldap.example.com";
        directory.add(
                "dn: uid=" + name + "," + PEOPLE,
                "objectClass: inetOrgPerson",
                "uid: " + name,
                "cn: " + name,
                "sn: Example",
                "mail: " + email,
                "userPassword: password of " + name);
        readOnly.oneLogin()
                .addUser(SimulatedUser.named(oneLoginId, name + "-ldap")
                        .withEmail(email)
                        .offered(SimulatedFactorType.SMS));
        return new TestUser("", name, "password of " + name, email, oneLoginId);
    }

    /** Returns the user with the id that Keycloak assigned. */
    private static TestUser withKeycloakId(TestRealm realm, TestUser user) {
        var found = realm.admin().users().search(user.username(), true).get(0);
        return new TestUser(found.getId(), user.username(), user.password(), user.email(), user.oneLoginId());
    }

    private static void federate(TestRealm realm, String editMode, boolean isImported) {
        var config = new MultivaluedHashMap<String, String>();
        Map.of(
                        "vendor", "other",
                        "connectionUrl", "ldap://localhost:" + directory.getListenPort(),
                        "usersDn", PEOPLE,
                        "bindDn", "cn=keycloak",
                        "bindCredential", "secret",
                        "usernameLDAPAttribute", "uid",
                        "rdnLDAPAttribute", "uid",
                        "uuidLDAPAttribute", "entryUUID",
                        "userObjectClasses", "inetOrgPerson")
                .forEach(config::putSingle);
        config.putSingle("authType", "simple");
        config.putSingle("trustEmail", "true");
        config.putSingle("editMode", editMode);
        config.putSingle("importEnabled", String.valueOf(isImported));
        var ldap = new ComponentRepresentation();
        ldap.setName("ldap");
        ldap.setProviderId("ldap");
        ldap.setProviderType("org.keycloak.storage.UserStorageProvider");
        ldap.setConfig(config);
        realm.admin().components().add(ldap).close();
    }
}
