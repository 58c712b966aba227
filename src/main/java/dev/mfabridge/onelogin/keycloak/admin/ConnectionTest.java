package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.admin.ConnectionReport.Check;
import dev.mfabridge.onelogin.keycloak.connection.CallSubject;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.credential.MirrorAttributes;
import dev.mfabridge.onelogin.keycloak.logging.AdminHint;
import dev.mfabridge.onelogin.keycloak.settings.BoundFlows;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserReferenceResolver;
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

    private List<String> warnings() {
        var warnings = new ArrayList<String>();
        var flows = new BoundFlows(session, session.getContext().getRealm());
        flows.warnings().forEach(warning -> warnings.add(warning + "."));
        if (UserReferenceResolver.canUsersEdit(session, UserReferenceResolver.ATTRIBUTE)) {
            warnings.add("The realm's user profile lets users edit the attribute " + UserReferenceResolver.ATTRIBUTE
                    + ", so a user could claim another user's OneLogin account. With the user mapping attribute, no user"
                    + " can sign in until the attribute is declared with edit permission for admins only. Check the"
                    + " existing values, which a declaration keeps; then call POST onelogin-mfa/user-profile of the"
                    + " admin API.");
        }
        if (UserReferenceResolver.canUsersEdit(session, MirrorAttributes.FACTOR_TYPES)) {
            warnings.add("The realm's user profile lets users edit the attribute " + MirrorAttributes.FACTOR_TYPES
                    + ". No login depends on the attribute, but tokens and searches show what users wrote until their"
                    + " next login. Call POST onelogin-mfa/user-profile to declare the attribute.");
        }
        return warnings;
    }
}
