package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.bench.Spread;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Program that counts the database statements and cache operations of a login, request by request, beside those of the same login
 * with Keycloak's own one-time password, and names the cache entries that several logins wrote. The server's log names all of
 * them: Hibernate logs each statement, Infinispan each command. With {@code -Ddetails=true}, the program prints all of them.
 */
public final class LoginOperations {
    private static final int LOGINS = Integer.getInteger("logins", 9);
    private static final List<String> REQUESTS = List.of("login page", "password", "code");

    private static final List<Population> POPULATIONS = Stream.of(LoginKind.OTP, LoginKind.APP, LoginKind.SMS)
            .map(kind -> Population.of(kind, LOGINS))
            .toList();

    private final KeycloakServer keycloak;
    private final LoginRealms realms;

    private LoginOperations(KeycloakServer keycloak, LoginRealms realms) {
        this.keycloak = keycloak;
        this.realms = realms;
    }

    /**
     * Runs the logins.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException {
        BenchServer.prepare(arguments);
        System.setProperty("keycloak.options", LoggedOperations.OPTION);
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var realms = LoginRealms.create(keycloak, POPULATIONS)) {
                new LoginOperations(keycloak, realms).run();
            }
        }
        System.exit(0);
    }

    private void run() throws InterruptedException {
        System.out.println(
                "\n| Login | Request | Statements | Repeated | Local cache reads | Cluster cache reads | Cache writes |\n|---|---|---|---|---|---|---|");
        var shared = new LinkedHashMap<String, Set<String>>();
        for (var population : POPULATIONS) {
            // The first login of a user stores what is missing, and the second one fills the caches.
            for (var login = 0; login < 2 * LOGINS; login++) {
                realms.signIn(population);
            }
            var logins = new ArrayList<List<LoggedOperations>>();
            for (var login = 0; login < LOGINS; login++) {
                logins.add(signIn(population));
            }
            for (var request = 0; request < REQUESTS.size(); request++) {
                print(population, request, logins);
            }
            shared.put(population.title(), LoggedOperations.entriesOfSeveral(logins));
        }
        System.out.println("\n| Login | Cache entries that logins of several users wrote |\n|---|---|");
        shared.forEach((title, entries) -> System.out.printf("| %s | %s |%n", title, entries));
    }

    private List<LoggedOperations> signIn(Population population) throws InterruptedException {
        var login = realms.next(population);
        var operations = new ArrayList<LoggedOperations>();
        var mark = keycloak.log().mark();
        login.opens(realms.loginPage(population));
        mark = add(operations, mark);
        login.entersPassword();
        mark = add(operations, mark);
        login.entersCode();
        add(operations, mark);
        return operations;
    }

    private int add(List<LoggedOperations> operations, int mark) {
        operations.add(LoggedOperations.of(keycloak.log().since(mark)));
        return keycloak.log().mark();
    }

    private static void print(Population population, int request, List<List<LoggedOperations>> logins) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                population.title(),
                REQUESTS.get(request),
                median(logins, request, operations -> operations.statements().size()),
                median(logins, request, operations -> operations.repeated().size()),
                median(logins, request, operations -> operations.localReads().size()),
                median(logins, request, operations -> operations.reads().size()),
                median(logins, request, operations -> operations.writes().size()));
        if (Boolean.getBoolean("details")) {
            var last = logins.get(logins.size() - 1).get(request);
            for (var list : List.of(last.statements(), last.localReads(), last.reads(), last.writes())) {
                list.forEach(operation -> System.out.println("    " + operation));
            }
        }
    }

    private static double median(
            List<List<LoggedOperations>> logins, int request, ToIntFunction<LoggedOperations> count) {
        return new Spread(logins.stream()
                        .map(login -> (double) count.applyAsInt(login.get(request)))
                        .toList())
                .median();
    }
}
