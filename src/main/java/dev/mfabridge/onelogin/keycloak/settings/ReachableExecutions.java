package dev.mfabridge.onelogin.keycloak.settings;

import java.util.stream.Stream;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderFactory;

/** Executions of a flow and of its subflows that a login can reach, by the rules of Keycloak's own flow. */
record ReachableExecutions(KeycloakSession session, RealmModel realm) {
    /** Keycloak's authenticator that rejects every user. */
    private static final String DENY_ACCESS = "deny-access-authenticator";

    /** Returns the executions, without the conditions and the subflows around them. */
    Stream<AuthenticationExecutionModel> of(String flow) {
        var executions =
                enabled(flow).filter(execution -> !isCondition(execution)).toList();
        // Keycloak ignores each ALTERNATIVE that stands beside a REQUIRED or CONDITIONAL execution.
        var hasRequired =
                executions.stream().anyMatch(execution -> execution.isRequired() || execution.isConditional());
        return executions.stream()
                .filter(execution -> !hasRequired || !execution.isAlternative())
                .flatMap(this::reached);
    }

    /** Returns whether the flow rejects every user. */
    boolean isClosed(String flow) {
        return enabled(flow)
                .filter(AuthenticationExecutionModel::isRequired)
                .anyMatch(execution -> execution.isAuthenticatorFlow()
                        ? isClosed(execution.getFlowId())
                        : DENY_ACCESS.equals(execution.getAuthenticator()));
    }

    private Stream<AuthenticationExecutionModel> reached(AuthenticationExecutionModel execution) {
        if (!execution.isAuthenticatorFlow()) {
            return Stream.of(execution);
        }
        // Keycloak skips a CONDITIONAL subflow that has no condition.
        var isSkipped =
                execution.isConditional() && enabled(execution.getFlowId()).noneMatch(this::isCondition);
        return isSkipped ? Stream.empty() : of(execution.getFlowId());
    }

    private Stream<AuthenticationExecutionModel> enabled(String flow) {
        return realm.getAuthenticationExecutionsStream(flow).filter(execution -> !execution.isDisabled());
    }

    private boolean isCondition(AuthenticationExecutionModel execution) {
        return !execution.isAuthenticatorFlow()
                && execution.getAuthenticator() != null
                && factory(execution.getAuthenticator()) instanceof AuthenticatorFactory factory
                && factory.create(session) instanceof ConditionalAuthenticator;
    }

    private ProviderFactory<?> factory(String authenticator) {
        return session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, authenticator);
    }
}
