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
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.PartialImportRepresentation;

/**
 * Program that measures how long it takes to count and to remove what the extension has stored in a large realm. Every tenth user
 * has a credential, a record and attributes. Exits with status 1 if the numbers are wrong; no time is too long.
 */
public final class RemovalCost {
    private static final String REALM = "bench-removal";
    private static final int USERS = Integer.getInteger("users", 100_000);

    /** Number of users in a request. The first request has all users with values, for which 10 MB are too few. */
    private static final int PART = 5_000;

    private static final String FLAGS = "keycloak.jvmFlags";

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
        System.setProperty(FLAGS, System.getProperty(FLAGS) + " -Dquarkus.http.limits.max-body-size=200M");
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

    /** Creates the realm with the users who have values, then adds the others: a partial import takes no records. */
    private static void importUsers(Keycloak admin) {
        admin.realms().findAll().stream()
                .filter(realm -> realm.getRealm().equals(REALM))
                .forEach(realm -> admin.realm(REALM).remove());
        var owners = IntStream.range(0, USERS / 10).mapToObj(ValueOwner::number).toList();
        var realm = RealmDraft.realm(REALM);
        realm.setUsers(owners.stream().map(ValueOwner::user).toList());
        realm.setFederatedUsers(owners.stream().map(ValueOwner::records).toList());
        admin.realms().create(realm);
        for (var first = owners.size(); first < USERS; first += PART) {
            var part = new PartialImportRepresentation();
            part.setIfResourceExists("FAIL");
            part.setUsers(IntStream.range(first, Math.min(first + PART, USERS))
                    .mapToObj(number -> RealmDraft.user("idle" + number, List.of()))
                    .toList());
            admin.realm(REALM).partialImport(part).close();
            System.out.printf(Locale.ROOT, "%,d users%n", Math.min(first + PART, USERS));
        }
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
                System.getProperty(FLAGS));
        calls.forEach(call -> System.out.println(call.row()));
    }
}
