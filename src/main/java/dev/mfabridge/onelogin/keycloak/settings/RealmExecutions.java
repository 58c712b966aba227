package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.settings.FlowOrder.RankedFlow;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.AuthenticationFlowResolver;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Executions "OneLogin MFA" of a realm, in all its flows. Their settings also apply outside a flow, for example in the
 * admin API.
 */
public final class RealmExecutions {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Optional<AuthenticationFlowModel> loginFlow;

    public RealmExecutions(KeycloakSession session, RealmModel realm) {
        this(session, realm, Optional.empty());
    }

    private RealmExecutions(KeycloakSession session, RealmModel realm, Optional<AuthenticationFlowModel> loginFlow) {
        this.session = session;
        this.realm = realm;
        this.loginFlow = loginFlow;
    }

    /** Returns the executions in the order for a login: those of the flow that is in effect for its client come first. */
    public static RealmExecutions inOrderOf(KeycloakSession session, AuthenticationSessionModel login) {
        return new RealmExecutions(
                session, login.getRealm(), Optional.ofNullable(AuthenticationFlowResolver.resolveBrowserFlow(login)));
    }

    /**
     * Execution "OneLogin MFA".
     *
     * @param flow the alias of the flow that contains the execution
     * @param enabled whether neither the execution nor a subflow around it is disabled
     */
    public record Execution(String id, String flow, boolean enabled, ConfigResult settings) {}

    /**
     * Returns the executions: those of flows in use first, and among these the enabled ones, then in the order of the
     * flows. A forgotten flow never comes before a flow in use.
     */
    public List<Execution> executions() {
        var flows = realm.getAuthenticationFlowsStream().filter(flow -> flow.isTopLevel() && hasOneLogin(flow.getId()));
        var sorted = new FlowOrder(session, realm, loginFlow).sorted(flows);
        return Stream.concat(
                        executionsIn(sorted.stream().filter(RankedFlow::isUsed)),
                        executionsIn(sorted.stream().filter(flow -> !flow.isUsed())))
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

    /**
     * Returns the aliases of the flows in use with an execution of one of these authenticators, enabled or not.
     *
     * @param authenticators the ids of the providers
     */
    public List<String> flowsInUse(Set<String> authenticators) {
        var flows = realm.getAuthenticationFlowsStream()
                .filter(flow -> flow.isTopLevel() && has(authenticators, flow.getId()));
        return new FlowOrder(session, realm, loginFlow)
                .sorted(flows).stream()
                        .filter(RankedFlow::isUsed)
                        .map(ranked -> ranked.flow().getAlias())
                        .toList();
    }

    private boolean hasOneLogin(String flowId) {
        return has(Set.of(ProviderIds.AUTHENTICATOR), flowId);
    }

    private boolean has(Set<String> authenticators, String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .anyMatch(execution -> execution.isAuthenticatorFlow()
                        ? has(authenticators, execution.getFlowId())
                        : execution.getAuthenticator() != null
                                && authenticators.contains(execution.getAuthenticator()));
    }

    private Stream<Execution> executionsIn(Stream<RankedFlow> flows) {
        return flows.map(RankedFlow::flow)
                .flatMap(flow -> executionsIn(flow.getId(), flow.getAlias(), true))
                .sorted(Comparator.comparing(execution -> !execution.enabled()));
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
