package dev.mfabridge.onelogin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.it.server.SimulatorUrls;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

class DemoRealmTest {

    private static final Path FILE = Path.of("docker/realm/demo-realm.json");

    @Test
    void everybodyHasTheRealmsDefaultRolesWithoutWhichTheAccountConsoleFails() throws IOException {
        var realm = read(new SimulatorUrls("http://localhost:8090", "http://localhost:8090"));

        assertThat(realm.getUsers())
                .hasSize(10)
                .allSatisfy(user -> assertThat(user.getRealmRoles()).containsExactly("default-roles-demo"));
    }

    @Test
    void theStepAsksOneLoginWhereKeycloakReachesItAndThePhoneIsWhereTheBrowserReachesIt() throws IOException {
        var realm = read(new SimulatorUrls("http://onelogin:8090", "http://localhost:4711"));

        assertThat(realm.getAuthenticatorConfig().get(0).getConfig())
                .containsEntry("onelogin.baseUrl", "http://onelogin:8090");
        assertThat(realm.getClients().get(0).getRedirectUris())
                .containsExactly("http://localhost:8081/*", "http://localhost:4711/*");
    }

    @Test
    void theApplicationReadsInItsTokensWhatIsEnrolledAndWhatWasProven() throws IOException {
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
