package dev.mfabridge.onelogin.proof;

import dev.mfabridge.onelogin.bench.LoginBrowser;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Logins of the endurance run, several at once. The users of a scenario take turns, so no user has two logins at once. */
final class EnduranceLoad implements AutoCloseable {
    private static final int LOGINS_AT_ONCE = 8;
    private static final int MAX_STEPS = 25;

    /** Failures after which the run ends, since the server is probably down. */
    private static final int MAX_FAILED = 20;

    private static final Map<Scenario, List<ProofUser>> USERS = new EnumMap<>(Map.of(
            Scenario.SMS, ProofUser.enrolled("sms", 300, SimulatedFactorType.SMS),
            Scenario.EMAIL, ProofUser.enrolled("email", 150, SimulatedFactorType.EMAIL),
            Scenario.AUTHENTICATOR, ProofUser.enrolled("app", 400, SimulatedFactorType.AUTHENTICATOR),
            Scenario.PUSH, ProofUser.enrolled("push", 120, SimulatedFactorType.PROTECT),
            Scenario.REMEMBERED, ProofUser.enrolled("remembered", 100, SimulatedFactorType.SMS),
            Scenario.WRONG_CODE, ProofUser.enrolled("wrong", 100, SimulatedFactorType.SMS),
            Scenario.ABANDONED, ProofUser.enrolled("abandons", 80, SimulatedFactorType.SMS),
            Scenario.ENROLLMENT, ProofUser.withoutDevice("enrolls", 80, SimulatedFactorType.SMS)));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(LOGINS_AT_ONCE);
    private final Map<Scenario, BlockingQueue<ProofUser>> turns = new EnumMap<>(Scenario.class);
    private final Map<Scenario, LongAdder> passed = new EnumMap<>(Scenario.class);
    private final Map<ProofUser, LoginBrowser> browsers = new ConcurrentHashMap<>();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder serverErrors = new LongAdder();
    private final AtomicInteger started = new AtomicInteger();
    private final ProofRealm realm;
    private final SimulatorClient oneLogin;
    private final Phones phones;

    EnduranceLoad(ProofRealm realm, SimulatorClient oneLogin) {
        this.realm = realm;
        this.oneLogin = oneLogin;
        phones = new Phones(oneLogin);
        USERS.forEach((scenario, users) -> turns.put(scenario, new LinkedBlockingQueue<>(users)));
        Stream.of(Scenario.values()).forEach(scenario -> passed.put(scenario, new LongAdder()));
    }

    static List<ProofUser> users() {
        return USERS.values().stream().flatMap(List::stream).toList();
    }

    /** Does the next logins, and returns after the last one. */
    void run(int logins) throws InterruptedException {
        var results = new ArrayList<Future<?>>();
        for (var login = 0; login < logins; login++) {
            results.add(threads.submit(() -> {
                logIn();
                return null;
            }));
        }
        for (var result : results) {
            try {
                result.get();
            } catch (ExecutionException e) {
                failed.increment();
                System.out.println("Login failed: " + e.getCause());
                if (failed() > MAX_FAILED) {
                    throw new IllegalStateException("More than " + MAX_FAILED + " logins failed", e);
                }
            }
        }
    }

    private void logIn() throws InterruptedException {
        var scenario = Scenario.of(started.getAndIncrement());
        var user = turns.get(scenario).take();
        try {
            var browser = scenario == Scenario.REMEMBERED
                    ? browsers.computeIfAbsent(user, key -> new LoginBrowser(http))
                    : new LoginBrowser(http);
            var visitor = new Visitor(realm, user, phones, browser);
            var isDone = logIn(scenario, user, visitor);
            (isDone ? passed.get(scenario) : failed).increment();
            if (!isDone) {
                System.out.println(
                        "Login failed: " + user.name() + ": " + visitor.page().text());
            }
            retries.add(visitor.retries());
            serverErrors.add(visitor.serverErrors());
        } finally {
            turns.get(scenario).add(user);
        }
    }

    /** Returns true if the login ends as it should. */
    private boolean logIn(Scenario scenario, ProofUser user, Visitor visitor) throws InterruptedException {
        switch (scenario) {
            case ABANDONED -> {
                return visitor.opensLogin().page().has(Visitor.CODE);
            }
            case WRONG_CODE -> {
                visitor.opensLogin().enters(phones.wrongCode(user));
                if (visitor.isSignedIn()) {
                    return false;
                }
            }
            case REMEMBERED -> visitor.remembering().opensLogin();
            case ENROLLMENT -> {
                oneLogin.devicesOf(user.oneLoginId())
                        .forEach(device -> oneLogin.deleteDevice(user.oneLoginId(), device.deviceId()));
                visitor.opensLogin();
            }
            default -> visitor.opensLogin();
        }
        visitor.continues(MAX_STEPS);
        return visitor.isSignedIn() && visitor.signsOut();
    }

    /** Frees the users' limits, as an administrator can: the permits of an hour's calls are legitimate entries of the store. */
    void freeLimits() throws InterruptedException {
        var api = realm.api();
        var frees = realm.resource().users().list(0, Integer.MAX_VALUE).stream()
                .map(user -> threads.submit(() -> api.freeLimits(user.getId())))
                .toList();
        for (var free : frees) {
            try {
                free.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The limits of a user can't be freed", e);
            }
        }
    }

    long passed(Scenario scenario) {
        return passed.get(scenario).sum();
    }

    long failed() {
        return failed.sum();
    }

    long retries() {
        return retries.sum();
    }

    long serverErrors() {
        return serverErrors.sum();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
