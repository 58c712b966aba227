package dev.mfabridge.onelogin.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** A flow as an administrator builds one: steps, and flows within it. */
final class FlowBuilder {

    private final String alias;
    private final List<AuthenticationExecutionExportRepresentation> executions = new ArrayList<>();
    private final List<AuthenticatorConfigRepresentation> configs = new ArrayList<>();
    private final List<FlowBuilder> inner = new ArrayList<>();

    private FlowBuilder(String alias) {
        this.alias = alias;
    }

    static FlowBuilder named(String alias) {
        return new FlowBuilder(alias);
    }

    /** The realm's browser flow: who has a session already passes, and others go through these forms. */
    static FlowBuilder browser(FlowBuilder forms) {
        return named(TestRealmBuilder.FLOW).step("auth-cookie", "ALTERNATIVE").flow("ALTERNATIVE", forms);
    }

    FlowBuilder step(String authenticator, String requirement) {
        return step(authenticator, requirement, Map.of());
    }

    FlowBuilder step(String authenticator, String requirement, Map<String, String> settings) {
        var execution = execution(requirement);
        execution.setAuthenticator(authenticator);
        if (!settings.isEmpty()) {
            var config = TestRealmBuilder.config(alias + " " + authenticator, settings);
            configs.add(config);
            execution.setAuthenticatorConfig(config.getAlias());
        }
        return this;
    }

    FlowBuilder flow(String requirement, FlowBuilder plan) {
        var execution = execution(requirement);
        execution.setAuthenticatorFlow(true);
        execution.setFlowAlias(plan.alias);
        inner.add(plan);
        return this;
    }

    /** Adds it to a realm, in place of flows with the same names. */
    void addTo(RealmRepresentation realm) {
        addTo(realm, true);
    }

    private void addTo(RealmRepresentation realm, boolean topLevel) {
        var flow = new AuthenticationFlowRepresentation();
        flow.setAlias(alias);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(topLevel);
        flow.setBuiltIn(false);
        flow.setAuthenticationExecutions(executions);
        var flows = new ArrayList<>(realm.getAuthenticationFlows());
        flows.removeIf(other -> other.getAlias().equals(alias));
        flows.add(flow);
        realm.setAuthenticationFlows(flows);
        var all = new ArrayList<>(realm.getAuthenticatorConfig());
        all.addAll(configs);
        realm.setAuthenticatorConfig(all);
        inner.forEach(plan -> plan.addTo(realm, false));
    }

    private AuthenticationExecutionExportRepresentation execution(String requirement) {
        var execution = new AuthenticationExecutionExportRepresentation();
        execution.setRequirement(requirement);
        execution.setPriority(10 * (executions.size() + 1));
        executions.add(execution);
        return execution;
    }
}
