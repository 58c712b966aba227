package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.it.server.TestedVersion;
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
    default void assertCounted(TestUser user, int failures) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(failureCount(user, "numFailures")).isEqualTo(failures));
    }

    /** Returns the number of second-factor failures in a row that Keycloak has counted. Before 26.6, it counts all in one. */
    default int secondFactorFailuresOf(TestUser user) {
        return failureCount(user, TestedVersion.isBefore(6) ? "numFailures" : "numSecondaryAuthFailures");
    }

    private int failureCount(TestUser user, String counter) {
        return ((Number) admin().attackDetection()
                        .bruteForceUserStatus(user.id())
                        .get(counter))
                .intValue();
    }

    /** Returns true if brute-force protection rejects the user. */
    default boolean isLockedOut(TestUser user) {
        return Boolean.TRUE.equals(
                admin().attackDetection().bruteForceUserStatus(user.id()).get("disabled"));
    }

    /** Returns the stored events of the user of a type such as {@code LOGIN_ERROR}, newest first. */
    default List<EventRepresentation> events(TestUser user, String type) {
        return admin().getEvents(List.of(type), null, user.id(), null, null, null, 0, 100);
    }

    /** Returns the attributes as an administrator reads them. */
    default Map<String, List<String>> attributesOf(TestUser user) {
        var attributes = admin().users().get(user.id()).toRepresentation().getAttributes();
        return attributes == null ? Map.of() : attributes;
    }

    default List<CredentialRepresentation> credentialsOf(TestUser user) {
        return admin().users().get(user.id()).credentials();
    }

    /** Returns the user's OneLogin credentials. */
    default List<CredentialRepresentation> factorsOf(TestUser user) {
        return credentialsOf(user).stream()
                .filter(credential -> "onelogin".equals(credential.getType()))
                .toList();
    }
}
