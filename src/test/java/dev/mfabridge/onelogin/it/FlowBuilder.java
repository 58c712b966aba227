package dev.mfabridge.onelogin.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Builder of a flow: its executions, its subflows and their configurations. */
final class FlowBuilder {

    private final String alias;
    private final List<AuthenticationExecutionExportRepresentation> executions = new ArrayList<>();
    private final List<AuthenticatorConfigRepresentation> configs = new ArrayList<>();
    private final List<FlowBuilder> subflows = new ArrayList<>();

    private FlowBuilder(String alias) {
        this.alias = alias;
    }

    static FlowBuilder named(String alias) {
        return new FlowBuilder(alias);
    }

    /** Starts the realm's browser flow: a session is enough, and users without a session get these forms. */
    static FlowBuilder browser(FlowBuilder forms) {
        return named(TestRealmBuilder.FLOW)
                .execution("auth-cookie", "ALTERNATIVE")
                .subflow("ALTERNATIVE", forms);
    }

    static AuthenticatorConfigRepresentation config(String alias, Map<String, String> settings) {
        var config = new AuthenticatorConfigRepresentation();
        config.setAlias(alias);
        config.setConfig(settings);
        return config;
    }

    FlowBuilder execution(String authenticator, String requirement) {
        add(requirement).setAuthenticator(authenticator);
        return this;
    }

    /** Adds an execution with a configuration of its own. */
    FlowBuilder execution(String authenticator, String requirement, Map<String, String> settings) {
        var config = config(alias + " " + authenticator, settings);
        configs.add(config);
        return execution(authenticator, requirement, config.getAlias());
    }

    /** Adds an execution with a configuration that other flows may share. */
    FlowBuilder execution(String authenticator, String requirement, String configAlias) {
        var execution = add(requirement);
        execution.setAuthenticator(authenticator);
        execution.setAuthenticatorConfig(configAlias);
        return this;
    }

    FlowBuilder subflow(String requirement, FlowBuilder subflow) {
        var execution = add(requirement);
        execution.setAuthenticatorFlow(true);
        execution.setFlowAlias(subflow.alias);
        subflows.add(subflow);
        return this;
    }

    /** Adds the flow and its subflows to a realm. They replace flows with the same names. */
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
        var allConfigs = new ArrayList<>(realm.getAuthenticatorConfig());
        allConfigs.addAll(configs);
        realm.setAuthenticatorConfig(allConfigs);
        subflows.forEach(subflow -> subflow.addTo(realm, false));
    }

    private AuthenticationExecutionExportRepresentation add(String requirement) {
        var execution = new AuthenticationExecutionExportRepresentation();
        execution.setRequirement(requirement);
        execution.setPriority(10 * (executions.size() + 1));
        executions.add(execution);
        return execution;
    }
}
