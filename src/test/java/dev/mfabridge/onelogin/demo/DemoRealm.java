package dev.mfabridge.onelogin.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The realm file of the demo.
 *
 * @param json as it will be given to Keycloak
 */
record DemoRealm(String json) {

    private static final Pattern PLACES = Pattern.compile("http://localhost:80[89]0");

    static DemoRealm read(Path file) {
        try {
            return new DemoRealm(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same realm where Keycloak and OneLogin are elsewhere than the file says. */
    DemoRealm at(String keycloakUrl, String oneLoginUrl) {
        // In one pass: the new place of one may be the old one of the other.
        var moved = PLACES.matcher(json).replaceAll(url -> url.group().endsWith("8080") ? keycloakUrl : oneLoginUrl);
        return new DemoRealm(moved);
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
