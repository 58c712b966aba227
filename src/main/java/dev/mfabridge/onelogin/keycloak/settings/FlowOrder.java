package dev.mfabridge.onelogin.keycloak.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Order in which flows supply the settings outside a flow: a flow in use comes before a forgotten one.
 *
 * @param loginFlow the browser flow in effect for the client of a login, or empty outside a login
 */
record FlowOrder(KeycloakSession session, RealmModel realm, Optional<AuthenticationFlowModel> loginFlow) {

    /** Place of a flow in the order. */
    enum FlowRank {
        OF_LOGIN,
        BROWSER,
        BOUND,
        OF_CLIENT_OR_PROVIDER,
        UNUSED
    }

    /** Flow with its place, which is computed once, since it can take queries. */
    record RankedFlow(FlowRank rank, AuthenticationFlowModel flow) {
        boolean isUsed() {
            return rank != FlowRank.UNUSED;
        }
    }

    /** Sorts flows by their use, and flows with the same use by their names. */
    List<RankedFlow> sorted(Stream<AuthenticationFlowModel> flows) {
        return flows.map(flow -> new RankedFlow(rank(flow), flow))
                .sorted(Comparator.comparing(RankedFlow::rank)
                        .thenComparing(ranked -> ranked.flow().getAlias()))
                .toList();
    }

    private FlowRank rank(AuthenticationFlowModel flow) {
        if (loginFlow.filter(used -> isSame(used, flow)).isPresent()) {
            return FlowRank.OF_LOGIN;
        }
        if (isSame(realm.getBrowserFlow(), flow)) {
            return FlowRank.BROWSER;
        }
        var bound = Stream.of(
                        realm.getDirectGrantFlow(),
                        realm.getRegistrationFlow(),
                        realm.getResetCredentialsFlow(),
                        realm.getFirstBrokerLoginFlow())
                .anyMatch(other -> isSame(other, flow));
        if (bound) {
            return FlowRank.BOUND;
        }
        return isOfProvider(flow) || isOfClient(flow) ? FlowRank.OF_CLIENT_OR_PROVIDER : FlowRank.UNUSED;
    }

    private boolean isOfProvider(AuthenticationFlowModel flow) {
        try (var aliases = session.identityProviders().getByFlow(flow.getId(), null, 0, 1)) {
            return aliases.findAny().isPresent();
        }
    }

    private boolean isOfClient(AuthenticationFlowModel flow) {
        return List.of(AuthenticationFlowBindings.BROWSER_BINDING, AuthenticationFlowBindings.DIRECT_GRANT_BINDING)
                .stream()
                .anyMatch(binding -> {
                    try (var clients = realm.searchClientByAuthenticationFlowBindingOverrides(
                            Map.of(binding, flow.getId()), 0, 1)) {
                        return clients.findAny().isPresent();
                    }
                });
    }

    private static boolean isSame(AuthenticationFlowModel flow, AuthenticationFlowModel other) {
        return flow != null && flow.getId().equals(other.getId());
    }
}
