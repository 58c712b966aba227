package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.AccessTokenCache;
import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.ReadableItems;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Command {@code check}: compares what a real OneLogin account answers with what the extension reads. */
public final class CheckProgram {
    static final String SECRET = "ONELOGIN_CLIENT_SECRET";
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int GOOD = 0;
    private static final int NOT_GOOD = 1;
    private static final int WRONG_USAGE = 2;

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Runnable pause;

    /**
     * Creates the command.
     *
     * @param pause waits between two polls
     */
    CheckProgram(Terminal terminal, Map<String, String> environment, Runnable pause) {
        this.terminal = terminal;
        this.environment = environment;
        this.pause = pause;
    }

    /** Runs the check on this process's terminal, and returns the exit status. */
    public static int run(List<String> arguments) {
        return new CheckProgram(new SystemTerminal(), System.getenv(), CheckProgram::sleep).check(arguments);
    }

    int check(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            terminal.print(CheckOptions.USAGE);
            return GOOD;
        }
        try {
            var options = CheckOptions.parse(arguments);
            return check(options, secret());
        } catch (UsageException e) {
            terminal.print(e.getMessage());
            terminal.print("");
            terminal.print(CheckOptions.USAGE);
            return WRONG_USAGE;
        }
    }

    private int check(CheckOptions options, String secret) {
        var sensitive = sensitive(options, secret);
        var report = new Report(sensitive, List.of(header(options)));
        var transcript = new Transcript(new HttpTransport(DEADLINE));
        var client = new OneLoginClient(
                new OneLoginAccount(options.baseUrl(), options.clientId(), secret),
                new AccessTokenCache(Clock.systemUTC()),
                transcript);
        ask(new CheckSession(client, transcript, terminal, report, sensitive), options);
        terminal.print("");
        terminal.print(
                report.isGood()
                        ? "The extension reads every answer, and no difference matters."
                        : "Not everything is in order: see the lines with \"!\" and what the extension reads.");
        terminal.print("This block is for a bug report. It contains no secret, code, name, number or id.");
        terminal.print("");
        terminal.print(report.block());
        return report.isGood() ? GOOD : NOT_GOOD;
    }

    private void ask(CheckSession session, CheckOptions options) {
        var account = new AccountCheck(session);
        if (!account.authenticates()) {
            return;
        }
        account.user(options.user()).ifPresent(user -> {
            var factors = account.factors(user);
            var devices = account.devices("Devices", user);
            var response = new UserResponse(session, pause);
            if (options.challenge()) {
                new ChallengeCheck(session, response)
                        .run(user, devices.map(ReadableItems::items).orElse(List.of()));
            }
            if (options.enroll()) {
                new EnrollmentCheck(session, account, response).run(user, factors);
            }
        });
    }

    private String secret() {
        return Optional.ofNullable(environment.get(SECRET))
                .filter(secret -> !secret.isBlank())
                .or(() -> terminal.canHide() ? terminal.readHidden("Client secret: ") : Optional.empty())
                .orElseThrow(
                        () -> new UsageException("There is no client secret, and no terminal to ask for it. Set the"
                                + " environment variable " + SECRET + "."));
    }

    private static SensitiveValues sensitive(CheckOptions options, String secret) {
        var sensitive = new SensitiveValues();
        var host = options.baseUrl().getHost();
        List.of(secret, options.clientId(), options.user().value(), host, host.replaceFirst("\\..*", ""))
                .forEach(sensitive::add);
        return sensitive;
    }

    private static String header(CheckOptions options) {
        var version = Optional.ofNullable(CheckProgram.class.getPackage().getImplementationVersion());
        return "keycloak-onelogin-mfa " + version.orElse("(unknown version)") + ", Java "
                + System.getProperty("java.version") + ", user by "
                + options.user().fieldName() + (options.challenge() ? ", challenge" : "")
                + (options.enroll() ? ", enroll" : "");
    }

    private static void sleep() {
        try {
            Thread.sleep(UserResponse.POLLING_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
