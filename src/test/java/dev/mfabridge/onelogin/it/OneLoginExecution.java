package dev.mfabridge.onelogin.it;

import static dev.mfabridge.onelogin.it.TestRealm.ONELOGIN;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;

/**
 * The step "OneLogin MFA" in the flow of a test's realm.
 *
 * @param bed what it asks
 * @param realm where it is
 */
record OneLoginExecution(TestBed bed, RealmResource realm) {

    /** What the step is configured with unless a test changes it. */
    Map<String, String> defaults() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("onelogin.baseUrl", bed.oneLoginUrl());
        settings.put("onelogin.clientId", bed.account().clientId());
        settings.put("onelogin.clientSecret", bed.account().clientSecret());
        settings.put("onelogin.userMapping", "email");
        settings.put("onelogin.allowedFactors", "SMS##EMAIL");
        settings.put("onelogin.codeLifetime", "120");
        settings.put("onelogin.resendCooldown", "30");
        return settings;
    }

    /** Configures the step with the default settings and these changes; an empty value takes a setting away. */
    void settings(Map<String, String> changes) {
        var settings = defaults();
        changes.forEach((key, value) -> {
            if (value.isEmpty()) {
                settings.remove(key);
            } else {
                settings.put(key, value);
            }
        });
        var changed = TestRealmBuilder.config(ONELOGIN, settings);
        changed.setId(execution(ONELOGIN).getAuthenticationConfig());
        realm.flows().updateAuthenticatorConfig(changed.getId(), changed);
    }

    /** Leaves the step with no configuration at all, as one that was just added has none. */
    void forgetSettings() {
        realm.flows().removeAuthenticatorConfig(execution(ONELOGIN).getAuthenticationConfig());
    }

    /** Configures a step that has no configuration with the default settings. */
    void createSettings() {
        var config = TestRealmBuilder.config(ONELOGIN, defaults());
        realm.flows().newExecutionConfig(execution(ONELOGIN).getId(), config).close();
    }

    /** Has another flow with a step that asks another OneLogin. */
    void alsoIn(String flow, String baseUrl) {
        var other = new AuthenticationFlowRepresentation();
        other.setAlias(flow);
        other.setProviderId("basic-flow");
        other.setTopLevel(true);
        realm.flows().createFlow(other).close();
        realm.flows().addExecution(flow, Map.of("provider", ONELOGIN));
        var step = realm.flows().getExecutions(flow).get(0);
        step.setRequirement("REQUIRED");
        realm.flows().updateExecutions(flow, step);
        var settings = defaults();
        settings.put("onelogin.baseUrl", baseUrl);
        realm.flows()
                .newExecutionConfig(step.getId(), TestRealmBuilder.config(flow, settings))
                .close();
    }

    private AuthenticationExecutionInfoRepresentation execution(String step) {
        return realm.flows().getExecutions(TestRealmBuilder.FLOW).stream()
                .filter(execution -> step.equals(execution.getProviderId()) || step.equals(execution.getDisplayName()))
                .findFirst()
                .orElseThrow();
    }

    /** What Keycloak gives an administrator who reads the configuration. */
    Map<String, String> storedSettings() {
        return storedSettings(ONELOGIN);
    }

    /** The same of another authenticator of the flow. */
    Map<String, String> storedSettings(String authenticator) {
        return realm.flows()
                .getAuthenticatorConfig(execution(authenticator).getAuthenticationConfig())
                .getConfig();
    }

    boolean isConfigured() {
        return execution(ONELOGIN).getAuthenticationConfig() != null;
    }

    /**
     * Changes whether a step is {@code REQUIRED}, {@code ALTERNATIVE}, {@code CONDITIONAL} or {@code DISABLED}.
     *
     * @param step the id of an authenticator or the name of a subflow
     */
    void requirement(String step, String requirement) {
        var execution = execution(step);
        execution.setRequirement(requirement);
        realm.flows().updateExecutions(TestRealmBuilder.FLOW, execution);
    }
}
