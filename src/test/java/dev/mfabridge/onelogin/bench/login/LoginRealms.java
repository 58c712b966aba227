package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.LoginBrowser;
import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.keycloak.admin.client.Keycloak;

/** Realms of populations. The active users of a population take turns. */
final class LoginRealms implements AutoCloseable {
    private static final String PREFIX = "bench-";
    private static final int WARM_UP_AT_ONCE = 8;

    private final Map<Population, Queue<LoginUser>> turns = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Keycloak admin;
    private final KeycloakServer keycloak;
    private final SimulatorClient oneLogin;

    private LoginRealms(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        admin = keycloak.admin();
        oneLogin = new SimulatorClient(keycloak.oneLogin().fromHere());
    }

    /** Creates the realms of these populations. */
    static LoginRealms create(KeycloakServer keycloak, List<Population> populations) {
        var realms = new LoginRealms(keycloak);
        realms.remove();
        populations.forEach(realms::add);
        return realms;
    }

    /** Creates a further realm. */
    void add(Population population) {
        var users = population.users();
        admin.realms()
                .create(population.realm(name(population), keycloak.oneLogin().fromKeycloak()));
        population
                .kind()
                .factor()
                .ifPresent(factor -> users.forEach(user -> oneLogin.addUser(user.inOneLogin(factor))));
        turns.put(population, new ArrayDeque<>(users));
    }

    SimulatorClient oneLogin() {
        return oneLogin;
    }

    /** Returns a login of the next user, in a new browser. */
    LoginTrial next(Population population) {
        return new LoginTrial(nextUser(population), new LoginBrowser(http), oneLogin);
    }

    /** Signs the next user in, and returns the login. */
    LoginTrial signIn(Population population) throws InterruptedException {
        return next(population).opens(loginPage(population)).entersPassword().entersCode();
    }

    /**
     * Signs each active user in twice, several at once. The first login of a user writes the record of the device, and the second
     * one finds the user in no cache.
     */
    void warmUp(Population population) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(WARM_UP_AT_ONCE);
        var logins =
                Collections.nCopies(2 * turns.get(population).size(), (Callable<LoginTrial>) () -> signIn(population));
        try {
            for (var login : threads.invokeAll(logins)) {
                login.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A login before the measurement failed", e);
        } finally {
            threads.shutdown();
        }
    }

    private synchronized LoginUser nextUser(Population population) {
        var users = turns.get(population);
        var user = users.remove();
        users.add(user);
        return user;
    }

    URI loginPage(Population population) {
        return RealmDraft.loginPage(keycloak.baseUrl(), name(population));
    }

    private static String name(Population population) {
        return PREFIX + population.name();
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
