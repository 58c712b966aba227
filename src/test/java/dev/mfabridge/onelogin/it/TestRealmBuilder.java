package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.server.TestedVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Builder of a test's realm, with one browser flow and one direct grant flow.
 *
 * @param entries the executions of the forms, in order
 * @param subflow the subflow after these executions
 * @param failureFactor the number of failures in a row after which a user is locked out
 */
record TestRealmBuilder(List<FlowEntry> entries, Optional<Subflow> subflow, int failureFactor) {

    static final String FLOW = "browser with OneLogin";
    static final String DIRECT_GRANT = "direct grant with OneLogin";
    static final String FORMS = FLOW + " forms";
    static final String SUBFLOW = FLOW + " second factor";
    static final String CLIENT = "test-app";
    /** Address without a server, since a login ends with the redirect to it. */
    static final String REDIRECT_URI = "http://test-app.invalid/callback";

    /** One authenticator in the flow, {@code REQUIRED}, {@code ALTERNATIVE}, {@code CONDITIONAL} or {@code DISABLED}. */
    record FlowEntry(String authenticator, String requirement) {}

    /** Subflow inside the forms. */
    record Subflow(String requirement, List<FlowEntry> entries) {}

    static TestRealmBuilder empty() {
        return new TestRealmBuilder(List.of(), Optional.empty(), 30);
    }

    TestRealmBuilder with(FlowEntry entry) {
        return new TestRealmBuilder(
                Stream.concat(entries.stream(), Stream.of(entry)).toList(), subflow, failureFactor);
    }

    TestRealmBuilder with(Subflow newSubflow) {
        return new TestRealmBuilder(entries, Optional.of(newSubflow), failureFactor);
    }

    TestRealmBuilder withFailureFactor(int failures) {
        return new TestRealmBuilder(entries, subflow, failures);
    }

    boolean uses(String authenticator) {
        return Stream.concat(entries.stream(), subflow.stream().flatMap(flow -> flow.entries().stream()))
                .anyMatch(entry -> entry.authenticator().equals(authenticator));
    }

    /** @param settings the configuration of each authenticator that has one; all flows share it */
    RealmRepresentation build(String name, SigningKey key, Map<String, Map<String, String>> settings) {
        var realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setBruteForceProtected(true);
        realm.setFailureFactor(failureFactor);
        // Keycloak locks a user out after two failures within a second, and tests are that fast.
        realm.setQuickLoginCheckMilliSeconds(0L);
        realm.setWaitIncrementSeconds(60);
        realm.setEventsEnabled(true);
        realm.setEventsListeners(listeners());
        realm.setAdminEventsEnabled(true);
        realm.setAdminEventsDetailsEnabled(true);
        // Otherwise a test that changes settings would find the calls of the check among those that it expects.
        realm.setAttributes(Map.of("onelogin_mfa_check_after_save", "false"));
        realm.setClients(List.of(client()));
        var components = new MultivaluedHashMap<String, ComponentExportRepresentation>();
        components.addAll("org.keycloak.keys.KeyProvider", key.components());
        realm.setComponents(components);
        realm.setBrowserFlow(FLOW);
        realm.setDirectGrantFlow(DIRECT_GRANT);
        realm.setAuthenticationFlows(List.of());
        realm.setAuthenticatorConfig(settings.entrySet().stream()
                .map(entry -> FlowBuilder.config(entry.getKey(), entry.getValue()))
                .toList());
        var forms = flow(FORMS, entries, settings);
        subflow.ifPresent(inner -> forms.subflow(inner.requirement(), flow(SUBFLOW, inner.entries(), settings)));
        FlowBuilder.browser(forms).addTo(realm);
        flow(DIRECT_GRANT, directGrant(), settings).addTo(realm);
        return realm;
    }

    /** Returns the executions of a direct grant, without the first form, which is a browser's. */
    private List<FlowEntry> directGrant() {
        var all = new ArrayList<>(List.of(
                new FlowEntry("direct-grant-validate-username", "REQUIRED"),
                new FlowEntry("direct-grant-validate-password", "REQUIRED")));
        entries.stream().skip(1).forEach(all::add);
        return all;
    }

    private static FlowBuilder flow(String alias, List<FlowEntry> entries, Map<String, Map<String, String>> settings) {
        var flow = FlowBuilder.named(alias);
        for (var entry : entries) {
            var authenticator = entry.authenticator();
            if (settings.containsKey(authenticator)) {
                flow.execution(authenticator, entry.requirement(), authenticator);
            } else {
                flow.execution(authenticator, entry.requirement());
            }
        }
        return flow;
    }

    /** Returns the event listeners. Keycloak 26.0 calls no listener that the realm doesn't name. */
    private static List<String> listeners() {
        return TestedVersion.isBefore(1)
                ? List.of("jboss-logging", "onelogin-mfa-removal", "onelogin-mfa-settings-check")
                : List.of("jboss-logging");
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
