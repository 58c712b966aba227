package dev.mfabridge.onelogin.keycloak.settingscheck;

import dev.mfabridge.onelogin.keycloak.compat.AdminEvents;
import dev.mfabridge.onelogin.keycloak.settings.SavedConfigs;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Listener for saved settings of an execution "OneLogin MFA". The admin event is the only notice of a save: Keycloak has no
 * hook that refuses a value. After the commit, the settings are checked in the background. A rollback causes no check.
 */
final class SettingsSaveListener implements EventListenerProvider {
    /** Attribute of a realm that switches the check off, if it is {@code false}. */
    static final String SWITCH = "onelogin_mfa_check_after_save";

    private static final String EXECUTOR = "onelogin-mfa-settings-check";
    private static final Pattern UPDATED = Pattern.compile("authentication/config/([^/]+)");
    private static final Pattern CREATED = Pattern.compile("authentication/executions/([^/]+)/config");

    private final KeycloakSession session;
    private final CheckQueue queue;

    SettingsSaveListener(KeycloakSession session, CheckQueue queue) {
        this.session = session;
        this.queue = queue;
    }

    @Override
    public void onEvent(Event event) {
        // Users change no settings.
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (!AdminEvents.canBeOfSettings(event)
                || event.getResourcePath() == null
                || event.getOperationType() != OperationType.CREATE
                        && event.getOperationType() != OperationType.UPDATE) {
            return;
        }
        var realm = session.realms().getRealm(event.getRealmId());
        savedConfig(realm, event.getResourcePath()).ifPresent(config -> {
            removeLastCheck(realm, config);
            if (!"false".equals(realm.getAttribute(SWITCH))) {
                checkAfterCommit(new CheckRequest(realm.getId(), config.getId(), event.getAuthDetails()));
            }
        });
    }

    /** Returns the saved configuration, if it is that of an execution "OneLogin MFA". */
    private static Optional<AuthenticatorConfigModel> savedConfig(RealmModel realm, String path) {
        var updated = UPDATED.matcher(path);
        var created = CREATED.matcher(path);
        var id = updated.matches()
                ? Optional.of(updated.group(1))
                : Optional.of(created)
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> realm.getAuthenticationExecutionById(matcher.group(1)))
                        .map(AuthenticationExecutionModel::getAuthenticatorConfig);
        return SavedConfigs.of(realm)
                .filter(config -> id.filter(config.getId()::equals).isPresent())
                .findFirst();
    }

    /** Removes the text of the last check, which the form sends back. A stored text would hide that of the next check. */
    private static void removeLastCheck(RealmModel realm, AuthenticatorConfigModel config) {
        if (config.getConfig() != null && config.getConfig().keySet().stream().anyMatch(LastCheckFields::isOne)) {
            var settings = new HashMap<>(config.getConfig());
            settings.keySet().removeIf(LastCheckFields::isOne);
            config.setConfig(settings);
            realm.updateAuthenticatorConfig(config);
        }
    }

    private void checkAfterCommit(CheckRequest request) {
        var factory = session.getKeycloakSessionFactory();
        Executor executor = session.getProvider(ExecutorsProvider.class).getExecutor(EXECUTOR);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                try {
                    KeycloakModelUtils.runJobInTransaction(
                            factory,
                            separate -> new CheckStore(separate.singleUseObjects(), Clock.systemUTC())
                                    .begin(request.config()));
                    queue.add(request, executor);
                } catch (RuntimeException e) {
                    request.logFailure(e);
                }
            }

            @Override
            protected void rollbackImpl() {
                // Nothing was saved.
            }
        });
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
