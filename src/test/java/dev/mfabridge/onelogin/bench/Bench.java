package dev.mfabridge.onelogin.bench;

import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Program that measures how a OneLogin that hangs on each call affects another realm. 200 users sign in, again and again, in a
 * realm whose OneLogin never answers. Meanwhile the program loads the login page of another realm, and compares the time with
 * the time without these logins. With {@code -Dbench.latency=8000}, OneLogin answers after 8 seconds. Exits with status 1 if the
 * median ratio of the 95th percentiles is above 1.5.
 */
public final class Bench {
    private static final int USERS = 200;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final double MAX_RATIO = 1.5;

    /** Time in milliseconds after which OneLogin answers; 0 if it never does. */
    private static final int LATENCY = Integer.getInteger("bench.latency", 0);

    /** Keycloak's default of 50 threads, and so 25 calls at once, unless the property says otherwise. */
    private static final String CALLS_AT_ONCE = "keycloak.callsAtOnce";

    private Bench() {}

    /**
     * Runs the measurement.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("keycloak.home", arguments[0]);
        System.setProperty("keycloak.provider", arguments[1]);
        System.setProperty(CALLS_AT_ONCE, System.getProperty(CALLS_AT_ONCE, "25"));
        System.exit(run() <= MAX_RATIO ? 0 : 1);
    }

    /** Returns the median ratio. */
    private static double run() throws InterruptedException {
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var realms = BenchRealms.create(keycloak, (ROUNDS + 1) * (USERS + 1))) {
                var rounds = rounds(keycloak, realms);
                var ratio = BenchRound.medianRatio(rounds);
                print(rounds, ratio);
                return ratio;
            }
        }
    }

    private static List<BenchRound> rounds(KeycloakServer keycloak, BenchRealms realms) throws InterruptedException {
        var oneLogin = new SimulatorClient(keycloak.oneLogin().fromHere());
        var timer = new PageTimer(realms.loginPageOfOtherRealm());
        var rounds = new ArrayList<BenchRound>();
        System.out.println("Warming up ...");
        for (var round = 0; round <= ROUNDS; round++) {
            // A user can cause few messages, so each round has users of its own.
            var users = realms.users().subList(round * (USERS + 1), (round + 1) * (USERS + 1));
            oneLogin.reset();
            BenchRealms.addToOneLogin(oneLogin, users);
            LoginLoad.closeCircuit(users.get(USERS), realms.loginPage());
            var without = timer.measure();
            var callsBefore = oneLogin.calls().size();
            oneLogin.behave(BehaviorRule.always().fault("hang"));
            try (var load = LoginLoad.open(users.subList(0, USERS), realms.loginPage())) {
                load.submitPasswords();
                var with = timer.measure();
                if (round > 0) {
                    rounds.add(new BenchRound(without, with, oneLogin.calls().size() - callsBefore));
                    System.out.println(rounds.get(round - 1).row(round));
                }
            }
            // The calls that hang end within the deadline of a request.
            Thread.sleep(Duration.ofSeconds(17).toMillis());
        }
        return rounds;
    }

    private static void print(List<BenchRound> rounds, double ratio) {
        var memory = Runtime.getRuntime().maxMemory() >> 20;
        System.out.printf(
                "%nKeycloak, OneLogin's simulator and the %d users on one machine: %d processors, Java %s, %s; this program: %d MB.%n%n",
                USERS,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                System.getProperty("os.name"),
                memory);
        System.out.println(BenchRound.HEADER);
        for (var round = 0; round < rounds.size(); round++) {
            System.out.println(rounds.get(round).row(round + 1));
        }
        System.out.printf("%nMedian ratio of the 95th percentiles: %.2f (at most %.1f)%n%n", ratio, MAX_RATIO);
    }
}
