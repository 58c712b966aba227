package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.it.server.ServerJvm;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Program that measures what grows with the size of a server. First, logins with SMS beside more users, more devices of the user, and
 * more executions of the realm, each beside the same login in a small realm. Then logins that go to more and more realms in turn, and
 * the same with Keycloak's own one-time password.
 */
public final class Growth {
    private static final int LOGINS = Integer.getInteger("logins", 200);
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int WARM_UP = Integer.getInteger("warmUp", 8);
    private static final int USERS = Integer.getInteger("users", 400);
    private static final int IDLE = Integer.getInteger("idleUsers", 100_000);
    private static final int REALMS = Integer.getInteger("realms", 100);

    /** Groups of realms. A user of Keycloak's OTP form may sign in once in 30 seconds, so a small group needs more users. */
    private static final Map<Integer, Integer> USERS_BY_GROUP = new TreeMap<>(Map.of(1, 1_500, 10, 150, REALMS, 20));

    private static final Population SMALL = Population.of(LoginKind.SMS, USERS);
    private static final List<Population> GROWN = List.of(
            SMALL.named("%,d more users".formatted(IDLE), "users").withIdleUsers(IDLE),
            SMALL.named("10 devices of the user", "devices").withDevices(10),
            SMALL.named("10 executions", "executions10").withExecutions(10),
            SMALL.named("50 executions", "executions50").withExecutions(50));

    private Growth() {}

    /**
     * Runs the measurement.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        BenchServer.prepare(arguments);
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var realms = LoginRealms.create(keycloak, List.of(SMALL))) {
                GROWN.forEach(realms::add);
                var rounds = rounds(realms);
                rounds.run(Stream.concat(Stream.of(SMALL), GROWN.stream()).toList(), WARM_UP, ROUNDS);
                report(rounds, "bench-growth", "CPU of a login / CPU in a small realm");
            }
            try (var realms = LoginRealms.create(keycloak, List.of())) {
                for (var kind : List.of(LoginKind.OTP, LoginKind.SMS)) {
                    measureRealms(realms, kind);
                }
            }
        }
        System.exit(0);
    }

    private static void measureRealms(LoginRealms realms, LoginKind kind) throws InterruptedException, IOException {
        var many = IntStream.range(0, REALMS)
                .mapToObj(number -> Population.of(kind, users(number)).named("", kind + "-" + number))
                .toList();
        many.forEach(realms::add);
        var groups = new LinkedHashMap<String, List<Population>>();
        for (var size : USERS_BY_GROUP.keySet()) {
            groups.put("%s: %d realms".formatted(kind, size), many.subList(0, size));
        }
        var rounds = rounds(realms);
        rounds.run(groups, WARM_UP, ROUNDS);
        report(rounds, "bench-growth-realms-" + kind, "CPU of a login / CPU with one realm");
    }

    /** Returns the number of users of a realm: as many as the smallest group with this realm needs. */
    private static int users(int realm) {
        return USERS_BY_GROUP.entrySet().stream()
                .filter(group -> realm < group.getKey())
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static LoginRounds rounds(LoginRealms realms) {
        return new LoginRounds(realms, ServerJvm.ofThisProgram(), LOGINS);
    }

    private static void report(LoginRounds rounds, String name, String title) throws IOException {
        rounds.print();
        rounds.cpu().plot(name.toLowerCase(Locale.ROOT), title, realm -> 1);
    }
}
