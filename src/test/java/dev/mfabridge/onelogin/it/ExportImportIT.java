package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.it.server.DatabaseCopy;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Export and import of realms, with the commands of the distribution and as the admin console does it. */
@Tag("this-machine")
class ExportImportIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm masked = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm other = TestRealm.withOneLogin();

    @TempDir
    static Path folder;

    @Test
    @DisplayName("Export and import by the command keep credentials, settings and records, in a folder or a file")
    void exportAndImportKeepEverything() throws IOException {
        var ann = new Devices(realm).enrolledAtLogin("ann");
        var ben = new Devices(realm).enrolledAtLogin("ben");
        var database = DatabaseCopy.of(folder);
        var exported = folder.resolve("exported");
        var file = folder.resolve("realm.json");

        database.run("export", "--dir=" + exported, "--realm=" + name(realm), "--users=different_files");
        database.run("import", "--dir=" + exported, "--override=true");
        database.run("export", "--file=" + file, "--realm=" + name(realm));

        var content = JSON.readTree(file.toFile());
        assertThat(records(content))
                .isEqualTo(records(JSON.readTree(exported.resolve(name(realm) + "-federated-users-0.json")
                        .toFile())));
        assertThat(records(content)).hasSize(2);
        assertThat(content.toString()).contains(realm.execution().defaults().get("onelogin.clientSecret"));

        recreate(realm, content);
        assertSignsInWithDevice(ann);
        assertDeviceIsRemovedWithCredential(ann);

        withoutKeys(content);
        recreate(realm, content);
        var mark = realm.log().mark();
        assertSignsInWithDevice(ben);
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(ben.id()) && line.contains("the realm has no key for its signature"));
        assertDeviceIsRemovedWithCredential(ben);
    }

    @Test
    @DisplayName(
            "After the import of a partial export, page, log, execution and last check name the mask of the secret")
    void maskOfPartialExportIsNamed() throws IOException {
        var content = JSON.valueToTree(masked.admin().partialExport(true, true));
        assertThat(content.path("authenticatorConfig").toString()).contains("\"onelogin.clientSecret\":\"**********\"");
        assertThat(content.path("users")).isEmpty();
        // The keys of the realm have masks too, and Keycloak can't sign with them.
        withoutKeys(content);
        recreate(masked, content);
        var cleo = masked.user("cleo");
        var mark = masked.log().mark();

        masked.person(cleo).signsInWithPassword().sees("set up correctly");

        var mistake = "is the mask that an export writes in place of a secret";
        assertThat(masked.log().since(mark)).anyMatch(line -> line.contains(mistake));
        assertThat(masked.api().executions().get(0).mistakes()).anyMatch(line -> line.contains(mistake));
        var fields = masked.admin().flows().getAuthenticatorConfigDescription(TestRealm.ONELOGIN);
        assertThat(fields.getProperties())
                .filteredOn(field -> field.getName().equals("onelogin.lastCheck"))
                .anySatisfy(
                        field -> assertThat(field.getDefaultValue().toString()).contains(mistake));
    }

    @Test
    @DisplayName("A user of a partial import keeps the credential, and the import writes the record of the device")
    void partialImportKeepsCredentials() {
        var dora = other.user("dora").withDevice(SimulatedFactorType.SMS);
        var user = other.admin().users().get(dora.id()).toRepresentation();
        other.admin().users().delete(dora.id()).close();
        user.setCredentials(List.of(password(dora), credential(dora)));
        var users = new PartialImportRepresentation();
        users.setUsers(List.of(user));

        try (var response = other.admin().partialImport(users)) {
            assertThat(response.getStatus()).isEqualTo(200);
        }

        var imported = other.admin().users().searchByUsername("dora", true).get(0);
        assertThat(imported.getId()).isEqualTo(dora.id());
        assertThat(other.api().storedData().records()).isEqualTo(1);
        assertThat(other.person(dora)
                        .signsInWithPassword()
                        .entersCode(other.lastCodeOf(dora))
                        .isSignedIn())
                .isTrue();
        new Devices(other).removeCredential(dora);
        assertThat(new Devices(other).of(dora)).isEmpty();
    }

    private static void assertSignsInWithDevice(TestUser user) {
        var before = realm.api().storedData().records();
        var person = realm.person(user).signsInWithPassword().sees("We sent a text message");
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(realm.api().storedData().records()).isEqualTo(before);
    }

    private static void assertDeviceIsRemovedWithCredential(TestUser user) {
        var devices = new Devices(realm);
        devices.removeCredential(user);
        assertThat(devices.of(user)).isEmpty();
    }

    /** Replaces a realm by an exported one, as the console does it when a realm is created from a file. */
    private static void recreate(TestRealm replaced, JsonNode content) throws IOException {
        replaced.admin().remove();
        replaced.creates(JSON.treeToValue(content, RealmRepresentation.class));
    }

    private static void withoutKeys(JsonNode content) {
        ((ObjectNode) content.path("components")).remove("org.keycloak.keys.KeyProvider");
    }

    /** Returns the ids of the users with records of devices. */
    private static List<String> records(JsonNode content) {
        return StreamSupport.stream(content.path("federatedUsers").spliterator(), false)
                .filter(user -> user.path("attributes").toString().contains("onelogin_mfa_device."))
                .map(user -> user.path("id").asText())
                .sorted()
                .toList();
    }

    private static String name(TestRealm of) {
        return of.address().replaceAll(".*/realms/", "");
    }

    private static CredentialRepresentation password(TestUser user) {
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(user.password());
        return password;
    }

    private static CredentialRepresentation credential(TestUser user) {
        var credential = new CredentialRepresentation();
        credential.setType("onelogin");
        credential.setUserLabel("SMS");
        credential.setSecretData("{}");
        credential.setCredentialData("{\"version\":1,\"deviceId\":\"%s\",\"kind\":\"SMS\",\"oneLoginUserId\":\"%d\"}"
                .formatted(user.device(), user.oneLoginId()));
        return credential;
    }
}
