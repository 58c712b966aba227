package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Records and removals that another version of this extension wrote, or whose key was removed. The extension ignores them on
 * every path and logs each of them once (S10).
 */
class UnreadableRecordsIT {
    private static final String UNSIGNED = "eyJhbGciOiJIUzUxMiJ9.e30.AA";
    private static final KnownKey KEY = new KnownKey();
    private static final TestUser ANN = newUser("ann", 78_000_001);
    private static final TestUser BEN = newUser("ben", 78_000_002);
    private static final TestUser CLEO = newUser("cleo", 78_000_003);

    /** Changes of a complete record and a complete removal, each of which one user has. */
    private static final List<Map<String, Object>> CHANGES = List.of(
            without("credential", "attempts"),
            without("onelogin_user", "onelogin_user"),
            without("device", "device"),
            without("account", "account"),
            without("credential", "cause"),
            without("credential", "actor"),
            without("credential", "decided_at"),
            without("credential", "next_attempt_at"),
            Map.of("credential", List.of("a"), "attempts", "many"),
            Map.of("credential", Map.of("id", "a"), "attempts", -1),
            Map.of("onelogin_user", "x", "cause", "UNKNOWN"),
            Map.of("device", "1/../2", "decided_at", "yesterday"),
            Map.of("account", "acme", "next_attempt_at", 17),
            Map.of("device", "640", "next_attempt_at", "-1000000000-01-01T00:00:00Z"),
            Map.of("account", ""),
            Map.of("account", "ht tp://%"),
            Map.of("account", 7),
            Map.of("device", "640"),
            Map.of("iat", "soon"),
            Map.of("typ", "onelogin-mfa-another"));

    private static final List<TestUser> CHANGED_USERS = IntStream.range(0, CHANGES.size())
            .mapToObj(number -> newUser("changed" + number, 78_000_100 + number))
            .toList();

    /** Realm with users for which Keycloak's database contains such values. */
    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(UnreadableRecordsIT::addUsersWithValues);

    private static final Devices devices = new Devices(realm);

