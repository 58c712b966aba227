package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.bench.Ratios;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import java.util.List;
import java.util.stream.Stream;

/**
 * Program that compares a login with a OneLogin factor with the same login with Keycloak's own one-time password: the CPU time of
 * Keycloak's process, and the time that the browser waits. Each round has the same number of logins of each kind, one after the
 * other. The table has the medians of the rounds' ratios. With {@code -Dkinds=OTP,SMS}, the first kind is the base of the ratios.
 */
public final class LoginCost {
    private static final int LOGINS = Integer.getInteger("logins", 300);
    private static final int ROUNDS = Integer.getInteger("rounds", 9);
    private static final int WARM_UP = Integer.getInteger("warmUp", 8);
    private static final List<LoginKind> KINDS = Stream.of(
                    System.getProperty("kinds", "OTP,APP,SMS").split(","))
            .map(LoginKind::valueOf)
            .toList();
    private static final int USERS = Integer.getInteger("users", 1_000);

    private final Ratios cpu = new Ratios();
    private final Ratios waits = new Ratios();
    private final LoginRealms realms;
    private final ProcessHandle server;

    private LoginCost(LoginRealms realms, ProcessHandle server) {
        this.realms = realms;
        this.server = server;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException {
        BenchServer.prepare(arguments);
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var realms = LoginRealms.create(keycloak, USERS, KINDS)) {
                new LoginCost(realms, BenchServer.process()).run();
            }
        }
        System.exit(0);
    }

    private void run() throws InterruptedException {
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            for (var kind : KINDS) {
                measure(kind, round >= 0);
            }
            System.out.println(round < 0 ? "warming up" : "round " + (round + 1) + " of " + ROUNDS);
        }
        System.out.println("\n" + cpu.table("CPU of a login in ms"));
        System.out.println(waits.table("Wait of the browser in ms"));
    }

    private void measure(LoginKind kind, boolean counts) throws InterruptedException {
        var cpuBefore = BenchServer.cpu(server);
        var waited = new double[LOGINS];
        for (var login = 0; login < LOGINS; login++) {
            waited[login] = realms.signIn(kind).waitedNanos() / 1e6;
        }
        if (counts) {
            cpu.add(kind.title(), BenchServer.cpu(server).minus(cpuBefore).toNanos() / 1e6 / LOGINS);
            waits.add(kind.title(), Ratios.median(waited));
        }
    }
}
