package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Records and removals that another version of this extension wrote, or whose key was removed. The extension ignores them on
 * every path and logs each of them once (S10).
 */
class UnreadableRecordsIT {
    private static final String UNSIGNED = "eyJhbGciOiJIUzUxMiJ9.e30.AA";
    private static final byte[] KEY = "0123456789abcdef".repeat(4).getBytes(StandardCharsets.US_ASCII);
    private static final String REALM_ID = UUID.randomUUID().toString();
    private static final TestUser ANN = newUser("ann", 78_000_001);
    private static final TestUser BEN = newUser("ben", 78_000_002);

    /** Realm with users for which Keycloak's database contains such values. */
    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(UnreadableRecordsIT::addUsersWithValues);

    private static final Devices devices = new Devices(realm);

    @Test
    @DisplayName("The extension ignores a value that no key of the realm signed")
    void valueWithoutValidSignatureIsIgnored() {
        assertDeviceStaysAndIsChallenged(ANN);
    }

    @Test
    @DisplayName("The extension ignores a signed value that lacks fields")
    void signedValueWithoutFieldsIsIgnored() {
        assertDeviceStaysAndIsChallenged(BEN);
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
                .hasSize(1);
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
        assertThat(devices.of(user)).hasSize(1);
    }

    private static void addUsersWithValues(RealmRepresentation representation) {
        representation.setId(REALM_ID);
        representation.getComponents().get("org.keycloak.keys.KeyProvider").stream()
                .filter(component -> component.getProviderId().equals("hmac-generated"))
                .forEach(component -> {
                    component.getConfig().putSingle("kid", "known");
                    component.getConfig().putSingle("secret", base64(KEY));
                });
        representation.setUsers(List.of(representationOf(ANN), representationOf(BEN)));
        representation.setFederatedUsers(
                List.of(stored(ANN, UNSIGNED, UNSIGNED), stored(BEN, signed(BEN, "device"), signed(BEN, "removal"))));
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

    /** Returns a signed value that names the user and no device. */
    private static String signed(TestUser user, String type) {
        var header = base64("{\"alg\":\"HS512\",\"typ\":\"JWT\",\"kid\":\"known\"}".getBytes(StandardCharsets.UTF_8));
        var claims = base64("{\"typ\":\"onelogin-mfa-%s\",\"iss\":\"%s\",\"sub\":\"%s\"}"
                .formatted(type, REALM_ID, user.id())
                .getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(KEY, "HmacSHA512"));
            return header + "." + claims + "."
                    + base64(mac.doFinal((header + "." + claims).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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

    private static UserRepresentation representationOf(TestUser user) {
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(user.password());
        var representation = new UserRepresentation();
        representation.setId(user.id());
        representation.setUsername(user.username());
        representation.setEmail(user.email());
        representation.setEmailVerified(true);
        representation.setFirstName(user.username());
        representation.setLastName("Example");
        representation.setEnabled(true);
        representation.setCredentials(List.of(password));
        return representation;
    }
}
