package dev.mfabridge.onelogin.keycloak.settings;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** Realm in memory with flows and clients. It answers only the calls that a check of the flows makes. */
final class RealmOfFlows {
    private final Map<String, AuthenticationFlowModel> bound = new HashMap<>();
    private final Map<String, List<AuthenticationExecutionModel>> executions = new HashMap<>();
    private final Map<String, AuthenticatorConfigModel> configs = new HashMap<>();
    private final List<ClientModel> clients = new ArrayList<>();
    private boolean isRegistrationAllowed;
    private boolean isResetPasswordAllowed;

    /** Line of a flow: an authenticator, or a subflow if it has lines. */
    record Line(Requirement requirement, String authenticator, Map<String, String> config, List<Line> subflow) {}

    static Line required(String authenticator) {
        return new Line(Requirement.REQUIRED, authenticator, Map.of(), null);
    }

    static Line alternative(String authenticator) {
        return new Line(Requirement.ALTERNATIVE, authenticator, Map.of(), null);
    }

    static Line disabled(String authenticator) {
        return new Line(Requirement.DISABLED, authenticator, Map.of(), null);
    }

    static Line configured(String authenticator, String key, String value) {
        return new Line(Requirement.REQUIRED, authenticator, Map.of(key, value), null);
    }

    static Line subflow(Requirement requirement, Line... lines) {
        return new Line(requirement, null, Map.of(), List.of(lines));
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

    RealmOfFlows client(String id, boolean isEnabled, boolean hasDirectGrants, boolean isBearerOnly, String protocol) {
        clients.add(fake(
                ClientModel.class,
                Map.of(
                        "getClientId", arguments -> id,
                        "isEnabled", arguments -> isEnabled,
                        "isDirectAccessGrantsEnabled", arguments -> hasDirectGrants,
                        "isBearerOnly", arguments -> isBearerOnly,
                        "getProtocol", arguments -> protocol)));
        return this;
    }

    List<String> warnings() {
        return new BoundFlows(session(), model()).warnings();
    }

    private RealmOfFlows bind(String binding, String alias, Line... lines) {
        var flow = new AuthenticationFlowModel();
        flow.setId(alias);
        flow.setAlias(alias);
        bound.put(binding, flow);
        add(alias, List.of(lines));
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
        for (var binding :
                List.of("getBrowserFlow", "getDirectGrantFlow", "getRegistrationFlow", "getResetCredentialsFlow")) {
            answers.putIfAbsent(binding, arguments -> null);
        }
        answers.put("isRegistrationAllowed", arguments -> isRegistrationAllowed);
        answers.put("isResetPasswordAllowed", arguments -> isResetPasswordAllowed);
        answers.put("getAuthenticationExecutionsStream", arguments -> executions.get(arguments[0]).stream());
        answers.put("getAuthenticatorConfigById", arguments -> configs.get(arguments[0]));
        answers.put("getClientsStream", arguments -> clients.stream());
        answers.put(
                "getClientByClientId",
                arguments -> named((String) arguments[0]).findFirst().orElse(null));
        return fake(RealmModel.class, answers);
    }

    private Stream<ClientModel> named(String id) {
        return clients.stream().filter(client -> client.getClientId().equals(id));
    }

    /** Returns a session in which authenticators with the prefix {@code conditional-} are conditions, as in Keycloak. */
    private static KeycloakSession session() {
        var condition = fake(ConditionalAuthenticator.class, Map.of());
        var conditions = fake(AuthenticatorFactory.class, Map.of("create", arguments -> condition));
        var factories = fake(
                KeycloakSessionFactory.class,
                Map.of(
                        "getProviderFactory",
                        arguments -> ((String) arguments[1]).startsWith("conditional-") ? conditions : null));
        return fake(KeycloakSession.class, Map.of("getKeycloakSessionFactory", arguments -> factories));
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        InvocationHandler handler = (fake, method, arguments) -> {
            if (!answers.containsKey(method.getName())) {
                throw new AssertionError("not expected to be read: " + method);
            }
            return answers.get(method.getName()).apply(arguments);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
