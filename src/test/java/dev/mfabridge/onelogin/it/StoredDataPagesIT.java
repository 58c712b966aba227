package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.uninstall.StoredData;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Removal of stored data from more users than one query finds. Databases differ in the order of users that a query doesn't sort, so
 * this test also runs on PostgreSQL. It is not part of the core, since old versions of Keycloak import users slowly.
 */
class StoredDataPagesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword().customized(file -> UsersWithValues.addTo(file, 2_001));

    @Test
    @DisplayName("Each user of several pages is counted once, and no user keeps anything")
    void eachUserOfSeveralPagesIsCountedOnce() {
        var expected = new StoredData(2_001, 2_668, 2_001, 0, 0, 2_001, 2_001, List.of());
        assertThat(realm.api().storedData()).isEqualTo(expected);

        assertThat(realm.api().removeStoredData()).isEqualTo(expected);

        assertThat(realm.api().storedData()).isEqualTo(new StoredData(0, 0, 0, 0, 0, 0, 0, List.of()));
    }
}
