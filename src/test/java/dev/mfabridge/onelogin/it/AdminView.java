package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.EventRepresentation;

/** What an administrator sees of a realm's people. */
interface AdminView {

    /** Keycloak's admin API of the realm, for what there is no word here. */
    RealmResource admin();

    /**
     * How many failures in a row Keycloak has counted, once it has: it does so in a thread of its own. What comes sooner is
     * refused, and is not counted.
     */
    default void assertCounted(TestUser account, int failures) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(counted(account, "numFailures")).isEqualTo(failures));
    }

    /** How many failures in a row Keycloak has counted of a second factor. */
    default int secondFactorFailuresOf(TestUser account) {
        return counted(account, "numSecondaryAuthFailures");
    }

    private int counted(TestUser account, String counter) {
        return ((Number) admin().attackDetection()
                        .bruteForceUserStatus(account.id())
                        .get(counter))
                .intValue();
    }

    /** Whether Keycloak refuses the person for now, however right the answers are. */
    default boolean isLockedOut(TestUser account) {
        return Boolean.TRUE.equals(
                admin().attackDetection().bruteForceUserStatus(account.id()).get("disabled"));
    }

    /** The stored events of a type such as {@code LOGIN_ERROR} about that account, newest first. */
    default List<EventRepresentation> events(TestUser account, String type) {
        return admin().getEvents(List.of(type), null, account.id(), null, null, null, 0, 100);
    }

    /** The attributes as an administrator sees them. */
    default Map<String, List<String>> attributesOf(TestUser account) {
        var attributes = admin().users().get(account.id()).toRepresentation().getAttributes();
        return attributes == null ? Map.of() : attributes;
    }

    default List<CredentialRepresentation> credentialsOf(TestUser account) {
        return admin().users().get(account.id()).credentials();
    }

    default List<CredentialRepresentation> factorsOf(TestUser account) {
        return credentialsOf(account).stream()
                .filter(credential -> "onelogin".equals(credential.getType()))
                .toList();
    }
}
