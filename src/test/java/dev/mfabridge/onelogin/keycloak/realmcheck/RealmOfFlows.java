package dev.mfabridge.onelogin.keycloak.realmcheck;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mfabridge.onelogin.Fake;
import dev.mfabridge.onelogin.keycloak.ProviderIds;
import dev.mfabridge.onelogin.keycloak.authenticator.OneLoginAuthenticatorFactory;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmCheck.Depth;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.ClientPolicyManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.userprofile.UserProfileProvider;

/** Realm in memory with flows, clients and identity providers. It answers only the calls that a check of the realm makes. */
final class RealmOfFlows {
    private static final Map<String, String> SETTINGS = Map.of(
            "onelogin.baseUrl", "https://example.onelogin.com",
            "onelogin.clientId", "client",
            "onelogin.clientSecret", "secret");

    private final Map<String, AuthenticationFlowModel> bound = new HashMap<>();
    private final Map<String, AuthenticationFlowModel> flows = new LinkedHashMap<>();
    private final Map<String, List<AuthenticationExecutionModel>> executions = new HashMap<>();
    private final Map<String, AuthenticatorConfigModel> configs = new HashMap<>();
    private final List<ClientModel> clients = new ArrayList<>();
    private final List<IdentityProviderModel> providers = new ArrayList<>();
    private boolean isRegistrationAllowed;
    private boolean isResetPasswordAllowed;
    private boolean hasOrganizations;
    private boolean isBruteForceProtected = true;
    private boolean hasReadablePolicies = true;
    private final List<UPAttribute> attributes = new ArrayList<>();
    private int clientReads;
    private final ClientPoliciesRepresentation policies = new ClientPoliciesRepresentation();
    private final ClientProfilesRepresentation profiles = new ClientProfilesRepresentation();

    /** Line of a flow: an authenticator, or a subflow if it has lines. */
    record Line(Requirement requirement, String authenticator, Map<String, String> config, List<Line> subflow) {}

    static Line required(String authenticator) {
        return line(Requirement.REQUIRED, authenticator);
    }

    static Line alternative(String authenticator) {
        return line(Requirement.ALTERNATIVE, authenticator);
    }

    static Line disabled(String authenticator) {
        return line(Requirement.DISABLED, authenticator);
    }

    static Line configured(String authenticator, String key, String value) {
        return new Line(Requirement.REQUIRED, authenticator, Map.of(key, value), null);
    }

    static Line subflow(Requirement requirement, Line... lines) {
        return new Line(requirement, null, Map.of(), List.of(lines));
    }

    private static Line line(Requirement requirement, String authenticator) {
        return new Line(requirement, authenticator, "onelogin-mfa".equals(authenticator) ? SETTINGS : Map.of(), null);
    }

    RealmOfFlows browser(String alias, Line... lines) {
        return bind("getBrowserFlow", alias, lines);
    }

    RealmOfFlows directGrant(String alias, Line... lines) {
        return bind("getDirectGrantFlow", alias, lines);
    }

    RealmOfFlows registration(boolean isAllowed, String alias, Line... lines) {
        isRegistrationAllowed = isAllowed;
        return bind("getRegistrationFlow", alias, lines);
    }

    RealmOfFlows resetCredentials(boolean isAllowed, String alias, Line... lines) {
        isResetPasswordAllowed = isAllowed;
        return bind("getResetCredentialsFlow", alias, lines);
    }

    /** Adds a flow that the realm is not bound to. */
    RealmOfFlows flow(String alias, Line... lines) {
        var flow = new AuthenticationFlowModel();
        flow.setId(alias);
        flow.setAlias(alias);
        flow.setTopLevel(true);
        flow.setProviderId("basic-flow");
        flows.put(alias, flow);
        add(alias, List.of(lines));
        return this;
    }

    RealmOfFlows withOrganizations() {
        hasOrganizations = true;
        return this;
    }

    /** Adds a client policy whose profile selects a flow, with a condition or without any. */
    RealmOfFlows clientPolicy(String name, boolean isEnabled, boolean hasCondition, String flow) {
        profiles.setProfiles(and(profiles.getProfiles(), profile(name, "auth-flow-enforcer", flow)));
        policies.setPolicies(and(policies.getPolicies(), policy(name, isEnabled, hasCondition)));
        return this;
    }

