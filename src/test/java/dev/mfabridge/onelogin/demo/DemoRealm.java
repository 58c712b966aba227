package dev.mfabridge.onelogin.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.it.server.SimulatorUrls;
import jakarta.ws.rs.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.common.util.StringPropertyReplacer;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Realm file of the demo.
 *
 * @param json the content that Keycloak imports
 */
public record DemoRealm(String json) {

    /** Reads the file and fills in the URLs, as Keycloak does from the environment during an import. */
    public static DemoRealm read(Path file, String keycloakUrl, SimulatorUrls oneLogin) {
        var urls = Map.of(
                "DEMO_KEYCLOAK_URL", keycloakUrl,
                "DEMO_ONELOGIN_URL", oneLogin.fromKeycloak(),
                "DEMO_PHONE_URL", oneLogin.fromHere());
        try {
            return new DemoRealm(StringPropertyReplacer.replaceProperties(Files.readString(file), urls::get));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates the realm in place of the existing realm, so that Keycloak and OneLogin start with the same users and devices.
     *
     * @param admin the administrator's client of the server
     */
    public void replaceIn(Keycloak admin) {
        var realm = representation();
        try {
            admin.realm(realm.getRealm()).remove();
        } catch (NotFoundException firstStart) {
            // Nothing to replace.
        }
        admin.realms().create(realm);
    }

    private RealmRepresentation representation() {
        try {
            return new ObjectMapper().readValue(json, RealmRepresentation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The file of the demo realm is invalid: " + e.getOriginalMessage(), e);
        }
    }
}
