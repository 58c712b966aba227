package dev.mfabridge.onelogin.keycloak.realmcheck;

import dev.mfabridge.onelogin.keycloak.compat.SignInProviders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Flows after a login at another identity provider. The browser flow ends when the provider takes over, so only the post
 * login flow of the provider can require the factor.
 */
final class IdentityProviderFlows {
    /** Number of identity providers to read at most. */
    static final int LIMIT = 200;

    private final RealmModel realm;
    private final NameList withoutFlow = new NameList();
    private final Map<String, NameList> byFlow = new LinkedHashMap<>();
    private final Set<String> used;
    private final boolean isCutOff;

    private IdentityProviderFlows(RealmModel realm, List<IdentityProviderModel> providers, boolean isCutOff) {
        this.realm = realm;
        this.isCutOff = isCutOff;
        for (var provider : providers) {
            postLoginFlow(provider)
                    .map(flow -> byFlow.computeIfAbsent(flow.getId(), id -> new NameList()))
                    .orElse(withoutFlow)
                    .add(provider.getAlias());
        }
        used = providers.stream()
                .flatMap(provider ->
                        Stream.of(provider.getPostBrokerLoginFlowId(), provider.getFirstBrokerLoginFlowId()))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    /** Reads the identity providers by which users sign in. */
    static IdentityProviderFlows read(KeycloakSession session, RealmModel realm) {
        var providers = new ArrayList<IdentityProviderModel>();
        var read = new AtomicInteger();
        try (var found = SignInProviders.stream(session, LIMIT + 1)) {
            found.filter(provider -> read.incrementAndGet() <= LIMIT)
                    .filter(provider -> provider.isEnabled() && !SignInProviders.isLinkOnly(provider))
                    .forEach(providers::add);
        }
        return new IdentityProviderFlows(realm, providers, read.get() > LIMIT);
    }

    /** Returns whether the realm has more identity providers than were read. */
    boolean isCutOff() {
        return isCutOff;
    }

    /** Returns the uses of the post login flows. */
    Stream<FlowUse> uses() {
        return byFlow.entrySet().stream()
                .map(entry -> new FlowUse(
                        realm.getAuthenticationFlowById(entry.getKey()),
                        "the post login flow of the identity providers " + entry.getValue(),
                        () -> true,
                        () -> "disable these identity providers",
                        true));
    }

    /** Returns the names of the identity providers without a post login flow. */
    NameList withoutFlow() {
        return withoutFlow;
    }

    /** Returns whether an identity provider has the flow as its first login flow or post login flow. */
    boolean use(AuthenticationFlowModel flow) {
        return used.contains(flow.getId());
    }

    private Optional<AuthenticationFlowModel> postLoginFlow(IdentityProviderModel provider) {
        return Optional.ofNullable(provider.getPostBrokerLoginFlowId()).map(realm::getAuthenticationFlowById);
    }
}