    /** Adds a client policy whose profile has that executor with the name of a flow. */
    RealmOfFlows clientPolicy(String name, String executor, String flow) {
        profiles.setProfiles(and(profiles.getProfiles(), profile(name, executor, flow)));
        policies.setPolicies(and(policies.getPolicies(), policy(name, true, true)));
        return this;
    }

    /** Adds a client policy of the server, which each realm has, whose profile selects a flow. */
    RealmOfFlows globalClientPolicy(String name, String flow) {
        profiles.setGlobalProfiles(List.of(profile(name, "auth-flow-enforcer", flow)));
        policies.setGlobalPolicies(List.of(policy(name, true, true)));
        return this;
    }

    /** Declares an attribute in the user profile that these roles can edit. */
    RealmOfFlows attribute(String name, String... editors) {
        attributes.add(new UPAttribute(name, new UPAttributePermissions(Set.of("admin"), Set.of(editors))));
        return this;
    }

    RealmOfFlows withUnreadableClientPolicies() {
        hasReadablePolicies = false;
        return this;
    }

    private static ClientProfileRepresentation profile(String policy, String executor, String flow) {
        var selector = new ClientPolicyExecutorRepresentation();
        selector.setExecutorProviderId(executor);
        selector.setConfiguration(JsonNodeFactory.instance.objectNode().put("auth-flow-alias", flow));
        var profile = new ClientProfileRepresentation();
        profile.setName("profile of " + policy);
        profile.setExecutors(List.of(selector));
        return profile;
    }

    private static ClientPolicyRepresentation policy(String name, boolean isEnabled, boolean hasCondition) {
        var policy = new ClientPolicyRepresentation();
        policy.setName(name);
        policy.setEnabled(isEnabled);
        policy.setProfiles(List.of("profile of " + name));
        policy.setConditions(hasCondition ? List.of(new ClientPolicyConditionRepresentation()) : List.of());
        return policy;
    }

    private static <T> List<T> and(List<T> items, T item) {
        return Stream.concat(items.stream(), Stream.of(item)).toList();
    }

    RealmOfFlows withoutBruteForceProtection() {
        isBruteForceProtected = false;
        return this;
    }

    /** Adds a client of an application, which overrides a flow of the realm: {@code browser} or {@code direct_grant}. */
    RealmOfFlows clientWithFlow(String id, String binding, String flow) {
        return client(id, Map.of("isDirectAccessGrantsEnabled", true, binding, flow));
    }

    RealmOfFlows client(String id, boolean isEnabled, boolean hasDirectGrants, boolean isBearerOnly, String protocol) {
        var properties = new HashMap<String, Object>(Map.of(
                "isEnabled", isEnabled, "isDirectAccessGrantsEnabled", hasDirectGrants, "isBearerOnly", isBearerOnly));
        properties.put("getProtocol", protocol);
        return client(id, properties);
    }

    /**
     * Adds a client with the standard flow.
     *
     * @param properties the answers by the names of the getters, the attributes by their names, and the overriding flows by
     *     {@code browser} and {@code direct_grant}
     */
    RealmOfFlows client(String id, Map<String, Object> properties) {
        var answers = new HashMap<String, Function<Object[], Object>>();
        Map.of(
                        "isEnabled", true,
                        "isStandardFlowEnabled", true,
                        "isImplicitFlowEnabled", false,
                        "isDirectAccessGrantsEnabled", false,
                        "isBearerOnly", false,
                        "getProtocol", "openid-connect",
                        "getClientId", id)
                .forEach((name, value) -> answers.put(name, arguments -> properties.getOrDefault(name, value)));
        answers.put("getAttribute", arguments -> properties.get(arguments[0]));
        answers.put("getAuthenticationFlowBindingOverride", arguments -> properties.get(arguments[0]));
        clients.add(Fake.strict(ClientModel.class, answers));
        return this;
    }

    /** Adds an identity provider, with a post login flow or null. */
    RealmOfFlows identityProvider(String alias, boolean isEnabled, boolean isLinkOnly, String postLoginFlow) {
        var provider = new IdentityProviderModel();
        provider.setAlias(alias);
        provider.setEnabled(isEnabled);
        provider.setLinkOnly(isLinkOnly);
        provider.setPostBrokerLoginFlowId(postLoginFlow);
        providers.add(provider);
        return this;
    }

