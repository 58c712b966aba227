package dev.mfabridge.onelogin.bench.uninstall;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.bench.RealmDraft;
import dev.mfabridge.onelogin.it.AdminApi;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.keycloak.uninstall.StoredData;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.admin.client.Keycloak;

/**
 * Program that measures how long it takes to count and to remove what the extension has stored in a large realm. Every tenth user
 * has a credential, a record and attributes. Exits with status 1 if the numbers are wrong; no time is too long.
 */
public final class RemovalCost {
    private static final String REALM = "bench-removal";
    private static final int USERS = Integer.getInteger("users", 100_000);

    private RemovalCost() {}

    /** Request of the admin API, with its answer. */
    private record TimedCall(String name, StoredData answer, Duration duration) {
        static TimedCall of(String name, Function<AdminApi, StoredData> call, AdminApi api) {
            var start = System.nanoTime();
            var answer = call.apply(api);
            return new TimedCall(name, answer, Duration.ofNanos(System.nanoTime() - start));
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %,d | %.1f |",
                    name,
                    answer.users(),
                    answer.credentials(),
                    answer.records(),
                    answer.attributes(),
                    duration.toMillis() / 1e3);
        }
    }

    /**
     * Runs the measurement.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) {
        BenchServer.prepare(arguments);
        System.exit(run() ? 0 : 1);
    }

    /** Returns whether the numbers are right. */
    private static boolean run() {
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var admin = keycloak.admin()) {
                importUsers(admin);
                var api = admin.proxy(
                        AdminApi.class, URI.create(keycloak.baseUrl() + "/admin/realms/" + REALM + "/onelogin-mfa"));
                var calls = List.of(
                        TimedCall.of("GET", AdminApi::storedData, api),
                        TimedCall.of("DELETE", AdminApi::removeStoredData, api),
                        TimedCall.of("GET afterwards", AdminApi::storedData, api));
                print(calls);
                return calls.get(0).answer().users() == USERS / 10
                        && calls.get(1).answer().equals(calls.get(0).answer())
                        && calls.get(2).answer().users() == 0;
            }
        }
    }

    /** Creates the realm in one request. Keycloak needs more than ten times as long for a partial import of 5,000 users. */
    private static void importUsers(Keycloak admin) {
        admin.realms().findAll().stream()
                .filter(realm -> realm.getRealm().equals(REALM))
                .forEach(realm -> admin.realm(REALM).remove());
        var owners = IntStream.range(0, USERS / 10).mapToObj(ValueOwner::number).toList();
        var others =
                IntStream.range(owners.size(), USERS).mapToObj(number -> RealmDraft.user("idle" + number, List.of()));
        var realm = RealmDraft.realm(REALM);
        realm.setUsers(
                Stream.concat(owners.stream().map(ValueOwner::user), others).toList());
        realm.setFederatedUsers(owners.stream().map(ValueOwner::records).toList());
        admin.realms().create(realm);
    }

    private static void print(List<TimedCall> calls) {
        System.out.printf(
                Locale.ROOT,
                "%n%,d users, on a machine with %d processors (Java %s, %s). Keycloak: %s.%n%n"
                        + "| Request | Users with values | Credentials | Records | Attributes | Seconds |%n|---|---|---|---|---|---|%n",
                USERS,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("keycloak.jvmFlags"));
        calls.forEach(call -> System.out.println(call.row()));
    }
}
