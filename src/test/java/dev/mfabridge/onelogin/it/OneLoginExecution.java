package dev.mfabridge.onelogin.it;

import static dev.mfabridge.onelogin.it.TestRealm.ONELOGIN;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.ALLOWED_FACTORS;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.BASE_URL;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.CLIENT_ID;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.CLIENT_SECRET;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.CODE_LIFETIME;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.RESEND_COOLDOWN;
import static dev.mfabridge.onelogin.keycloak.settings.ConfigProperty.USER_MAPPING;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;

/**
 * Execution <i>OneLogin MFA</i> in the flow of a test's realm.
 *
 * @param bed the OneLogin account of the settings
 * @param realm the realm of the flow
 */
record OneLoginExecution(TestBed bed, RealmResource realm) {

    /** Returns the settings that apply unless a test changes them. */
    Map<String, String> defaults() {
        var settings = new LinkedHashMap<String, String>();
        settings.put(BASE_URL.key(), bed.oneLoginUrl());
        settings.put(CLIENT_ID.key(), bed.account().clientId());
        settings.put(CLIENT_SECRET.key(), bed.account().clientSecret());
        settings.put(USER_MAPPING.key(), "email");
        settings.put(ALLOWED_FACTORS.key(), "SMS##EMAIL");
        settings.put(CODE_LIFETIME.key(), "120");
        settings.put(RESEND_COOLDOWN.key(), "30");
        return settings;
    }

    /** Configures the execution with the default settings and these changes. An empty value removes a setting. */
    void configure(Map<String, String> changes) {
        var settings = defaults();
        changes.forEach((key, value) -> {
            if (value.isEmpty()) {
                settings.remove(key);
            } else {
                settings.put(key, value);
            }
        });
        var changed = FlowBuilder.config(ONELOGIN, settings);
        changed.setId(execution(ONELOGIN).getAuthenticationConfig());
        realm.flows().updateAuthenticatorConfig(changed.getId(), changed);
    }

    /** Removes the configuration, so that the execution is like a newly added one. */
    void removeConfig() {
        realm.flows().removeAuthenticatorConfig(execution(ONELOGIN).getAuthenticationConfig());
    }

    /** Configures an execution that has no configuration with the default settings. */
    void createConfig() {
        var config = FlowBuilder.config(ONELOGIN, defaults());
        realm.flows().newExecutionConfig(execution(ONELOGIN).getId(), config).close();
    }

    /** Adds another flow, whose execution uses another OneLogin account. */
    void addFlow(String flow, String baseUrl) {
        var other = new AuthenticationFlowRepresentation();
        other.setAlias(flow);
        other.setProviderId("basic-flow");
        other.setTopLevel(true);
        realm.flows().createFlow(other).close();
        realm.flows().addExecution(flow, Map.of("provider", ONELOGIN));
        var execution = realm.flows().getExecutions(flow).get(0);
        execution.setRequirement("REQUIRED");
        realm.flows().updateExecutions(flow, execution);
        var settings = defaults();
        settings.put(BASE_URL.key(), baseUrl);
        realm.flows()
                .newExecutionConfig(execution.getId(), FlowBuilder.config(flow, settings))
                .close();
    }

    private AuthenticationExecutionInfoRepresentation execution(String name) {
        return realm.flows().getExecutions(TestRealmBuilder.FLOW).stream()
                .filter(execution -> name.equals(execution.getProviderId()) || name.equals(execution.getDisplayName()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the configuration as an administrator reads it. */
    Map<String, String> storedConfig() {
        return storedConfig(ONELOGIN);
    }

    /** Returns the configuration of another authenticator of the flow, as an administrator reads it. */
    Map<String, String> storedConfig(String authenticator) {
        return realm.flows()
                .getAuthenticatorConfig(execution(authenticator).getAuthenticationConfig())
                .getConfig();
    }

    boolean isConfigured() {
        return execution(ONELOGIN).getAuthenticationConfig() != null;
    }

    /**
     * Sets the requirement to {@code REQUIRED}, {@code ALTERNATIVE}, {@code CONDITIONAL} or {@code DISABLED}.
     *
     * @param name the id of an authenticator or the name of a subflow
     */
    void setRequirement(String name, String requirement) {
        var execution = execution(name);
        execution.setRequirement(requirement);
        realm.flows().updateExecutions(TestRealmBuilder.FLOW, execution);
    }
}
