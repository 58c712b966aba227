package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.it.server.ServerJvm;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Program that measures what grows with the size of a server: logins with SMS beside more users, more devices of the user, more
 * executions of the realm, and more realms. Each of these is measured beside the same login in a small realm. The number of realms
 * grows between two measurements of the small realm, so each is compared with Keycloak's own one-time password.
 */
public final class Growth {
    private static final int LOGINS = Integer.getInteger("logins", 150);
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int WARM_UP = Integer.getInteger("warmUp", 8);
    private static final int USERS = Integer.getInteger("users", 300);
    private static final int IDLE = Integer.getInteger("idleUsers", 100_000);
    private static final int REALMS = Integer.getInteger("realms", 100);

    private static final Population OTP = Population.of(LoginKind.OTP, USERS);
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
    public static void main(String[] arguments) throws InterruptedException {
        BenchServer.prepare(arguments);
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var realms = LoginRealms.create(keycloak, List.of(OTP, SMALL))) {
                measure(realms, List.of(OTP, SMALL), WARM_UP);
                GROWN.forEach(realms::add);
                measure(
                        realms,
                        IntStream.rangeClosed(0, GROWN.size())
                                .mapToObj(number -> number == 0 ? SMALL : GROWN.get(number - 1))
                                .toList(),
                        WARM_UP / 2);
                IntStream.range(0, REALMS)
                        .mapToObj(number -> Population.of(LoginKind.SMS, 1).named("", "realm" + number))
                        .forEach(realms::add);
                measure(realms, List.of(OTP, SMALL), 1);
            }
        }
        System.exit(0);
    }

    private static void measure(LoginRealms realms, List<Population> populations, int warmUp)
            throws InterruptedException {
        var rounds = new LoginRounds(realms, ServerJvm.ofThisProgram(), LOGINS);
        rounds.run(populations, warmUp, ROUNDS);
        rounds.print();
    }
}
