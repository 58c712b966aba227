package dev.mfabridge.onelogin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.it.server.SimulatorUrls;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Realm file of the demo. */
class DemoRealmTest {

    private static final Path FILE = Path.of("docker/realm/demo-realm.json");

    @Test
    @DisplayName("Every user has the realm's default roles, which the account console needs")
    void usersHaveTheDefaultRoles() throws IOException {
        var realm = read(new SimulatorUrls("http://localhost:8090", "http://localhost:8090"));

        assertThat(realm.getUsers())
                .hasSize(10)
                .allSatisfy(user -> assertThat(user.getRealmRoles()).containsExactly("default-roles-demo"));
    }

    @Test
    @DisplayName("The realm contains OneLogin's URL for Keycloak and the phone's URL for the browser")
    void realmHasOneLoginUrlsForKeycloakAndTheBrowser() throws IOException {
        var realm = read(new SimulatorUrls("http://onelogin:8090", "http://localhost:4711"));

        assertThat(realm.getAuthenticatorConfig().get(0).getConfig())
                .containsEntry("onelogin.baseUrl", "http://onelogin:8090");
        assertThat(realm.getClients().get(0).getRedirectUris())
                .containsExactly("http://localhost:8081/*", "http://localhost:4711/*");
    }

    @Test
    @DisplayName("The application's tokens contain the enrolled factors and the proven factor")
    void tokensContainEnrolledAndProvenFactors() throws IOException {
        var realm = read(new SimulatorUrls("http://localhost:8090", "http://localhost:8090"));

        assertThat(realm.getClients().get(0).getProtocolMappers())
                .extracting(ProtocolMapperRepresentation::getProtocolMapper)
                .containsExactly("oidc-usermodel-attribute-mapper", "onelogin-amr-mapper");
    }

    private static RealmRepresentation read(SimulatorUrls oneLogin) throws IOException {
        var realm = DemoRealm.read(FILE, "http://localhost:8081", oneLogin);
        return new ObjectMapper().readValue(realm.json(), RealmRepresentation.class);
    }
}
