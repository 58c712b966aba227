package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.LoginBrowser;
import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
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
    private static final String PASSWORD_FORM = "#kc-form-login";
    private static final String OTP_FORM = "#kc-otp-login-form";
    private static final String ONELOGIN_FORM = "#onelogin-code-form";

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

    /**
     * Signs the next user in, in a new browser.
     *
     * @return how long the browser has waited for Keycloak, in nanoseconds
     * @throws IllegalStateException if the login doesn't succeed
     */
    long signIn(LoginKind kind) throws InterruptedException {
        var user = next(kind);
        var browser = new LoginBrowser(http);
        var login = browser.open(RealmDraft.loginPage(serverUrl, name(kind)));
        var challenge = browser.submit(
                login, PASSWORD_FORM, Map.of("username", user.name(), "password", RealmDraft.password(user.name())));
        var form = challenge.has(OTP_FORM) ? OTP_FORM : ONELOGIN_FORM;
        var end = browser.submit(challenge, form, Map.of("otp", code(user)));
        if (end.code().isEmpty()) {
            throw new IllegalStateException(
                    user.name() + " got HTTP " + end.status() + ": " + challenge.text() + "\n" + end.text());
        }
        return browser.waitedNanos();
    }

    private synchronized LoginUser next(LoginKind kind) {
        var users = turns.get(kind);
        var user = users.remove();
        users.add(user);
        return user;
    }

    private String code(LoginUser user) throws InterruptedException {
        return user.kind() == LoginKind.SMS
                ? oneLogin.lastCodeFor(user.oneLoginId()).orElseThrow()
                : user.nextAppCode();
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
