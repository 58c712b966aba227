package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.StoredFixture;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Users whose data another version of this extension wrote: they sign in, and nothing of a newer version is lost. */
class OtherVersionsIT {
    private static final String COOKIE = "ONELOGIN_MFA_REMEMBERED";
    private static final KnownKey KEY = new KnownKey();
    private static final TestUser OLDER = newUser("olga", 79_000_001);
    private static final TestUser NEWER = newUser("nina", 79_000_002);
    private static final TestUser BROWSER = newUser("bert", 79_000_003);

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(OtherVersionsIT::addUsers);

    private static final Devices devices = new Devices(realm);

    @Test
    @DisplayName("A user whose data has no version yet signs in, and the device is removed with the credential")
    void dataWithoutVersionIsRead() {
        enrollInOneLogin(OLDER);

        var olga = realm.person(OLDER).signsInWithPassword();
        assertThat(olga.entersCode(realm.lastCodeOf(OLDER)).isSignedIn()).isTrue();

        assertThat(realm.factorsOf(OLDER)).hasSize(1);
        devices.removeCredential(OLDER);
        assertThat(devices.of(OLDER)).isEmpty();
    }

    @Test
    @DisplayName("A user whose data is of a newer version signs in with the device, and the data stays")
    void dataOfNewerVersionStays() {
        enrollInOneLogin(NEWER);
        var mark = realm.log().mark();
        var stored = realm.api().storedData();

        var nina = realm.person(NEWER).signsInWithPassword();
        assertThat(nina.entersCodeToBeRemembered(realm.lastCodeOf(NEWER)).isSignedIn())
                .isTrue();
        assertThat(realm.requestToken(NEWER, Map.of()).status()).isLessThan(500);
        assertThat(realm.api().factors(NEWER.id()).factors()).hasSize(1);

        assertThat(realm.factorsOf(NEWER))
                .hasSize(2)
                .extracting(CredentialRepresentation::getCredentialData)
                .contains(StoredFixture.text("credential-newer.json"));
        assertThat(nina.signsOut().signsInWithPassword().isSignedIn()).isTrue();
        var after = realm.api().storedData();
        assertThat(after.pendingRemovals()).isEqualTo(stored.pendingRemovals());
        assertThat(realm.oneLogin().callsFor(NEWER.oneLoginId()))
                .extracting(RecordedCall::method)
                .doesNotContain("DELETE");
        assertThat(realm.log().since(mark))
                .anyMatch(line ->
                        line.contains(NEWER.id()) && line.contains("onelogin_mfa_removal.* is ignored and stays"));
    }

    @Test
    @DisplayName("A browser keeps another user's token of a newer version, beside the token that this version adds")
    void tokenOfNewerVersionStaysInBrowser() {
        enrollInOneLogin(BROWSER);
        var browser = new Browser();
        var bert = realm.person(browser, BROWSER).signsInWithPassword();
        assertThat(bert.entersCodeToBeRemembered(realm.lastCodeOf(BROWSER)).isSignedIn())
                .isTrue();
        var newer = KEY.signed(NEWER, "remembered", claims("remembered-browser-newer.json", NEWER));
        browser.cookies().replace(COOKIE, newer + "~" + browser.cookies().value(COOKIE));

        var again = bert.signsOut();
        assertThat(again.signsInWithPassword().isSignedIn()).isTrue();
        realm.api().forgetBrowsers(BROWSER.id());
        var third = again.signsOut().signsInWithPassword();
        assertThat(third.entersCodeToBeRemembered(realm.lastCodeOf(BROWSER)).isSignedIn())
                .isTrue();

        assertThat(browser.cookies().value(COOKIE).split("~")).hasSize(2).contains(newer);
    }

    @BeforeAll
    static void rememberBrowsers() {
        realm.execution().configure(Map.of("onelogin.rememberHours", "168", "onelogin.messageLimit", "100"));
    }

    /** Returns the base URL of OneLogin in the settings of the realm. */
    private static String accountOf(RealmRepresentation representation) {
        return representation.getAuthenticatorConfig().get(0).getConfig().values().stream()
                .filter(value -> value.startsWith("http"))
                .findFirst()
                .orElseThrow();
    }

    private static void enrollInOneLogin(TestUser user) {
        realm.oneLogin()
                .addUser(SimulatedUser.named(user.oneLoginId(), user.username())
                        .withEmail(user.email())
                        .withDevice(device(user), SimulatedFactorType.SMS));
    }

    private static void addUsers(RealmRepresentation representation) {
        KEY.addTo(representation);
        var older = (ObjectNode) StoredFixture.json("credential-unnumbered.json");
        older.put("deviceId", device(OLDER)).put("oneLoginUserId", String.valueOf(OLDER.oneLoginId()));
        representation.setUsers(new ArrayList<>(List.of(
                withCredential(OLDER, older.toString()),
                withCredential(NEWER, StoredFixture.text("credential-newer.json")),
                KnownKey.representationOf(BROWSER))));
        var record = claims("device-record-v1.json", OLDER);
        record.remove("version");
        record.put("account", accountOf(representation));
        representation.setFederatedUsers(List.of(
                values(OLDER, Map.of("onelogin_mfa_device." + device(OLDER), KEY.signed(OLDER, "device", record))),
                values(
                        NEWER,
                        Map.of(
                                "onelogin_mfa_device." + device(NEWER),
                                KEY.signed(NEWER, "device", claims("device-record-newer.json", NEWER)),
                                "onelogin_mfa_removal." + device(NEWER),
                                KEY.signed(NEWER, "removal", claims("removal-newer.json", NEWER)),
                                "onelogin_mfa_forgotten",
                                KEY.signed(NEWER, "forgotten", claims("revocation-newer.json", NEWER))))));
    }

    /** Returns the claims of a fixture for another user, without those that name its user and realm. */
    private static Map<String, Object> claims(String fixture, TestUser user) {
        var claims = new HashMap<String, Object>();
        StoredFixture.json(fixture)
                .fields()
                .forEachRemaining(claim -> claims.put(claim.getKey(), value(claim.getValue())));
        claims.keySet().removeAll(List.of("iss", "sub", "typ"));
        claims.computeIfPresent("device", (name, value) -> device(user));
        claims.computeIfPresent("onelogin_user", (name, value) -> String.valueOf(user.oneLoginId()));
        return claims;
    }

    private static Object value(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.isNumber() ? node.numberValue() : node;
    }

    private static UserRepresentation withCredential(TestUser user, String data) {
        var credential = new CredentialRepresentation();
        credential.setType("onelogin");
        credential.setUserLabel("SMS");
        credential.setSecretData("{}");
        credential.setCredentialData(data);
        var representation = KnownKey.representationOf(user);
        representation.setCredentials(List.of(representation.getCredentials().get(0), credential));
        return representation;
    }

    private static UserRepresentation values(TestUser user, Map<String, String> signed) {
        var values = new UserRepresentation();
        values.setId(user.id());
        var attributes = new HashMap<String, List<String>>();
        signed.forEach((name, value) -> attributes.put(name, List.of(value)));
        values.setAttributes(attributes);
        return values;
    }

    private static String device(TestUser user) {
        return "64" + user.oneLoginId();
    }

    private static TestUser newUser(String username, long oneLoginId) {
        return new TestUser(
                UUID.randomUUID().toString(),
                username,
                "password of " + username,
                username + "@versions.example.com",
                oneLoginId);
    }
}
