package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.admin.ConnectionReport.Check;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.credential.MirrorAttributes;
import dev.mfabridge.onelogin.keycloak.logging.AdminHint;
import dev.mfabridge.onelogin.keycloak.settings.BoundFlows;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserReferenceResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/** Tries the way to OneLogin as a login would go it, and says in a sentence what is in the way. Nobody is sent anything. */
final class ConnectionTest {
    private final KeycloakSession session;
    private final List<Check> checks = new ArrayList<>();

    ConnectionTest(KeycloakSession session) {
        this.session = session;
    }

    ConnectionReport of(ConfigResult result) {
        if (result instanceof ConfigResult.Invalid invalid) {
            checks.add(new Check("settings", false, 0, "The settings are not complete: " + invalid.message() + "."));
        } else {
            checks.add(new Check("settings", true, 0, "The settings are complete."));
            testApi(((ConfigResult.Valid) result).config());
        }
        return ConnectionReport.of(checks, warnings());
    }

    private void testApi(OneLoginConfig config) {
        var client = OneLoginClientFactory.of(session).uncachedClient(session, config.account());
        var isAuthenticated = check("token", () -> {
            client.authenticate();
            return "OneLogin accepts the API credential.";
        });
        if (isAuthenticated) {
            testUsers(client);
        }
    }

    private void testUsers(OneLoginClient client) {
        var found = new ArrayList<OneLoginId>();
        var isAnswered = check("users", () -> {
            client.anyUser().ifPresent(found::add);
            return found.isEmpty()
                    ? "OneLogin lists no user, so the test can't check the scope of the API credential."
                    : "OneLogin lists users.";
        });
        if (isAnswered && !found.isEmpty()) {
            check("factors", () -> {
                client.factors(found.get(0));
                return "The API credential has the scope Manage All.";
            });
        }
    }

    private boolean check(String what, Supplier<String> call) {
        var begun = System.nanoTime();
        try {
            return found(what, true, begun, call.get());
        } catch (OneLoginException e) {
            return found(what, false, begun, e.getMessage() + ". " + AdminHint.of(e) + ".");
        }
    }

    private boolean found(String what, boolean ok, long begun, String sentence) {
        var millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        checks.add(new Check(what, ok, millis, sentence));
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
