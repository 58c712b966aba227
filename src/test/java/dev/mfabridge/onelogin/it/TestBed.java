package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import dev.mfabridge.onelogin.simulator.UsersFile;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.keycloak.admin.client.Keycloak;

/**
 * The server and the simulator that all classes of a run share. Started for the first class that asks, stopped when the
 * run ends.
 */
final class TestBed implements AutoCloseable {

    /** What the realms of tests are called begins with this, so that those of a run that was killed are found. */
    static final String REALM_PREFIX = "it-";

    private final KeycloakServer server;
    private final Keycloak admin;
    private final UsersFile account = UsersFile.demo();
    private final SimulatorClient oneLogin;
    private final SigningKey signingKey = SigningKey.generate();

    private TestBed() {
        server = KeycloakServers.chosen();
        server.start();
        admin = server.admin();
        oneLogin = new SimulatorClient(server.oneLogin().fromHere());
        removeRealms();
    }

    static TestBed of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(TestBed.class))
                .getOrComputeIfAbsent(TestBed.class, key -> new TestBed(), TestBed.class);
    }

    KeycloakServer server() {
        return server;
    }

    Keycloak admin() {
        return admin;
    }

    SimulatorClient oneLogin() {
        return oneLogin;
    }

    /** As the server reaches it. */
    String oneLoginUrl() {
        return server.oneLogin().fromKeycloak();
    }

    /** The API credentials that the simulator accepts. */
    UsersFile account() {
        return account;
    }

    SigningKey signingKey() {
        return signingKey;
    }

    /**
     * Realms of the run go with it, and none before: what Keycloak works out of a master administrator's roles while a
     * realm is removed beside it can end with HTTP 500 (keycloak/keycloak#41109).
     */
    @Override
    public void close() {
        removeRealms();
        admin.close();
        server.close();
    }

    private void removeRealms() {
        admin.realms().findAll().stream()
                .filter(realm -> realm.getRealm().startsWith(REALM_PREFIX))
                .forEach(realm -> admin.realm(realm.getRealm()).remove());
    }
}
