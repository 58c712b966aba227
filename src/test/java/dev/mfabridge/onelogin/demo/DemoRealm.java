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
 * The realm file of the demo.
 *
 * @param json as it will be given to Keycloak
 */
record DemoRealm(String json) {

    /** Fills in where the two are, as Keycloak itself does from the environment when it imports the file. */
    static DemoRealm read(Path file, String keycloakUrl, SimulatorUrls oneLogin) {
        var places = Map.of(
                "DEMO_KEYCLOAK_URL", keycloakUrl,
                "DEMO_ONELOGIN_URL", oneLogin.fromKeycloak(),
                "DEMO_PHONE_URL", oneLogin.fromHere());
        try {
            return new DemoRealm(StringPropertyReplacer.replaceProperties(Files.readString(file), places::get));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Replaces the one that is there, so that both sides begin with the same people and devices.
     *
     * @param admin speaks to the server as its administrator
     */
    void replaceIn(Keycloak admin) {
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
            throw new IllegalArgumentException("The demo realm is no realm: " + e.getOriginalMessage(), e);
        }
    }
}
