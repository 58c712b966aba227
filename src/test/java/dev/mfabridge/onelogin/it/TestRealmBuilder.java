package dev.mfabridge.onelogin.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * What a test's realm is made of.
 *
 * @param steps what a person is asked for, in order
 * @param subflow what they are asked for after that, in a subflow
 * @param failureFactor failures in a row that lock a person out
 */
record TestRealmBuilder(List<FlowEntry> steps, Optional<Subflow> subflow, int failureFactor) {

    static final String FLOW = "browser with OneLogin";
    static final String DIRECT_GRANT = "direct grant with OneLogin";
    static final String FORMS = FLOW + " forms";
    static final String SUBFLOW = FLOW + " second factor";
    static final String CLIENT = "test-app";
    /** Nothing listens there: a person's way ends with being sent to it. */
    static final String REDIRECT_URI = "http://test-app.invalid/callback";

    /** One authenticator in the flow, {@code REQUIRED}, {@code ALTERNATIVE}, {@code CONDITIONAL} or {@code DISABLED}. */
    record FlowEntry(String authenticator, String requirement) {}

    /** Steps of their own flow inside the forms. */
    record Subflow(String requirement, List<FlowEntry> steps) {}

    boolean uses(String authenticator) {
        return Stream.concat(steps.stream(), subflow.stream().flatMap(flow -> flow.steps().stream()))
                .anyMatch(step -> step.authenticator().equals(authenticator));
    }

    RealmRepresentation realm(String name, SigningKey key, Map<String, Map<String, String>> settings) {
        var realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setBruteForceProtected(true);
        realm.setFailureFactor(failureFactor);
        // Otherwise two failures within a second lock a person out, and tests are that quick.
        realm.setQuickLoginCheckMilliSeconds(0L);
        realm.setWaitIncrementSeconds(60);
        realm.setEventsEnabled(true);
        realm.setEventsListeners(List.of("jboss-logging"));
        realm.setAdminEventsEnabled(true);
        realm.setBrowserFlow(FLOW);
        realm.setDirectGrantFlow(DIRECT_GRANT);
        realm.setAuthenticationFlows(flows(settings));
        realm.setAuthenticatorConfig(settings.entrySet().stream()
                .map(entry -> config(entry.getKey(), entry.getValue()))
                .toList());
        realm.setClients(List.of(client()));
        var components = new MultivaluedHashMap<String, ComponentExportRepresentation>();
        components.addAll("org.keycloak.keys.KeyProvider", key.components());
        realm.setComponents(components);
        return realm;
    }

    static AuthenticatorConfigRepresentation config(String authenticator, Map<String, String> settings) {
        var config = new AuthenticatorConfigRepresentation();
        config.setAlias(authenticator);
        config.setConfig(settings);
        return config;
    }

    /** For tokens with a password: the same steps but the first, which is a browser's. */
    private AuthenticationFlowRepresentation directGrant(Map<String, Map<String, String>> settings) {
        var asked = new ArrayList<>(List.of(
                new FlowEntry("direct-grant-validate-username", "REQUIRED"),
                new FlowEntry("direct-grant-validate-password", "REQUIRED")));
        steps.stream().skip(1).forEach(asked::add);
        return flow(DIRECT_GRANT, true, executions(asked, settings));
    }

    private List<AuthenticationFlowRepresentation> flows(Map<String, Map<String, String>> settings) {
        var cookie = execution("auth-cookie", "ALTERNATIVE", 10);
        var browser = flow(FLOW, true, List.of(cookie, inner(FORMS, "ALTERNATIVE", 20)));
        var asked = new ArrayList<>(executions(steps, settings));
        subflow.ifPresent(inner -> asked.add(inner(SUBFLOW, inner.requirement(), 1000)));
        var forms = flow(FORMS, false, asked);
        var all = new ArrayList<>(List.of(browser, forms, directGrant(settings)));
        subflow.ifPresent(inner -> all.add(flow(SUBFLOW, false, executions(inner.steps(), settings))));
        return all;
    }

    private static AuthenticationExecutionExportRepresentation inner(String flow, String requirement, int priority) {
        var execution = new AuthenticationExecutionExportRepresentation();
        execution.setAuthenticatorFlow(true);
        execution.setFlowAlias(flow);
        execution.setRequirement(requirement);
        execution.setPriority(priority);
        return execution;
    }

    private static List<AuthenticationExecutionExportRepresentation> executions(
            List<FlowEntry> steps, Map<String, Map<String, String>> settings) {
        return steps.stream()
                .map(step -> {
                    var execution = execution(step.authenticator(), step.requirement(), 10 * (steps.indexOf(step) + 1));
                    if (settings.containsKey(step.authenticator())) {
                        execution.setAuthenticatorConfig(step.authenticator());
                    }
                    return execution;
                })
                .toList();
    }

    private static AuthenticationFlowRepresentation flow(
            String alias, boolean topLevel, List<AuthenticationExecutionExportRepresentation> executions) {
        var flow = new AuthenticationFlowRepresentation();
        flow.setAlias(alias);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(topLevel);
        flow.setBuiltIn(false);
        flow.setAuthenticationExecutions(executions);
        return flow;
    }

    private static AuthenticationExecutionExportRepresentation execution(
            String authenticator, String requirement, int priority) {
        var execution = new AuthenticationExecutionExportRepresentation();
        execution.setAuthenticator(authenticator);
        execution.setRequirement(requirement);
        execution.setPriority(priority);
        return execution;
    }

    private static ClientRepresentation client() {
        var client = new ClientRepresentation();
        client.setClientId(CLIENT);
        client.setPublicClient(true);
        client.setStandardFlowEnabled(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setRedirectUris(List.of(REDIRECT_URI));
        return client;
    }
}
