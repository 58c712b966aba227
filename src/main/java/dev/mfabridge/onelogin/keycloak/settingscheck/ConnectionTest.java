package dev.mfabridge.onelogin.keycloak.settingscheck;

import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.connection.CallSubject;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.logging.AdminHint;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmCheck;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.settingscheck.ConnectionReport.Check;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/**
 * Connection test, which makes the calls of a login and explains a failure in a sentence. It sends no message to a
 * user.
 */
public final class ConnectionTest {
    private final KeycloakSession session;
    private final CallSubject subject;
    private final List<Check> checks = new ArrayList<>();
    private String summary = "";

    /**
     * Creates a connection test.
     *
     * @param session the session, whose context has the realm
     * @param subject the reason for the calls
     */
    public ConnectionTest(KeycloakSession session, CallSubject subject) {
        this.session = session;
        this.subject = subject;
    }

    /**
     * Tests the settings, and OneLogin if they are valid.
     *
     * @throws OneLoginException.BudgetExhausted if a budget of calls is used up
     */
    public ConnectionReport of(ConfigResult result) {
        result.invalid().ifPresent(this::addMistakes);
        result.config().ifPresent(config -> {
            checks.add(new Check("settings", true, 0, "The settings are complete."));
            testApi(config);
        });
        return ConnectionReport.of(summary, checks, warnings());
    }

    private void addMistakes(ConfigResult.Invalid invalid) {
        summary = invalid.message();
        checks.add(new Check("settings", false, 0, "The settings are not complete: " + summary + "."));
    }

    private void testApi(OneLoginConfig config) {
        var client = OneLoginClientFactory.of(session).uncachedClient(session, config.account(), subject);
        var isAuthenticated = check("token", () -> {
            client.authenticate();
            return "OneLogin accepts the API credential.";
        });
        if (isAuthenticated) {
            testUsers(client, config.policy().allowed());
        }
    }

    private void testUsers(OneLoginClient client, List<FactorType> allowed) {
        var users = new ArrayList<OneLoginId>();
        var isListed = check("users", () -> {
            client.anyUser().ifPresent(users::add);
            summary = "OneLogin answers, but lists no user, so the scope of the API credential is unknown";
            return users.isEmpty()
                    ? "OneLogin lists no user, so the test can't check the scope of the API credential."
                    : "OneLogin lists users.";
        });
        if (isListed && !users.isEmpty()) {
            check("factors", () -> {
                var offered = offered(client, users.get(0), allowed) + " of " + allowed.size();
                summary = "OneLogin answers, the API credential works, " + offered + " factors are offered";
                return "The API credential has the scope Manage All. To its first user, OneLogin offers " + offered
                        + " allowed factors, without those that the user has enrolled.";
            });
        }
    }

    /** Returns the number of allowed types of factors that OneLogin offers to a user. */
    private static long offered(OneLoginClient client, OneLoginId user, List<FactorType> allowed) {
        return client.factors(user).items().stream()
                .map(factor -> FactorType.of(factor.authFactorName()))
                .filter(allowed::contains)
                .distinct()
                .count();
    }

    /**
     * Runs one check and records its result.
     *
     * @return whether the check was successful
     * @throws OneLoginException.BudgetExhausted if a budget of calls is used up
     */
    private boolean check(String name, Supplier<String> call) {
        var startedNanos = System.nanoTime();
        try {
            return record(name, true, startedNanos, call.get());
        } catch (OneLoginException.BudgetExhausted e) {
            throw e;
        } catch (OneLoginException e) {
            summary = AdminHint.of(e);
            return record(name, false, startedNanos, e.getMessage() + ". " + AdminHint.of(e) + ".");
        }
    }

    private boolean record(String name, boolean ok, long startedNanos, String message) {
        var durationMs = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
        checks.add(new Check(name, ok, durationMs, message));
        return ok;
    }

    /** Returns the findings about the realm as sentences. */
    private List<String> warnings() {
        var realm = session.getContext().getRealm();
        return new RealmCheck(session, realm, RealmCheck.Depth.COMPLETE)
                .findings().stream()
                        .map(finding -> (finding.severity() == Severity.NOTE ? "Note: " : "") + finding.message())
                        .toList();
    }
}
