package dev.mfabridge.onelogin.keycloak.realmcheck;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.realmcheck.FlowCoverage.Alternative;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Executions of a flow and of its subflows that a login can reach, by the rules of Keycloak's own flow. */
record ReachableExecutions(KeycloakSession session, RealmModel realm) {
    /** Keycloak's authenticator that rejects every user. */
    private static final String DENY_ACCESS = "deny-access-authenticator";

    /** Keycloak's authenticators that start no session: they find an existing one, or lead to an identity provider. */
    private static final Set<String> WITHOUT_SESSION =
            Set.of("auth-cookie", "identity-provider-redirector", "organization");

    private static final Set<String> SECOND_FACTORS = Set.of(
            "auth-otp-form", "auth-recovery-authn-code-form", "webauthn-authenticator", "direct-grant-validate-otp");

    /** Returns the executions, without the conditions and the subflows around them. */
    Stream<AuthenticationExecutionModel> of(String flow) {
        return effective(flow).stream()
                .filter(execution -> !isSkipped(execution))
                .flatMap(execution ->
                        execution.isAuthenticatorFlow() ? of(execution.getFlowId()) : Stream.of(execution));
    }

    /** Returns the coverage of a flow. */
    FlowCoverage coverage(String flow) {
        var executions = effective(flow);
        if (executions.stream().anyMatch(AuthenticationExecutionModel::isAlternative)) {
            return FlowCoverage.oneOf(executions.stream().map(this::alternative).toList());
        }
        return FlowCoverage.inOrder(executions.stream()
                .filter(execution -> !isSkipped(execution))
                .map(this::coverage)
                .toList());
    }

    /** Returns the executions and subflows of a flow that Keycloak doesn't ignore, without the conditions. */
    List<AuthenticationExecutionModel> effective(String flow) {
        var executions =
                enabled(flow).filter(execution -> !isCondition(execution)).toList();
        // Keycloak ignores each ALTERNATIVE that stands beside a REQUIRED or CONDITIONAL execution.
        var hasRequired =
                executions.stream().anyMatch(execution -> execution.isRequired() || execution.isConditional());
        return executions.stream()
                .filter(execution -> !hasRequired || !execution.isAlternative())
                .toList();
    }

    /** Returns whether Keycloak skips the execution, since it is a CONDITIONAL subflow without a condition. */
    boolean isSkipped(AuthenticationExecutionModel execution) {
        return execution.isAuthenticatorFlow()
                && execution.isConditional()
                && enabled(execution.getFlowId()).noneMatch(this::isCondition);
    }

    /** Returns the name of an execution or subflow in the admin console. */
    String name(AuthenticationExecutionModel execution) {
        if (execution.isAuthenticatorFlow()) {
            return realm.getAuthenticationFlowById(execution.getFlowId()).getAlias();
        }
        return factory(execution.getAuthenticator())
                .map(AuthenticatorFactory::getDisplayType)
                .orElseGet(execution::getAuthenticator);
    }

    static boolean isOneLogin(AuthenticationExecutionModel execution) {
        return ProviderIds.AUTHENTICATOR.equals(execution.getAuthenticator());
    }

    private FlowCoverage coverage(AuthenticationExecutionModel execution) {
        if (execution.isAuthenticatorFlow()) {
            var coverage = coverage(execution.getFlowId());
            return execution.isConditional() ? coverage.ifCondition(name(execution)) : coverage;
        }
        var authenticator = execution.getAuthenticator();
        if (isOneLogin(execution)) {
            return FlowCoverage.ALWAYS;
        }
        if (DENY_ACCESS.equals(authenticator)) {
            return FlowCoverage.CLOSED;
        }
        return WITHOUT_SESSION.contains(authenticator) ? FlowCoverage.NO_SESSION : FlowCoverage.NEVER;
    }

    private Alternative alternative(AuthenticationExecutionModel execution) {
        return new Alternative(name(execution), isSecondFactor(execution), coverage(execution));
    }

    private boolean isSecondFactor(AuthenticationExecutionModel execution) {
        if (!execution.isAuthenticatorFlow()) {
            return SECOND_FACTORS.contains(execution.getAuthenticator());
        }
        var executions = of(execution.getFlowId()).toList();
        return !executions.isEmpty() && executions.stream().allMatch(this::isSecondFactor);
    }

    private Stream<AuthenticationExecutionModel> enabled(String flow) {
        return realm.getAuthenticationExecutionsStream(flow).filter(execution -> !execution.isDisabled());
    }

    private boolean isCondition(AuthenticationExecutionModel execution) {
        return !execution.isAuthenticatorFlow()
                && execution.getAuthenticator() != null
                && factory(execution.getAuthenticator())
                        .filter(factory -> factory.create(session) instanceof ConditionalAuthenticator)
                        .isPresent();
    }

    private Optional<AuthenticatorFactory> factory(String authenticator) {
        return Optional.ofNullable((AuthenticatorFactory)
                session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, authenticator));
    }
}
