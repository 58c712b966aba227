package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import dev.mfabridge.onelogin.simulator.UsersFile;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.keycloak.admin.client.Keycloak;

/**
 * Server and simulator that all classes of a run share.
 *
 * <p>They start for the first class that needs them, and stop when the run ends.
 */
final class TestBed implements AutoCloseable {

    /** Prefix of the tests' realms, by which the next run finds the realms of a killed run. */
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

    /** @return the address at which the server reaches OneLogin */
    String oneLoginUrl() {
        return server.oneLogin().fromKeycloak();
    }

    /** @return the API credential that the simulator accepts */
    UsersFile account() {
        return account;
    }

    SigningKey signingKey() {
        return signingKey;
    }

    /**
     * Removes the realms of the run, then stops the server.
     *
     * <p>No realm is removed earlier: while Keycloak removes a realm, a call of the master administrator can end with
     * HTTP 500 (keycloak/keycloak#41109).
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
