package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.secrets.LeakSearch;
import dev.mfabridge.onelogin.it.secrets.RunRecord;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import dev.mfabridge.onelogin.simulator.UsersFile;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Server and simulator that all classes of a run share.
 *
 * <p>They start for the first class that needs them, and stop when the run ends.
 */
final class TestBed implements AutoCloseable {

    /** Prefix of the tests' realms, by which the next run finds the realms of a killed run. */
    static final String REALM_PREFIX = "it-";

    private final Instant started = Instant.now();
    private final KeycloakServer server;
    private final Keycloak admin;
    private final Queue<Keycloak> administrators = new ConcurrentLinkedQueue<>();
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

    /**
     * Creates another administrator of the whole server. Each realm of the tests has one of its own, since an administrator
     * has a budget of calls for all realms.
     *
     * @param username starts with {@link #REALM_PREFIX}
     */
    Keycloak administrator(String username) {
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue("password of " + username);
        RunRecord.used("the password of " + username, password.getValue());
        var user = new UserRepresentation();
        user.setUsername(username);
        user.setEmail(username + "@example.com");
        user.setFirstName(username);
        user.setLastName("Example");
        user.setEnabled(true);
        user.setCredentials(List.of(password));
        var master = admin.realm("master");
        try (var response = master.users().create(user)) {
            var role = master.roles().get("admin").toRepresentation();
            master.users()
                    .get(CreatedResponseUtil.getCreatedId(response))
                    .roles()
                    .realmLevel()
                    .add(List.of(role));
        }
        var client = server.administrator(username, password.getValue());
        administrators.add(client);
        return client;
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
     * Searches for secrets, then stops the server. If a secret is found, the run fails. The realms of the run go with the
     * database, since the removal of all would take minutes, or one by one on a server that goes on.
     *
     * <p>No realm is removed earlier: while Keycloak removes a realm, a call of the master administrator can end with
     * HTTP 500 (keycloak/keycloak#41109).
     */
    @Override
    public void close() {
        try {
            RunRecord.used(oneLogin);
            new LeakSearch(server, admin, started).run(realms());
        } finally {
            administrators.forEach(Keycloak::close);
            if (!server.ownsDatabase()) {
                removeRealms();
            }
            admin.close();
            server.closeWithDatabase();
        }
    }

    private List<String> realms() {
        return admin.realms().findAll().stream()
                .map(RealmRepresentation::getRealm)
                .filter(name -> name.startsWith(REALM_PREFIX))
                .toList();
    }

    /** Removes the realms and their administrators. */
    private void removeRealms() {
        realms().forEach(realm -> admin.realm(realm).remove());
        var users = admin.realm("master").users();
        users.search(REALM_PREFIX + "*", 0, Integer.MAX_VALUE)
                .forEach(user -> users.delete(user.getId()).close());
    }
}
