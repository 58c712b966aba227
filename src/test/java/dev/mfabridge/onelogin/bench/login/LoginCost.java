package dev.mfabridge.onelogin.bench.login;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.it.server.ServerJvm;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Program that compares a login with a OneLogin factor with the same login with Keycloak's own one-time password: the CPU time of
 * Keycloak's process, and the time that the browser waits. Each round has the same number of logins of each kind, one after the
 * other. The tables have the medians of the rounds' ratios. The JVM's compilers still work after thousands of logins, so one table
 * leaves them out. With {@code -Dkinds=OTP,SMS}, the first kind is the base of the ratios.
 */
public final class LoginCost {
    private static final int LOGINS = Integer.getInteger("logins", 1_200);
    private static final int ROUNDS = Integer.getInteger("rounds", 9);
    private static final int WARM_UP = Integer.getInteger("warmUp", 2);
    private static final int USERS = Integer.getInteger("users", 1_500);
    private static final double WAIT_MARK = 1.15;
    private static final List<Population> POPULATIONS = Stream.of(
                    System.getProperty("kinds", "OTP,APP,SMS").split(","))
            .map(kind -> Population.of(LoginKind.valueOf(kind), USERS))
            .toList();

    private static double cpuMark(String kind) {
        return kind.equals(LoginKind.SMS.title()) ? 1.2 : 1.1;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        BenchServer.prepare(arguments);
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var realms = LoginRealms.create(keycloak, POPULATIONS)) {
                var rounds = new LoginRounds(realms, ServerJvm.ofThisProgram(), LOGINS);
                rounds.run(POPULATIONS, WARM_UP, ROUNDS);
                rounds.print();
                rounds.cpu()
                        .plot("bench-login-cpu", "CPU of a login / CPU with Keycloak's OTP form", LoginCost::cpuMark);
                rounds.waits()
                        .plot("bench-login-wait", "Wait in a login / wait with Keycloak's OTP form", kind -> WAIT_MARK);
            }
        }
        System.exit(0);
    }
}