    /** Sets the flow that the realm's identity providers have as their first login flow. */
    RealmOfFlows firstBrokerLogin(String alias, Line... lines) {
        return bind("getFirstBrokerLoginFlow", alias, lines);
    }

    RealmOfFlows docker(String alias, Line... lines) {
        return bind("getDockerAuthenticationFlow", alias, lines);
    }

    /** Adds an identity provider with a first login flow of its own, and a post login flow. */
    RealmOfFlows identityProvider(String alias, String firstLoginFlow, String postLoginFlow) {
        identityProvider(alias, true, false, postLoginFlow);
        providers.get(providers.size() - 1).setFirstBrokerLoginFlowId(firstLoginFlow);
        return this;
    }

    List<RealmFinding> findings() {
        return findings(Depth.AT_LOGIN);
    }

    List<RealmFinding> findings(Depth depth) {
        return new RealmCheck(session(), model(), depth).findings();
    }

    /** Returns the warnings about flows as sentences. */
    List<String> warnings() {
        return findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING
                        && finding.subject().startsWith("flow "))
                .map(RealmFinding::message)
                .toList();
    }

    /** Returns the notes as sentences. */
    List<String> notes() {
        return findings().stream()
                .filter(finding -> finding.severity() == Severity.NOTE)
                .map(RealmFinding::message)
                .toList();
    }

    /** Returns the flows of the executions "OneLogin MFA" in the order in which they supply settings. */
    List<String> settingsOrder() {
        return flowsOf(new RealmExecutions(session(), model()));
    }

    /** Returns the same for a login of that client. */
    List<String> settingsOrder(String client) {
        var model = model();
        var login = Fake.strict(
                AuthenticationSessionModel.class,
                Map.of(
                        "getRealm",
                        arguments -> model,
                        "getClient",
                        arguments -> fakeClient(client, model),
                        "getAuthNote",
                        arguments -> null));
        return flowsOf(RealmExecutions.inOrderOf(session(), login));
    }

    private ClientModel fakeClient(String id, RealmModel model) {
        var client = named(id).findFirst().orElseThrow();
        return Fake.strict(
                ClientModel.class,
                Map.of(
                        "getClientId",
                        arguments -> id,
                        "getRealm",
                        arguments -> model,
                        "getAuthenticationFlowBindingOverride",
                        arguments -> client.getAuthenticationFlowBindingOverride((String) arguments[0])));
    }

    private static List<String> flowsOf(RealmExecutions executions) {
        return executions.executions().stream()
                .map(RealmExecutions.Execution::flow)
                .toList();
    }

    /** Returns the number of clients that the checks have read from the list of clients. */
    int clientReads() {
        return clientReads;
    }

    private RealmOfFlows bind(String binding, String alias, Line... lines) {
        flow(alias, lines);
        bound.put(binding, flows.get(alias));
        return this;
    }

    private void add(String flow, List<Line> lines) {
        var models = new ArrayList<AuthenticationExecutionModel>();
        for (var line : lines) {
            var model = new AuthenticationExecutionModel();
            model.setId(flow + "/" + models.size());
            model.setRequirement(line.requirement());
            model.setAuthenticator(line.authenticator());
            if (line.subflow() != null) {
                model.setAuthenticatorFlow(true);
                model.setFlowId(model.getId());
                add(model.getId(), line.subflow());
            }
            if (!line.config().isEmpty()) {
                var config = new AuthenticatorConfigModel();
                config.setConfig(line.config());
                configs.put(model.getId(), config);
                model.setAuthenticatorConfig(model.getId());
            }
            models.add(model);
        }
        executions.put(flow, models);
    }

    private RealmModel model() {
        var answers = new HashMap<String, Function<Object[], Object>>();
        bound.forEach((binding, flow) -> answers.put(binding, arguments -> flow));
        for (var binding : List.of(
                "getBrowserFlow",
                "getDirectGrantFlow",
                "getRegistrationFlow",
                "getResetCredentialsFlow",
                "getDockerAuthenticationFlow",
                "getFirstBrokerLoginFlow")) {
            answers.putIfAbsent(binding, arguments -> null);
        }
        answers.put("getFlowByAlias", arguments -> flows.get(arguments[0]));
        answers.put("getAuthenticationFlowsStream", arguments -> flows.values().stream());
        answers.put("getAuthenticationFlowById", arguments -> flow((String) arguments[0]));
        answers.put("isRegistrationAllowed", arguments -> isRegistrationAllowed);
        answers.put("isOrganizationsEnabled", arguments -> hasOrganizations);
        answers.put("isResetPasswordAllowed", arguments -> isResetPasswordAllowed);
        answers.put("isBruteForceProtected", arguments -> isBruteForceProtected);
        answers.put("getAuthenticationExecutionsStream", arguments -> executions.get(arguments[0]).stream());
        answers.put("getAuthenticatorConfigById", arguments -> configs.get(arguments[0]));
        answers.put(
                "getClientsStream",
                arguments -> clients.stream().limit((Integer) arguments[1]).peek(client -> clientReads++));
        answers.put(
                "searchClientByAuthenticationFlowBindingOverrides", arguments -> overriding((Map<?, ?>) arguments[0]));
        answers.put(
                "getClientByClientId",
                arguments -> named((String) arguments[0]).findFirst().orElse(null));
        return Fake.strict(RealmModel.class, answers);
    }

    /** Returns a flow, or a subflow by the id of its execution. */
    private AuthenticationFlowModel flow(String id) {
        var subflow = new AuthenticationFlowModel();
        subflow.setId(id);
        subflow.setAlias(id);
        return flows.getOrDefault(id, executions.containsKey(id) ? subflow : null);
    }

    private Stream<ClientModel> overriding(Map<?, ?> overrides) {
        return clients.stream()
                .filter(client -> overrides.entrySet().stream()
                        .allMatch(override -> override.getValue()
                                .equals(client.getAuthenticationFlowBindingOverride((String) override.getKey()))));
    }

    private Stream<ClientModel> named(String id) {
        return clients.stream().filter(client -> client.getClientId().equals(id));
    }

    /** Returns a session in which authenticators with the prefix {@code conditional-} are conditions, as in Keycloak. */
    private KeycloakSession session() {
        var condition = Fake.strict(ConditionalAuthenticator.class, Map.of());
        var conditions = Fake.strict(
                AuthenticatorFactory.class,
                Map.of("create", arguments -> condition, "getDisplayType", arguments -> "a condition"));
        var factories = Fake.strict(KeycloakSessionFactory.class, Map.of("getProviderFactory", arguments -> {
            if (ProviderIds.AUTHENTICATOR.equals(arguments[1])) {
                return executionFactory();
            }
            return ((String) arguments[1]).startsWith("conditional-") ? conditions : null;
        }));
        var storage = Fake.strict(
                IdentityProviderStorageProvider.class,
                Map.of(
                        "getAllStream",
                        arguments -> providers.stream(),
                        "getByFlow",
                        arguments -> providers.stream()
                                .filter(provider -> arguments[0].equals(provider.getPostBrokerLoginFlowId()))
                                .map(IdentityProviderModel::getAlias)));
        var profile = Fake.strict(UserProfileProvider.class, Map.of("getConfiguration", arguments -> userProfile()));
        return Fake.strict(
                KeycloakSession.class,
                Map.of(
                        "getKeycloakSessionFactory",
                        arguments -> factories,
                        "clientPolicy",
                        arguments -> hasReadablePolicies
                                ? Fake.strict(
                                        ClientPolicyManager.class,
                                        Map.of(
                                                "getClientPolicies",
                                                read -> policies,
                                                "getClientProfiles",
                                                read -> profiles))
                                : unreadablePolicies(),
                        "identityProviders",
                        arguments -> storage,
                        "getProvider",
                        arguments -> profile));
    }

    private static ClientPolicyManager unreadablePolicies() {
        return Fake.of(ClientPolicyManager.class, (fake, method, arguments) -> {
            throw new ClientPolicyException("server_error", "the policies can't be read");
        });
    }

    /** Returns the extension's factory with the options of a server that sets none. */
    private static OneLoginAuthenticatorFactory executionFactory() {
        var factory = new OneLoginAuthenticatorFactory();
        factory.init(Config.scope("onelogin-test"));
        return factory;
    }

    private UPConfig userProfile() {
        var profile = new UPConfig();
        profile.setAttributes(attributes);
        return profile;
    }
}
