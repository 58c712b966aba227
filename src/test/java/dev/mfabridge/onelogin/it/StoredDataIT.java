package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.keycloak.uninstall.StoredData;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.ClientErrorException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.AdminEventRepresentation;

/**
 * Removal of everything that the extension has stored, as in the docs about an uninstallation. Texts name the fields of Keycloak's
 * entities, and no compiler compares them with a version of Keycloak.
 */
@Tag("core")
class StoredDataIT {
    private static final StoredData NOTHING = new StoredData(0, 0, 0, 0, 0, 0, 0, List.of());

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    /** Realm without the execution, whose users are imported with values. */
    @RegisterExtension
    static final TestRealm imported = TestRealm.withPassword().customized(realm -> UsersWithValues.addTo(realm, 30));

    /** Realm whose values stay. */
    @RegisterExtension
    static final TestRealm other = TestRealm.withPassword().customized(realm -> UsersWithValues.addTo(realm, 2));

    private static final Devices devices = new Devices(realm);

    @Test
    @DisplayName(
            "The removal is rejected while a bound flow has the execution, and then leaves nothing but the devices")
    void removalLeavesNothingButTheDevices() {
        var ann = devices.enrolledAtLogin("ann");
        var ben = realm.user("ben").enrolled(SimulatedFactorType.SMS);
        realm.requestEnrollment(ben);
        realm.api().forgetBrowsers(ben.id());
        var cleo = realm.userOnlyInKeycloak("cleo");
        realm.api().declareAttributes();

        var counted = realm.api().storedData();
        assertThat(counted.users()).isEqualTo(2);
        assertThat(counted.credentials()).isEqualTo(2);
        assertThat(counted.records()).isEqualTo(2);
        assertThat(counted.revocations()).isEqualTo(1);
        assertThat(counted.requiredActions()).isEqualTo(1);
        assertThat(counted.attributes()).isPositive();
        assertThat(counted.declarations()).hasSize(5).contains("onelogin_user_id");
        assertThatThrownBy(() -> realm.api().removeStoredData())
                .isInstanceOfSatisfying(ClientErrorException.class, e -> {
                    assertThat(e.getResponse().getStatus()).isEqualTo(409);
                    assertThat(e.getResponse().readEntity(String.class)).contains("Bind other flows first");
                });
        assertThat(realm.api().storedData()).isEqualTo(counted);

        realm.unbindFlows();
        var mark = realm.oneLogin().callsFor(ann.oneLoginId()).size();
        assertThat(realm.api().removeStoredData()).isEqualTo(counted);

        assertThat(realm.api().storedData()).isEqualTo(NOTHING);
        assertThat(realm.api().removeStoredData()).isEqualTo(NOTHING);
        for (var user : List.of(ann, ben, cleo)) {
            var found = realm.admin().users().get(user.id());
            assertThat(found.credentials()).allMatch(stored -> stored.getType().equals("password"));
            assertThat(found.toRepresentation().getRequiredActions()).isEmpty();
            assertThat(
                            found.toRepresentation().getAttributes() == null
                                    ? Map.of()
                                    : found.toRepresentation().getAttributes())
                    .noneSatisfy((name, values) -> assertThat(name).startsWith("onelogin"));
        }
        assertThat(devices.of(ann)).hasSize(1);
        assertThat(realm.oneLogin().callsFor(ann.oneLoginId()))
                .hasSize(mark)
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
        assertThat(realm.person(ann).signsInWithPassword().isSignedIn()).isTrue();
        assertThat(removalEvents()).hasSize(2);
    }

    @Test
    @DisplayName("Imported users lose their credentials, which no cache keeps, and another realm loses nothing")
    void importedUsersLoseTheirCredentials() {
        var users = imported.admin().users();
        var cached = users.search("user29", true).get(0).getId();
        assertThat(users.get(cached).credentials()).hasSize(2);
        assertThat(users.get(cached).toRepresentation().getAttributes())
                .containsOnlyKeys(UsersWithValues.OWN, UsersWithValues.SIMILAR);

        var expected = new StoredData(30, 40, 30, 0, 0, 30, 30, List.of());
        assertThat(imported.api().storedData()).isEqualTo(expected);
        assertThat(imported.api().removeStoredData()).isEqualTo(expected);

        assertThat(imported.api().storedData()).isEqualTo(NOTHING);
        assertThat(users.get(cached).credentials()).isEmpty();
        assertThat(users.get(cached).toRepresentation().getAttributes()).containsOnlyKeys(UsersWithValues.SIMILAR);
        assertThat(users.get(cached).toRepresentation().getRequiredActions()).containsExactly("UPDATE_PASSWORD");
        assertThat(other.api().storedData().credentials()).isEqualTo(2);
    }

    private static List<AdminEventRepresentation> removalEvents() {
        return realm.admin().getAdminEvents().stream()
                .filter(event -> String.valueOf(event.getResourcePath()).endsWith("onelogin-mfa/stored-data"))
                .toList();
    }
}
