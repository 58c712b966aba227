package dev.mfabridge.onelogin.keycloak.settingscheck;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.connection.CallSubject;
import dev.mfabridge.onelogin.keycloak.settings.ExecutionConfigs;
import dev.mfabridge.onelogin.keycloak.settingscheck.CheckStore.BegunCheck;
import dev.mfabridge.onelogin.keycloak.settingscheck.LastCheck.CheckOutcome;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Check of saved settings: the connection test, with its result in the store, in an admin event and in one log line. It
 * runs in a transaction of its own, and within the deadline of a request.
 */
final class SettingsCheck {
    private static final Logger LOG = Logger.getLogger("dev.mfabridge.onelogin");

    private final KeycloakSession session;
    private final CheckRequest request;
    private final CheckStore store;

    SettingsCheck(KeycloakSession session, CheckRequest request) {
        this.session = session;
        this.request = request;
        store = new CheckStore(session.singleUseObjects(), Clock.systemUTC());
    }

    /** Runs the check, unless the settings were removed. The check is that of the latest save, whose settings it reads. */
    void run() {
        var realm = session.realms().getRealm(request.realm());
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        store.latest(request.config()).ifPresent(check -> {
            var config = realm.getAuthenticatorConfigById(request.config());
            if (config != null) {
                run(realm, config, check);
            }
        });
    }

    private void run(RealmModel realm, AuthenticatorConfigModel config, BegunCheck check) {
        var result = result(config, check);
        store.finish(check, result);
        if (result.outcome() == CheckOutcome.SKIPPED) {
            return;
        }
        LOG.logf(
                result.outcome() == CheckOutcome.OK ? Logger.Level.INFO : Logger.Level.WARN,
                "OneLogin MFA, realm %s: the settings \"%s\" were saved and checked: %s.",
                realm.getName(),
                config.getAlias(),
                result.line());
        new CheckEvent(session, realm, request.administrator()).send(config.getId(), result);
    }

    private LastCheck result(AuthenticatorConfigModel config, BegunCheck check) {
        try {
            var report =
                    new ConnectionTest(session, CallSubject.settingsCheck()).of(ExecutionConfigs.of(session, config));
            return LastCheck.finished(check.at(), report);
        } catch (OneLoginException.BudgetExhausted e) {
            return LastCheck.skipped(
                    check.at(), "Not checked, since the calls for checks of this realm are used up until " + e.until());
        }
    }
}
