package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.bench.ServerProbe;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.proof.FaultTally.Counted;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.admin.client.Keycloak;

/**
 * Program that lets many users sign in while OneLogin fails at random, and other users give false answers. A login must pass if
 * and only if OneLogin accepted a right answer. Users in the first realm give right answers only, and one counted failure locks
 * them out, so no failure of OneLogin may count (S5). Exits with status 1 on a violation.
 */
public final class RandomFaults {
    private static final int MINUTES = Integer.getInteger("minutes", 30);
    private static final long SEED = Long.getLong("seed", 20_260_101L);
    private static final int PER_FACTOR = Integer.getInteger("users", 200);

    /** Time in which calls that hang end, and the circuit breaker closes. */
    private static final Duration CALM = Duration.ofSeconds(20);

    private static final Pattern LOGINS = Pattern.compile(
            "(?m)^onelogin_mfa_logins_total\\{(?=.*realm=\"proof-honest\").*outcome=\"(\\w+)\".*} (\\S+)$");
    private static final Pattern CALLS = Pattern.compile(
            "(?m)^onelogin_mfa_calls_seconds_count\\{(?=.*realm=\"proof-).*outcome=\"(\\w+)\".*} (\\S+)$");
    private static final List<String> COUNTED_FAILURES = List.of("wrong_code", "denied", "locked_out");

    private final FaultTally tally = new FaultTally();
    private final KeycloakServer keycloak;
    private final SimulatorClient oneLogin;
    private final ProofRealm honest;
    private final ProofRealm attacked;

    private RandomFaults(KeycloakServer keycloak, Keycloak admin) {
        this.keycloak = keycloak;
        oneLogin = new SimulatorClient(keycloak.oneLogin().fromHere());
        var settings = Map.of(
                ConfigProperty.RESEND_COOLDOWN, "1",
                ConfigProperty.MESSAGE_LIMIT, "20",
                ConfigProperty.MESSAGE_WINDOW, "1");
        honest = ProofRealm.create(
                keycloak, admin, "honest", honestUsers(), settings, realm -> realm.setFailureFactor(1));
        attacked = ProofRealm.create(
                keycloak, admin, "attacked", attackedUsers(), settings, realm -> realm.setFailureFactor(1000));
    }

    /**
     * Runs the logins.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("keycloak.home", arguments[0]);
        System.setProperty("keycloak.provider", arguments[1]);
        System.exit(run() ? 0 : 1);
    }

    private static boolean run() throws InterruptedException {
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            try (var admin = keycloak.admin()) {
                ProofRealm.removeAll(admin);
                try {
                    return new RandomFaults(keycloak, admin).check();
                } finally {
                    ProofRealm.removeAll(admin);
                }
            }
        }
    }

    private static List<ProofUser> honestUsers() {
        return Stream.of(
                        ProofUser.enrolled("sms", PER_FACTOR, SimulatedFactorType.SMS),
                        ProofUser.enrolled("email", PER_FACTOR, SimulatedFactorType.EMAIL),
                        ProofUser.enrolled("app", PER_FACTOR, SimulatedFactorType.AUTHENTICATOR),
                        ProofUser.enrolled("push", PER_FACTOR, SimulatedFactorType.PROTECT),
                        ProofUser.withoutDevice("enrolls", PER_FACTOR, SimulatedFactorType.SMS))
                .flatMap(List::stream)
                .toList();
    }

    private static List<ProofUser> attackedUsers() {
        var count = Math.max(1, PER_FACTOR / 4);
        return Stream.of(
                        ProofUser.enrolled("attacked-sms", count, SimulatedFactorType.SMS),
                        ProofUser.enrolled("attacked-email", count, SimulatedFactorType.EMAIL),
                        ProofUser.enrolled("attacked-app", count, SimulatedFactorType.AUTHENTICATOR),
                        ProofUser.enrolled("attacked-push", count, SimulatedFactorType.PROTECT))
                .flatMap(List::stream)
                .toList();
    }

    private boolean check() throws InterruptedException {
        System.out.printf("%nSeed %d, %d minutes%n", SEED, MINUTES);
        var users = Stream.of(honest, attacked)
                .flatMap(realm -> realm.users().stream())
                .toList();
        var faults = new FaultInjector(oneLogin, users, SEED);
        try (var load = new FaultLoad(honest, attacked, oneLogin, tally, SEED)) {
            try (faults) {
                faults.start();
                load.run(Instant.now().plus(Duration.ofMinutes(MINUTES)));
            }
            Thread.sleep(CALM.toMillis());
            load.runWithoutFaults();
        }
        var metrics = ServerProbe.metrics(URI.create(keycloak.managementUrl() + "/metrics"));
        checkFailures(metrics);
        checkDevices();
        checkCredentials(honest);
        checkCredentials(attacked);
        print("Faults", faults.injected());
        print("Calls of Keycloak to OneLogin by outcome", numbers(CALLS, metrics));
        print("Results of logins in the realm without false answers", numbers(LOGINS, metrics));
        tally.print();
        System.out.printf(
                "%n%d users; one machine for Keycloak, the simulator and the users: %d processors, Java %s, %s.%n%n",
                users.size(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                System.getProperty("os.name"));
        return !tally.hasViolation();
    }

    /** Counts failed attempts in the realm whose users give no wrong answer. */
    private void checkFailures(String metrics) {
        var results = numbers(LOGINS, metrics);
        COUNTED_FAILURES.forEach(outcome -> tally.add(Counted.COUNTED_FAILURES, results.getOrDefault(outcome, 0)));
    }

    private void checkDevices() {
        var now = oneLogin.users().stream().collect(Collectors.toMap(SimulatedUser::id, Function.identity()));
        for (var realm : List.of(honest, attacked)) {
            for (var user : realm.users()) {
                var devices = now.get(user.oneLoginId()).devices();
                var isKept = user.isEnrolled()
                        ? devices.stream().anyMatch(device -> device.deviceId().equals(user.deviceId()))
                        : !devices.isEmpty();
                if (!isKept || devices.size() > 1) {
                    tally.violates(Counted.DEVICES_LOST, user.name() + " has " + devices);
                }
            }
        }
    }

    private void checkCredentials(ProofRealm realm) {
        var users = realm.resource().users();
        for (var user : users.list(0, Integer.MAX_VALUE)) {
            var isKept = users.get(user.getId()).credentials().stream()
                            .filter(credential -> credential.getType().equals("onelogin"))
                            .count()
                    == 1;
            if (!isKept) {
                tally.violates(Counted.CREDENTIALS_LOST, user.getUsername());
            }
        }
    }

    private static Map<String, Integer> numbers(Pattern series, String metrics) {
        var numbers = new HashMap<String, Integer>();
        series.matcher(metrics)
                .results()
                .forEach(line -> numbers.merge(line.group(1), (int) Double.parseDouble(line.group(2)), Integer::sum));
        return numbers;
    }

    private static void print(String title, Map<String, Integer> numbers) {
        System.out.println("\n| " + title + " | Number |\n|---|---|");
        new TreeMap<>(numbers)
                .forEach((name, number) -> System.out.printf(Locale.ROOT, "| %s | %,d |%n", name, number));
    }
}
