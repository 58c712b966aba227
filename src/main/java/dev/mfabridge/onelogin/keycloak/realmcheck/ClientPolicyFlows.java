package dev.mfabridge.onelogin.keycloak.realmcheck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/**
 * Flows that client policies select for logins in a browser, in place of the flow of the client or of the realm. Keycloak
 * starts such a flow even if nothing is bound to it.
 */
final class ClientPolicyFlows {
    /** Executor of a client profile that selects a flow. */
    private static final String SELECTOR = "auth-flow-enforcer";

    private static final String ALIAS = "auth-flow-alias";

    private final RealmModel realm;
    private final Map<String, NameList> policiesByFlow = new LinkedHashMap<>();

    private ClientPolicyFlows(
            RealmModel realm, Stream<ClientPolicyRepresentation> policies, List<ClientProfileRepresentation> profiles) {
        this.realm = realm;
        policies.filter(ClientPolicyFlows::isInUse)
                .forEach(policy -> profiles.stream()
                        .filter(profile -> list(policy.getProfiles()).anyMatch(name -> name.equals(profile.getName())))
                        .flatMap(ClientPolicyFlows::flows)
                        .distinct()
                        .forEach(flow -> policiesByFlow
                                .computeIfAbsent(flow, alias -> new NameList())
                                .add(policy.getName())));
    }

    /** Reads the client policies of the realm and those of the server. */
    static ClientPolicyFlows read(KeycloakSession session, RealmModel realm) {
        try {
            var policies = session.clientPolicy().getClientPolicies(realm, true);
            var profiles = session.clientPolicy().getClientProfiles(realm, true);
            return new ClientPolicyFlows(
                    realm,
                    Stream.concat(list(policies.getGlobalPolicies()), list(policies.getPolicies())),
                    Stream.concat(list(profiles.getGlobalProfiles()), list(profiles.getProfiles()))
                            .toList());
        } catch (ClientPolicyException e) {
            // Keycloak applies no policy that it can't read.
            return new ClientPolicyFlows(realm, Stream.empty(), List.of());
        }
    }

    /** Returns the uses of the selected flows. With an alias without a flow, Keycloak rejects each login. */
    Stream<FlowUse> uses() {
        return policiesByFlow.entrySet().stream()
                .flatMap(entry -> Stream.ofNullable(realm.getFlowByAlias(entry.getKey()))
                        .map(flow -> new FlowUse(
                                flow,
                                "selected by the client policies " + entry.getValue(),
                                () -> true,
                                () -> "remove the executor \"" + SELECTOR + "\" from the profiles of these policies",
                                true)));
    }

    /** Returns whether a policy selects the flow. */
    boolean use(AuthenticationFlowModel flow) {
        return policiesByFlow.containsKey(flow.getAlias());
    }

    /** Returns whether Keycloak can apply the policy: one without conditions applies to no client. */
    private static boolean isInUse(ClientPolicyRepresentation policy) {
        return Boolean.TRUE.equals(policy.isEnabled())
                && list(policy.getConditions()).findAny().isPresent();
    }

    private static Stream<String> flows(ClientProfileRepresentation profile) {
        return list(profile.getExecutors())
                .filter(executor -> SELECTOR.equals(executor.getExecutorProviderId()))
                .map(ClientPolicyExecutorRepresentation::getConfiguration)
                .filter(Objects::nonNull)
                .flatMap(configuration ->
                        Optional.ofNullable(configuration.path(ALIAS).textValue()).stream());
    }

    private static <T> Stream<T> list(List<T> items) {
        return items == null ? Stream.empty() : items.stream();
    }
}
