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
 * The settings of a realm for what happens outside a flow. They are those of its executions of the step, whatever flow
 * they are in and whatever their configuration is called.
 */
public final class RealmExecutions {

    private final KeycloakSession session;
    private final RealmModel realm;

    public RealmExecutions(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * One step "OneLogin MFA".
     *
     * @param flow the alias of the flow that it is part of
     * @param enabled whether neither it nor a subflow around it is disabled
     */
    public record Execution(String id, String flow, boolean enabled, ConfigResult settings) {}

    /** @return those that are enabled first, and among them those of the realm's browser flow; then by the flows' names */
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
     * @param baseUrl which OneLogin account it is about
     * @return the first that are valid and ask that account; never those of another, where the same id may be another
     *     person's device
     */
    public Optional<OneLoginConfig> forAccount(URI baseUrl) {
        return valid().filter(config -> config.account().baseUrl().equals(baseUrl))
                .findFirst();
    }

    /** @return the first that are valid, where all that are ask the same OneLogin account */
    public Optional<OneLoginConfig> ifSingleAccount() {
        var accounts = valid().map(config -> config.account().baseUrl()).distinct();
        return accounts.count() == 1 ? first() : Optional.empty();
    }

    /** @return the first that are valid */
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
