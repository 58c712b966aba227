package dev.mfabridge.onelogin.it;

import java.util.List;
import java.util.Map;
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
 * @param failureFactor failures in a row that lock a person out
 */
record RealmPlan(List<Step> steps, int failureFactor) {

    static final String FLOW = "browser with OneLogin";
    static final String FORMS = FLOW + " forms";
    static final String CLIENT = "test-app";
    /** Nothing listens there: a person's way ends with being sent to it. */
    static final String REDIRECT_URI = "http://test-app.invalid/callback";

    /** One authenticator in the flow, {@code REQUIRED}, {@code ALTERNATIVE}, {@code CONDITIONAL} or {@code DISABLED}. */
    record Step(String authenticator, String requirement) {}

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
        realm.setAuthenticationFlows(List.of(browser(), forms(settings)));
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

    private static AuthenticationFlowRepresentation browser() {
        var cookie = execution("auth-cookie", "ALTERNATIVE", 10);
        var forms = new AuthenticationExecutionExportRepresentation();
        forms.setAuthenticatorFlow(true);
        forms.setFlowAlias(FORMS);
        forms.setRequirement("ALTERNATIVE");
        forms.setPriority(20);
        return flow(FLOW, true, List.of(cookie, forms));
    }

    private AuthenticationFlowRepresentation forms(Map<String, Map<String, String>> settings) {
        var executions = steps.stream()
                .map(step -> {
                    var execution = execution(step.authenticator(), step.requirement(), 10 * (steps.indexOf(step) + 1));
                    if (settings.containsKey(step.authenticator())) {
                        execution.setAuthenticatorConfig(step.authenticator());
                    }
                    return execution;
                })
                .toList();
        return flow(FORMS, false, executions);
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
        client.setRedirectUris(List.of(REDIRECT_URI));
        return client;
    }
}