    @Test
    @Attack(on = "S10", kind = AttackKind.FORGERY)
    @DisplayName("The extension ignores a value that no key of the realm signed")
    void valueWithoutValidSignatureIsIgnored() {
        assertDeviceStaysAndIsChallenged(ANN);
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("The extension ignores a signed value that lacks fields")
    void signedValueWithoutFieldsIsIgnored() {
        assertDeviceStaysAndIsChallenged(BEN);
    }

    @ParameterizedTest
    @MethodSource("changedUsers")
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("The extension ignores a signed value in which a field is missing or has another form")
    void signedValueWithChangedFieldIsIgnored(TestUser user) {
        assertDeviceStaysAndIsChallenged(user);

        var person = realm.person(user).signsInWithPassword();
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        devices.removeCredential(user);
        assertThat(devices.of(user)).isEmpty();
        realm.person(user).signsInWithPassword().doesNotSee("We sent a text message");
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.LOSS)
    @DisplayName("A revocation in the year 2099 revokes all browsers, until the next proof replaces it")
    void revocationInTheFutureIsReplaced() {
        realm.execution().configure(Map.of("onelogin.rememberHours", "168", "onelogin.messageLimit", "100"));
        realm.oneLogin()
                .addUser(SimulatedUser.named(CLEO.oneLoginId(), CLEO.username())
                        .withEmail(CLEO.email())
                        .withDevice(device(CLEO), SimulatedFactorType.SMS));
        var cleo = realm.person(CLEO).signsInWithPassword();

        cleo.entersCodeToBeRemembered(realm.lastCodeOf(CLEO));

        assertThat(cleo.signsOut().signsInWithPassword().isSignedIn()).isTrue();
    }

    static List<TestUser> changedUsers() {
        return CHANGED_USERS;
    }

    private static void assertDeviceStaysAndIsChallenged(TestUser user) {
        realm.oneLogin()
                .addUser(SimulatedUser.named(user.oneLoginId(), user.username())
                        .withEmail(user.email())
                        .withDevice(device(user), SimulatedFactorType.SMS));
        var mark = realm.log().mark();

        for (var login = 0; login < 2; login++) {
            realm.person(user).signsInWithPassword().sees("We sent a text message");
        }
        assertThat(realm.requestToken(user, Map.of()).isToken()).isFalse();
        assertThat(realm.api().factors(user.id()).factors()).hasSize(1);

        assertThat(realm.log().since(mark).stream()
                        .filter(line -> line.contains(user.id()) && line.contains("onelogin_mfa_removal.*")))
                .hasSizeBetween(1, realm.nodes());
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
        assertThat(devices.of(user)).hasSize(1);
    }

    private static void addUsersWithValues(RealmRepresentation representation) {
        KEY.addTo(representation);
        var users = new ArrayList<>(List.of(
                KnownKey.representationOf(ANN), KnownKey.representationOf(BEN), KnownKey.representationOf(CLEO)));
        var values = new ArrayList<>(List.of(
                revoked(CLEO, Instant.parse("2099-01-01T00:00:00Z")),
                stored(ANN, UNSIGNED, UNSIGNED),
                stored(BEN, KEY.signed(BEN, "device", Map.of()), KEY.signed(BEN, "removal", Map.of()))));
        for (var number = 0; number < CHANGES.size(); number++) {
            var user = CHANGED_USERS.get(number);
            users.add(KnownKey.representationOf(user));
            values.add(stored(
                    user,
                    KEY.signed(user, "device", changed(user, CHANGES.get(number))),
                    KEY.signed(user, "removal", changed(user, CHANGES.get(number)))));
        }
        representation.setUsers(users);
        representation.setFederatedUsers(values);
    }

    /** Returns the values in the database about a user. */
    private static UserRepresentation stored(TestUser user, String record, String removal) {
        var values = new UserRepresentation();
        values.setId(user.id());
        values.setAttributes(Map.of(
                "onelogin_mfa_device." + device(user),
                List.of(record),
                "onelogin_mfa_removal." + device(user),
                List.of(removal)));
        return values;
    }

    /** Returns the database's revocation of the user's remembered browsers. */
    private static UserRepresentation revoked(TestUser user, Instant until) {
        var values = new UserRepresentation();
        values.setId(user.id());
        values.setAttributes(Map.of(
                "onelogin_mfa_forgotten",
                List.of(KEY.signed(user, "forgotten", Map.of("iat", until.getEpochSecond())))));
        return values;
    }

    private static Map<String, Object> without(String fieldOfRecord, String fieldOfRemoval) {
        return Map.of("-" + fieldOfRecord, "", "-" + fieldOfRemoval + " ", "");
    }

    /** Returns the claims of a complete record and removal with one change. */
    private static Map<String, Object> changed(TestUser user, Map<String, Object> change) {
        var claims = new HashMap<String, Object>(Map.of(
                "credential",
                UUID.randomUUID().toString(),
                "onelogin_user",
                String.valueOf(user.oneLoginId()),
                "device",
                device(user),
                "account",
                "https://acme.onelogin.com",
                "cause",
                "ADMINISTRATOR",
                "actor",
                UUID.randomUUID().toString(),
                "decided_at",
                "2026-01-01T00:00:00Z",
                "attempts",
                1,
                "next_attempt_at",
                "2026-01-01T00:00:00Z"));
        change.forEach((field, value) -> {
            if (field.startsWith("-")) {
                claims.remove(field.substring(1).strip());
            } else {
                claims.put(field, value);
            }
        });
        return claims;
    }

    private static String device(TestUser user) {
        return "64" + user.oneLoginId();
    }

    private static TestUser newUser(String username, long oneLoginId) {
        return new TestUser(
                UUID.randomUUID().toString(),
                username,
                "password of " + username,
                username + "@unreadable.example.com",
                oneLoginId);
    }
}
