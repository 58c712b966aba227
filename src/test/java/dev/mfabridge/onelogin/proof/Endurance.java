package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.bench.BenchServer;
import dev.mfabridge.onelogin.bench.ServerProbe;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Program that does many logins of all kinds on one Keycloak with a heap of 512 MB, and measures what remains. OneLogin's
 * simulator and the users run in this program's JVM. Exits with status 1 if a login fails, or if the heap, the threads, the
 * connections or the stored entries grow after the warm-up.
 */
public final class Endurance {
    private static final int LOGINS = Integer.getInteger("logins", 50_000);
    private static final int STEP = Math.max(1, LOGINS / 10);
    private static final int WARM_UP = 2 * STEP;

    /** Seconds after which all short-lived entries have expired and were removed. */
    private static final int IDLE_SECONDS = Integer.getInteger("idle", 200);

    private static final double MAX_GROWTH = 0.05;
    /** Threads or connections that may be open in addition, since pools open and close them by the load. */
    private static final int MARGIN = 5;

    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<Checkpoint> idle = new ArrayList<>();
    private final EnduranceLoad load;
    private final ServerProbe probe;

    private Endurance(EnduranceLoad load, ServerProbe probe) {
        this.load = load;
        this.probe = probe;
    }

    /**
     * Runs the logins.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException {
        BenchServer.prepare(arguments);
        System.exit(run() ? 0 : 1);
    }

    private static boolean run() throws InterruptedException {
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var admin = keycloak.admin()) {
                ProofRealm.removeAll(admin);
                var settings = Map.of(
                        ConfigProperty.CODE_LIFETIME, "120",
                        ConfigProperty.RESEND_COOLDOWN, "1",
                        ConfigProperty.MESSAGE_LIMIT, "20",
                        ConfigProperty.MESSAGE_WINDOW, "1",
                        ConfigProperty.REMEMBER_HOURS, "8");
                var realm = ProofRealm.create(
                        keycloak, admin, "endurance", EnduranceLoad.users(), settings, Endurance::endAbandonedLogins);
                var oneLogin = new SimulatorClient(keycloak.oneLogin().fromHere());
                try (var load = new EnduranceLoad(realm, oneLogin)) {
                    return new Endurance(load, probe(keycloak)).measure();
                } finally {
                    ProofRealm.removeAll(admin);
                }
            }
        }
    }

    private static ServerProbe probe(KeycloakServer keycloak) {
        return ServerProbe.of(keycloak.managementUrl(), keycloak.oneLogin().fromHere());
    }

    /** Lets the sessions of abandoned logins expire within the run. */
    private static void endAbandonedLogins(RealmRepresentation realm) {
        realm.setAccessCodeLifespan(60);
        realm.setAccessCodeLifespanLogin(120);
        realm.setAccessCodeLifespanUserAction(120);
        realm.setFailureFactor(1000);
    }

    private boolean measure() throws InterruptedException {
        System.out.println("\n" + Checkpoint.HEADER);
        for (var logins = STEP; logins <= LOGINS; logins += STEP) {
            var startedAt = System.nanoTime();
            load.run(STEP);
            var perSecond = STEP * 1e9 / (System.nanoTime() - startedAt);
            load.freeLimits();
            checkpoints.add(new Checkpoint(logins, false, perSecond, probe.read()));
            System.out.println(checkpoints.get(checkpoints.size() - 1).row());
            if (logins == WARM_UP || logins == LOGINS) {
                Thread.sleep(1_000L * IDLE_SECONDS);
                idle.add(new Checkpoint(logins, true, 0, probe.read()));
                System.out.println(idle.get(idle.size() - 1).row());
            }
        }
        printMix();
        return judge();
    }

    private void printMix() {
        System.out.printf(
                "%nOne machine for Keycloak, the simulator and the users: %d processors, Java %s, %s. Keycloak: %s.%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("keycloak.jvmFlags"));
        System.out.println("\n| Login | Ended as expected |\n|---|---|");
        for (var scenario : Scenario.values()) {
            System.out.printf(Locale.ROOT, "| %s | %,d |%n", scenario.title(), load.passed(scenario));
        }
    }

    private boolean judge() {
        var warm = checkpoints.stream().filter(one -> one.logins() >= WARM_UP).toList();
        var start = idle.get(0).server();
        var end = idle.get(1).server();
        var last = warm.get(warm.size() - 1).server();
        var first = warm.get(0).server();
        var slope = Checkpoint.heapGrowth(warm);
        var idleGrowth = (double) end.heapBytes() / start.heapBytes() - 1;
        System.out.println("\n| Criterion | Measured | Limit | Result |\n|---|---|---|---|");
        return criterion("failed logins", load.failed(), 0)
                & criterion("HTTP 5xx", load.serverErrors(), 0)
                & criterion("heap: growth by the least-squares line, in %", 100 * slope, 100 * MAX_GROWTH)
                & criterion("idle heap: growth, in %", 100 * idleGrowth, 100 * MAX_GROWTH)
                & criterion("threads, idle", end.threads(), start.threads() + MARGIN)
                & criterion("connections to OneLogin", last.connections(), first.connections() + MARGIN)
                & criterion("store entries, idle", end.entries(), start.entries())
                & criterion("user sessions, idle", end.sessions(), start.sessions());
    }

    private static boolean criterion(String name, double measured, double limit) {
        var isMet = measured <= limit;
        System.out.printf(
                Locale.ROOT, "| %s | %.1f | at most %.1f | %s |%n", name, measured, limit, isMet ? "met" : "VIOLATED");
        return isMet;
    }
}
