package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.bench.RealmDraft;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Users of a realm's file with values of the extension: a record, an attribute with two values, and a required action. Two of three
 * users also have two credentials. Each user has values of others, too.
 */
final class UsersWithValues {
    static final String OWN = "onelogin_mfa_enrolled";

    /** Name that a pattern with unescaped underscores would match. */
    static final String SIMILAR = "onelogin-mfa-device.1";

    private UsersWithValues() {}

    static void addTo(RealmRepresentation file, int number) {
        var users = IntStream.range(0, number).mapToObj(UsersWithValues::user).toList();
        file.setUsers(users);
        file.setFederatedUsers(users.stream().map(UsersWithValues::records).toList());
    }

    private static UserRepresentation user(int number) {
        var user = new UserRepresentation();
        user.setId(UUID.randomUUID().toString());
        user.setUsername("user" + number);
        user.setEnabled(true);
        user.setCredentials(number % 3 == 0 ? List.of() : credentials(number));
        user.setAttributes(Map.of(OWN, List.of("SMS", "VOICE"), SIMILAR, List.of("stays")));
        user.setRequiredActions(List.of("onelogin-enroll", "UPDATE_PASSWORD"));
        return user;
    }

    private static List<CredentialRepresentation> credentials(int number) {
        return List.of(
                RealmDraft.device("7" + number, "SMS", 83_000_000L + number),
                RealmDraft.device("8" + number, "SMS", 83_000_000L + number));
    }

    private static UserRepresentation records(UserRepresentation user) {
        var stored = new UserRepresentation();
        stored.setId(user.getId());
        stored.setAttributes(Map.of("onelogin_mfa_device.1", List.of("signed"), SIMILAR, List.of("stays")));
        return stored;
    }
}
