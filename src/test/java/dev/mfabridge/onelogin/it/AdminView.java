package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.EventRepresentation;

/** Administrator's view of a realm's users. */
interface AdminView {

    /** Returns Keycloak's admin API of the realm, for data without a method here. */
    RealmResource admin();

    /**
     * Waits until Keycloak has counted so many failures in a row.
     *
     * <p>Keycloak counts in another thread. Until then it rejects further logins and doesn't count them.
     */
    default void assertCounted(TestUser account, int failures) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(failureCount(account, "numFailures")).isEqualTo(failures));
    }

    /** Returns the number of second-factor failures in a row that Keycloak has counted. */
    default int secondFactorFailuresOf(TestUser account) {
        return failureCount(account, "numSecondaryAuthFailures");
    }

    private int failureCount(TestUser account, String counter) {
        return ((Number) admin().attackDetection()
                        .bruteForceUserStatus(account.id())
                        .get(counter))
                .intValue();
    }

    /** Returns true if brute-force protection rejects the user. */
    default boolean isLockedOut(TestUser account) {
        return Boolean.TRUE.equals(
                admin().attackDetection().bruteForceUserStatus(account.id()).get("disabled"));
    }

    /** Returns the stored events of the user of a type such as {@code LOGIN_ERROR}, newest first. */
    default List<EventRepresentation> events(TestUser account, String type) {
        return admin().getEvents(List.of(type), null, account.id(), null, null, null, 0, 100);
    }

    /** Returns the attributes as an administrator reads them. */
    default Map<String, List<String>> attributesOf(TestUser account) {
        var attributes = admin().users().get(account.id()).toRepresentation().getAttributes();
        return attributes == null ? Map.of() : attributes;
    }

    default List<CredentialRepresentation> credentialsOf(TestUser account) {
        return admin().users().get(account.id()).credentials();
    }

    /** Returns the user's OneLogin credentials. */
    default List<CredentialRepresentation> factorsOf(TestUser account) {
        return credentialsOf(account).stream()
                .filter(credential -> "onelogin".equals(credential.getType()))
                .toList();
    }
}
