package dev.mfabridge.onelogin.simulator;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.staticfiles.Location;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Simulator of OneLogin's MFA API for one account of fictional users, with a page for their phone and a control API. It runs as
 * a program with {@code --port 8090 --users FILE}, or in a test with {@link #start(int)}. It stores everything in memory.
 */
public final class OneLoginSimulator implements AutoCloseable {
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(6);

    private static final int CALLS_OF_MANY_TESTS = 1_000_000;

    private final Directory directory;
    private final TokenStore tokens;
    private final Challenges challenges;
    private final Messages messages;
    private final ApiQuota rateLimit;
    private final WireFaults faults = new WireFaults();
    private final AppCodes appCodes;
    private final TemporaryTokens temporaryTokens;
    private final MessageStream stream;
    private final PhoneApi phone;
    private final ControlApi control;
    private final ApiGateway gateway;
    private final Clock clock;
    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(4, OneLoginSimulator::daemon);
    private final ScheduledExecutorService sender =
            Executors.newSingleThreadScheduledExecutor(OneLoginSimulator::daemon);
    private final Javalin server;
    private volatile int port;

    private OneLoginSimulator(UsersFile users, Clock clock, int callsPerHour) {
        this.clock = clock;
        stream = new MessageStream(sender);
        directory = new Directory(users, stream::appsChanged);
        tokens = new TokenStore(users, clock);
        var secrets = new SecretRecord(users);
        messages = new Messages(clock, message -> {
            secrets.add(message);
            stream.send(message);
        });
        challenges = new Challenges(directory, clock, this::notifyListeners);
        appCodes = new AppCodes(clock);
        temporaryTokens = new TemporaryTokens(directory, clock);
        rateLimit = new ApiQuota(callsPerHour, clock);
        var calls = new RecordedCalls();
        var rules = new BehaviorRules();
        phone = new PhoneApi(challenges, messages, new AuthenticatorApps(directory, challenges, appCodes), stream);
        control = new ControlApi(directory, tokens, challenges, calls, secrets, rules, appCodes, phone);
        gateway = new ApiGateway(rules, calls, secrets, rateLimit, faults, workers, clock);
        server = Javalin.create(this::configure);
        // The phone page shows expired messages without a reload.
        workers.scheduleWithFixedDelay(challenges::sweep, 1, 1, TimeUnit.SECONDS);
    }

    public static void main(String[] arguments) {
        try {
            var line = CommandLine.parse(arguments);
            var simulator = start(line.port(), line.users());
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
            System.out.println("OneLogin simulator ready: " + simulator.baseUrl());
        } catch (PortTakenException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts a simulator with the users of the demo.
     *
     * @param port the port, 0 for any free port
     */
    public static OneLoginSimulator start(int port) {
        return start(port, UsersFile.demo());
    }

    /**
     * Starts a simulator.
     *
     * @throws PortTakenException if another program listens on the port
     */
    public static OneLoginSimulator start(int port, UsersFile users) {
        return start(port, users, Clock.systemUTC());
    }

    /**
     * Starts a simulator whose account has more API calls than any tests use.
     *
     * @param port the port, 0 for any free port
     */
    public static OneLoginSimulator startForManyTests(int port) {
        return start(port, UsersFile.demo(), Clock.systemUTC(), CALLS_OF_MANY_TESTS);
    }

    static OneLoginSimulator start(int port, UsersFile users, Clock clock) {
        return start(port, users, clock, ApiQuota.LIMIT);
    }

    private static OneLoginSimulator start(int port, UsersFile users, Clock clock, int callsPerHour) {
        PortTakenException.requireFree(port);
        var simulator = new OneLoginSimulator(users, clock, callsPerHour);
        try {
            simulator.port = simulator.server.start(port).port();
        } catch (RuntimeException e) {
            simulator.close();
            throw PortTakenException.isCauseOf(e) ? new PortTakenException(port, e) : e;
        }
        return simulator;
    }

    /** Returns the URL, without a slash at its end. */
    public String baseUrl() {
        return "http://localhost:" + port;
    }

    /** Returns the number of calls that the simulator holds without an answer. */
    int hangingCalls() {
        return faults.hangingCalls();
    }

    @Override
    public void close() {
        faults.release();
        stream.close();
        server.stop();
        workers.shutdownNow();
        sender.shutdownNow();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(IDLE_TIMEOUT.toMillis()));
        config.staticFiles.add("/simulator/page", Location.CLASSPATH);
        config.routes.before(
                http -> http.header("X-Request-Id", UUID.randomUUID().toString().toUpperCase(Locale.ROOT)));
        addApi(config.routes);
        phone.addTo(config.routes);
        control.addTo(config.routes);
        config.routes.get("/_sim/*", http -> ControlApi.error(http, 404, "Unknown call of the control API"));
        config.routes.post("/_sim/*", http -> ControlApi.error(http, 404, "Unknown call of the control API"));
    }

    private void addApi(RoutesConfig routes) {
        Predicate<String> client = tokens::acceptsClient;
        Predicate<String> bearer = tokens::acceptsBearer;
        var auth = new TokenApi(tokens, rateLimit);
        routes.post("/auth/oauth2/v2/token", gateway.guarded(client, auth::token));
        routes.post("/auth/oauth2/revoke", gateway.guarded(client, auth::revoke));
        routes.get("/auth/rate_limit", gateway.guarded(bearer, auth::rateLimit));
        var users = new UsersApi(directory);
        routes.get("/api/2/users", gateway.guarded(bearer, users::find));
        routes.get("/api/2/users/{id}", gateway.guarded(bearer, users::read));

        var user = "/api/2/mfa/users/{user_id}";
        var mfa = new MfaApi(directory, temporaryTokens);
        routes.get(user + "/factors", gateway.guarded(bearer, mfa::factors));
        routes.get(user + "/devices", gateway.guarded(bearer, mfa::devices));
        routes.delete(user + "/devices/{device_id}", gateway.guarded(bearer, mfa::delete));

        routes.post(
                user + "/mfa_token",
                gateway.guarded(bearer, new TemporaryTokenApi(directory, temporaryTokens, clock)::create));

        var registrations = new RegistrationsApi(directory, challenges, messages, appCodes, clock);
        routes.post(user + "/registrations", gateway.guarded(bearer, registrations::create));
        routes.put(user + "/registrations/{registration_id}", gateway.guarded(bearer, registrations::answer));
        routes.get(user + "/registrations/{registration_id}", gateway.guarded(bearer, registrations::read));

        var verifications = new VerificationsApi(directory, challenges, messages, appCodes, temporaryTokens, clock);
        routes.post(user + "/verifications", gateway.guarded(bearer, verifications::create));
        routes.put(user + "/verifications/{verification_id}", gateway.guarded(bearer, verifications::answer));
        routes.get(user + "/verifications/{verification_id}", gateway.guarded(bearer, verifications::read));

        var unknown = gateway.guarded(header -> true, request -> {
            throw ApiError.notFound("No Route Exists");
        });
        for (var prefix : List.of("/api/*", "/auth/*")) {
            List.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE)
                    .forEach(method -> routes.addHttpHandler(method, prefix, unknown));
        }
    }

    private void notifyListeners(SimulatedChallenge challenge) {
        messages.update(challenge);
        stream.appsChanged();
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "onelogin-simulator");
        thread.setDaemon(true);
        return thread;
    }
}
