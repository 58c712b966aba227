package dev.mfabridge.onelogin.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.bench.LoginBrowser;
import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.it.AdminApi;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Realm of a long run, whose browser flow asks for a password and a OneLogin factor.
 *
 * @param name the realm's name, which starts with {@link #PREFIX}
 * @param users the users at the start
 */
record ProofRealm(KeycloakServer keycloak, Keycloak admin, String name, List<ProofUser> users) {
    private static final String PREFIX = "proof-";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Creates a realm with its users, also in OneLogin.
     *
     * @param changes further settings of the realm
     */
    static ProofRealm create(
            KeycloakServer keycloak,
            Keycloak admin,
            String name,
            List<ProofUser> users,
            Map<ConfigProperty, String> settings,
            Consumer<RealmRepresentation> changes) {
        var realm = new ProofRealm(keycloak, admin, PREFIX + name, users);
        var representation = realm.representation(settings);
        changes.accept(representation);
        admin.realms().create(representation);
        var oneLogin = new SimulatorClient(keycloak.oneLogin().fromHere());
        users.forEach(user -> oneLogin.addUser(user.inOneLogin()));
        return realm;
    }

    /** Removes the realms of all runs. */
    static void removeAll(Keycloak admin) {
        admin.realms().findAll().stream()
                .filter(realm -> realm.getRealm().startsWith(PREFIX))
                .forEach(realm -> admin.realm(realm.getRealm()).remove());
    }

    RealmResource resource() {
        return admin.realm(name);
    }

    /** Returns this extension's admin API of the realm. */
    AdminApi api() {
        return admin.proxy(AdminApi.class, URI.create(keycloak.baseUrl() + "/admin/realms/" + name + "/onelogin-mfa"));
    }

    URI loginPage() {
        return RealmDraft.loginPage(keycloak.baseUrl(), name);
    }

    /** Redeems the code of a login, as the application does, and ends the session. Returns true if both succeed. */
    boolean redeemAndSignOut(LoginBrowser browser, String code) throws InterruptedException {
        var tokens = browser.post(
                endpoint("token"),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "client_id",
                        RealmDraft.CLIENT,
                        "redirect_uri",
                        RealmDraft.REDIRECT));
        if (tokens.status() != 200) {
            return false;
        }
        try {
            var refresh = JSON.readTree(tokens.body()).path("refresh_token").asText();
            return browser.post(endpoint("logout"), Map.of("client_id", RealmDraft.CLIENT, "refresh_token", refresh))
                            .status()
                    == 204;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private URI endpoint(String path) {
        return URI.create(keycloak.baseUrl() + "/realms/" + name + "/protocol/openid-connect/" + path);
    }

    private RealmRepresentation representation(Map<ConfigProperty, String> settings) {
        var realm = RealmDraft.withOneLogin(name, keycloak.oneLogin().fromKeycloak(), settings);
        realm.setBruteForceProtected(true);
        realm.setQuickLoginCheckMilliSeconds(0L);
        realm.setUsers(users.stream().map(ProofUser::inKeycloak).toList());
        return realm;
    }
}
