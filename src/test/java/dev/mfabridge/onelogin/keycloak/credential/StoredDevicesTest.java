package dev.mfabridge.onelogin.keycloak.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.Fake;
import dev.mfabridge.onelogin.StoredFixture;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.fuzz.FuzzedSession;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval.Cause;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Label;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;

/** Stored formats of credentials, records of devices and removals. */
class StoredDevicesTest {
    private static final OneLoginId OWNER = new OneLoginId("64515901");
    private static final OneLoginId DEVICE = new OneLoginId("3920371");
    private static final URI ACCOUNT = URI.create("https://acme.onelogin.com");
    private static final EnrolledDevice PHONE = new EnrolledDevice(OWNER, DEVICE, FactorType.SMS, new Label("Phone"));
    private static final String RECORD = "onelogin_mfa_device.3920371";
    private static final String REMOVAL = "onelogin_mfa_removal.3920371";
    private static final DeviceRecord RECORDED = new DeviceRecord("9b2f", OWNER, DEVICE, ACCOUNT);
    private static final DeviceRemoval REMOVED = new DeviceRemoval(
            DEVICE,
            OWNER,
            ACCOUNT,
            "9b2f",
            Cause.ADMINISTRATOR,
            "a1",
            Instant.parse("2027-01-15T08:00:00Z"),
            2,
            Instant.parse("2027-01-15T08:05:00Z"));

    private final FuzzedSession session = new FuzzedSession();

    @Test
    @DisplayName("A credential is written as in the fixture of its version")
    void credentialIsWrittenAsPinned() {
        assertThat(StoredFixture.parsed(OneLoginCredentialModel.of(PHONE).getCredentialData()))
                .isEqualTo(StoredFixture.json("credential-v1.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"credential-v1.json", "credential-unnumbered.json"})
    @DisplayName("A credential of each earlier version is read")
    void credentialIsRead(String fixture) {
        var credential = credential(fixture);

        assertThat(credential.device()).contains(PHONE);
        assertThat(credential.isNewer()).isFalse();
    }

    @Test
    @DisplayName("A credential of a newer version is no device for this version")
    void newerCredentialIsNoDevice() {
        var credential = credential("credential-newer.json");

        assertThat(credential.device()).isEmpty();
        assertThat(credential.isNewer()).isTrue();
    }

    @Test
    @DisplayName("The attributes of a user with a credential of a newer version stay as that version wrote them")
    void attributesOfNewerVersionStay() {
        var stored = credential("credential-newer.json");
        var manager = Fake.of(
                SubjectCredentialManager.class, Map.of("getStoredCredentialsByTypeStream", call -> Stream.of(stored)));
        var written = new ArrayList<Object>();
        var user = Fake.of(
                UserModel.class,
                Map.of(
                        "credentialManager", call -> manager,
                        "getAttributeStream", call -> Stream.of("of the newer version"),
                        "setAttribute", call -> written.add(call[0])));

        new DeviceCredentials(session.session(), session.realm(), user).syncAttributes();

        assertThat(written).isEmpty();
    }

    @Test
    @DisplayName("A record of a device is written as in the fixture of its version")
    void recordIsWrittenAsPinned() {
        records().put(RECORDED);

        assertForm(RECORD, "device-record-v1.json");
    }

    @Test
    @DisplayName("A record of a device is read")
    void recordIsRead() {
        store(RECORD, "device-record-v1.json");

        assertThat(records().all()).containsExactly(RECORDED);
    }

    @Test
    @DisplayName("A record without a version is one of the first version")
    void recordWithoutVersionIsRead() {
        var claims = (ObjectNode) StoredFixture.json("device-record-v1.json");
        claims.remove("version");
        session.setAttribute(RECORD, FuzzedSession.sign(claims.toString(), FuzzedSession.INTERNAL));

        assertThat(records().all()).containsExactly(RECORDED);
    }

    @Test
    @DisplayName("A record of a newer version stays beside the record that this version writes, and after its removal")
    void newerRecordStays() {
        var newer = store(RECORD, "device-record-newer.json");
        assertThat(records().all()).isEmpty();

        records().put(RECORDED);
        assertThat(session.attributes().get(RECORD)).hasSize(2).contains(newer);
        assertThat(records().all()).containsExactly(RECORDED);

        records().remove(DEVICE);
        assertThat(session.attributes().get(RECORD)).containsExactly(newer);
    }

    @Test
    @DisplayName("Of two readable records of a device, the one that was issued last counts")
    void lastIssuedRecordCounts() {
        var earlier = (ObjectNode) StoredFixture.json("device-record-v1.json");
        earlier.put("credential", "old").put("iat", 1_700_000_000);
        var signed = FuzzedSession.sign(earlier.toString(), FuzzedSession.INTERNAL);
        var last = store(RECORD, "device-record-v1.json");
        session.attributes().put(RECORD, List.of(last, signed));

        assertThat(records().all()).containsExactly(RECORDED);
    }

    @Test
    @DisplayName("A removal is written as in the fixture of its version")
    void removalIsWrittenAsPinned() {
        removals().put(REMOVED);

        assertForm(REMOVAL, "removal-v1.json");
    }

    @Test
    @DisplayName("A removal is read")
    void removalIsRead() {
        store(REMOVAL, "removal-v1.json");

        assertThat(removals().all()).containsExactly(REMOVED);
    }

    @Test
    @DisplayName("A removal of a newer version stays beside that of this version, and after it was carried out")
    void newerRemovalStays() {
        var newer = store(REMOVAL, "removal-newer.json");
        assertThat(removals().all()).isEmpty();

        removals().put(REMOVED);
        assertThat(removals().all()).containsExactly(REMOVED);

        removals().remove(DEVICE);
        assertThat(session.attributes().get(REMOVAL)).containsExactly(newer);
    }

    @Test
    @DisplayName("A value that is not of a newer version is replaced if it can't be read")
    void damagedValueIsReplaced() {
        session.setAttribute(RECORD, "damaged");

        records().put(RECORDED);

        assertThat(session.attributes().get(RECORD)).hasSize(1).doesNotContain("damaged");
    }

    private DeviceRecords records() {
        // A request reads the records once, so each step has a session of its own.
        return DeviceRecords.stored(session.session(), session.realm(), session.user());
    }

    private DeviceRemovals removals() {
        return DeviceRemovals.stored(session.session(), session.realm(), session.user());
    }

    private String store(String attribute, String fixture) {
        var signed = FuzzedSession.sign(StoredFixture.compact(fixture), FuzzedSession.INTERNAL);
        session.setAttribute(attribute, signed);
        return signed;
    }

    private void assertForm(String attribute, String fixture) {
        var written = (ObjectNode)
                StoredFixture.claims(session.attributes().get(attribute).get(0));
        assertThat(written.path("iat").isInt()).isTrue();
        written.put("iat", 1_800_000_000);

        assertThat(written).isEqualTo(StoredFixture.json(fixture));
    }

    private static OneLoginCredentialModel credential(String fixture) {
        var stored = new CredentialModel();
        stored.setUserLabel("Phone");
        stored.setCredentialData(StoredFixture.text(fixture));
        return OneLoginCredentialModel.of(stored);
    }
}
