package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Executions "OneLogin MFA" of a realm, in all its flows. Their settings also apply outside a flow, for example in the
 * admin API.
 */
public final class RealmExecutions {

    private final KeycloakSession session;
    private final RealmModel realm;

    public RealmExecutions(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * Execution "OneLogin MFA".
     *
     * @param flow the alias of the flow that contains the execution
     * @param enabled whether neither the execution nor a subflow around it is disabled
     */
    public record Execution(String id, String flow, boolean enabled, ConfigResult settings) {}

    /** Returns the executions: enabled ones first, then those of the realm's browser flow, then by the flows' names. */
    public List<Execution> executions() {
        return realm.getAuthenticationFlowsStream()
                .filter(AuthenticationFlowModel::isTopLevel)
                .sorted(Comparator.comparing((AuthenticationFlowModel flow) -> !isBrowserFlow(flow))
                        .thenComparing(AuthenticationFlowModel::getAlias))
                .flatMap(flow -> executionsIn(flow.getId(), flow.getAlias(), true))
                .sorted(Comparator.comparing(execution -> !execution.enabled()))
                .toList();
    }

    /**
     * Returns the first valid settings for a OneLogin account. Settings for another account are never returned, since
     * the same id may be another user's device there.
     *
     * @param baseUrl the base URL of the OneLogin account
     */
    public Optional<OneLoginConfig> forAccount(URI baseUrl) {
        return valid().filter(config -> config.account().baseUrl().equals(baseUrl))
                .findFirst();
    }

    /** Returns the first valid settings, if all valid settings are for the same OneLogin account. */
    public Optional<OneLoginConfig> ifSingleAccount() {
        var accounts = valid().map(config -> config.account().baseUrl()).distinct();
        return accounts.count() == 1 ? first() : Optional.empty();
    }

    /** Returns the first valid settings. */
    public Optional<OneLoginConfig> first() {
        return valid().findFirst();
    }

    private Stream<OneLoginConfig> valid() {
        return executions().stream().flatMap(execution -> execution.settings().config().stream());
    }

    private boolean isBrowserFlow(AuthenticationFlowModel flow) {
        return Optional.ofNullable(realm.getBrowserFlow())
                .filter(browser -> browser.getId().equals(flow.getId()))
                .isPresent();
    }

    private Stream<Execution> executionsIn(String flowId, String flow, boolean enabled) {
        return realm.getAuthenticationExecutionsStream(flowId).flatMap(execution -> {
            var isEnabled = enabled && !execution.isDisabled();
            if (execution.isAuthenticatorFlow()) {
                return executionsIn(execution.getFlowId(), flow, isEnabled);
            }
            return ProviderIds.AUTHENTICATOR.equals(execution.getAuthenticator())
                    ? Stream.of(new Execution(
                            execution.getId(), flow, isEnabled, ExecutionConfigs.of(session, realm, execution)))
                    : Stream.empty();
        });
    }
}
