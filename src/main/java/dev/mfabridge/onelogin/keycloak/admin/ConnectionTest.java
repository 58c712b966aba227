package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.admin.ConnectionReport.Check;
import dev.mfabridge.onelogin.keycloak.connection.CallSubject;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.logging.AdminHint;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmCheck;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/**
 * Connection test, which makes the calls of a login and explains a failure in a sentence. It sends no message to a
 * user.
 */
final class ConnectionTest {
    private final KeycloakSession session;
    private final String administrator;
    private final List<Check> checks = new ArrayList<>();

    /**
     * Creates a connection test.
     *
     * @param administrator the id of the Keycloak user who tests
     */
    ConnectionTest(KeycloakSession session, String administrator) {
        this.session = session;
        this.administrator = administrator;
    }

    /** Tests the settings, and OneLogin if they are valid. */
    ConnectionReport of(ConfigResult result) {
        result.invalid()
                .ifPresent(invalid -> checks.add(
                        new Check("settings", false, 0, "The settings are not complete: " + invalid.message() + ".")));
        result.config().ifPresent(config -> {
            checks.add(new Check("settings", true, 0, "The settings are complete."));
            testApi(config);
        });
        return ConnectionReport.of(checks, warnings());
    }

    private void testApi(OneLoginConfig config) {
        var client = OneLoginClientFactory.of(session)
                .uncachedClient(session, config.account(), CallSubject.administration(administrator));
        var isAuthenticated = check("token", () -> {
            client.authenticate();
            return "OneLogin accepts the API credential.";
        });
        if (isAuthenticated) {
            testUsers(client);
        }
    }

    private void testUsers(OneLoginClient client) {
        var users = new ArrayList<OneLoginId>();
        var isListed = check("users", () -> {
            client.anyUser().ifPresent(users::add);
            return users.isEmpty()
                    ? "OneLogin lists no user, so the test can't check the scope of the API credential."
                    : "OneLogin lists users.";
        });
        if (isListed && !users.isEmpty()) {
            check("factors", () -> {
                client.factors(users.get(0));
                return "The API credential has the scope Manage All.";
            });
        }
    }

    /**
     * Runs one check and records its result.
     *
     * @return whether the check was successful
     * @throws WebApplicationException if a budget of calls is used up (HTTP 429)
     */
    private boolean check(String name, Supplier<String> call) {
        var startedNanos = System.nanoTime();
        try {
            return record(name, true, startedNanos, call.get());
        } catch (OneLoginException.BudgetExhausted e) {
            throw RetryLater.response(e);
        } catch (OneLoginException e) {
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
