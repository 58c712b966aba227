package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.LoginBrowser;
import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.keycloak.admin.client.Keycloak;

/** Realms with the same users, one for each kind of login. The users of a kind take turns. */
final class LoginRealms implements AutoCloseable {
    private static final String PREFIX = "bench-";

    private final Map<LoginKind, Queue<LoginUser>> turns = new EnumMap<>(LoginKind.class);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Keycloak admin;
    private final String serverUrl;
    private final SimulatorClient oneLogin;

    private LoginRealms(KeycloakServer keycloak) {
        admin = keycloak.admin();
        serverUrl = keycloak.baseUrl();
        oneLogin = new SimulatorClient(keycloak.oneLogin().fromHere());
    }

    /** Creates the realms of these kinds, with so many users each. */
    static LoginRealms create(KeycloakServer keycloak, int users, List<LoginKind> kinds) {
        var realms = new LoginRealms(keycloak);
        realms.remove();
        kinds.forEach(kind -> realms.add(kind, users, keycloak.oneLogin().fromKeycloak()));
        return realms;
    }

    private void add(LoginKind kind, int count, String oneLoginUrl) {
        var users = IntStream.range(0, count)
                .mapToObj(number -> new LoginUser(kind, number))
                .toList();
        var realm = kind.realm(name(kind), oneLoginUrl);
        realm.setUsers(users.stream().map(LoginUser::inKeycloak).toList());
        admin.realms().create(realm);
        kind.factor().ifPresent(factor -> users.forEach(user -> oneLogin.addUser(user.inOneLogin(factor))));
        turns.put(kind, new ArrayDeque<>(users));
    }

    SimulatorClient oneLogin() {
        return oneLogin;
    }

    /** Returns a login of the next user, in a new browser. */
    LoginTrial next(LoginKind kind) {
        return new LoginTrial(nextUser(kind), new LoginBrowser(http), oneLogin);
    }

    /** Signs the next user in, and returns the login. */
    LoginTrial signIn(LoginKind kind) throws InterruptedException {
        return next(kind).opens(loginPage(kind)).entersPassword().entersCode();
    }

    private synchronized LoginUser nextUser(LoginKind kind) {
        var users = turns.get(kind);
        var user = users.remove();
        users.add(user);
        return user;
    }

    URI loginPage(LoginKind kind) {
        return RealmDraft.loginPage(serverUrl, name(kind));
    }

    private static String name(LoginKind kind) {
        return PREFIX + kind.name().toLowerCase(Locale.ROOT);
    }

    private void remove() {
        admin.realms().findAll().stream()
                .filter(realm -> realm.getRealm().startsWith(PREFIX))
                .forEach(realm -> admin.realm(realm.getRealm()).remove());
    }

    @Override
    public void close() {
        remove();
        admin.close();
    }
}
