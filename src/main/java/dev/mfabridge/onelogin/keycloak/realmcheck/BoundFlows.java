package dev.mfabridge.onelogin.keycloak.realmcheck;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmCheck.Depth;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.Profile;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.DefaultAuthenticationFlows;

/**
 * Flows by which a realm gives sessions: the flows that the realm is bound to, and the flows of its own that clients have
 * in place of them.
 */
record BoundFlows(RealmModel realm, ReachableExecutions executions, RealmClients clients) {
    private static final String RESET_EMAIL = "reset-credential-email";
    private static final String FORCE_LOGIN = "force-login";
    private static final String BIND_ANOTHER = "bind another flow";

    /** Returns the uses that the realm is bound to. */
    Stream<FlowUse> ofRealm() {
        return Stream.of(
                        use(realm.getBrowserFlow())
                                .map(flow -> new FlowUse(
                                        flow, "bound as the browser flow", () -> true, () -> BIND_ANOTHER, true)),
                        use(realm.getDirectGrantFlow()).map(this::directGrant),
                        use(realm.getRegistrationFlow())
                                .map(flow -> new FlowUse(
                                        flow,
                                        "bound as the registration flow",
                                        () -> realm.isRegistrationAllowed() || realm.isOrganizationsEnabled(),
                                        this::adviceAboutRegistration,
                                        true)),
                        use(realm.getResetCredentialsFlow())
                                .map(flow -> new FlowUse(
                                        flow,
                                        "bound as the reset credentials flow",
                                        () -> realm.isResetPasswordAllowed() && !forcesLogin(flow),
                                        () ->
                                                "set \"Force login after reset\" of its execution \"Send Reset Email\" to true,"
                                                        + " or switch off \"Forgot password\"",
                                        true)),
                        use(realm.getDockerAuthenticationFlow()).map(this::docker),
                        use(realm.getFlowByAlias(DefaultAuthenticationFlows.SAML_ECP_FLOW))
                                .map(this::ecp))
                .flatMap(Optional::stream);
    }

    /** Returns the uses of a flow by clients that have it in place of the realm's flow. */
    Stream<FlowUse> ofClients(AuthenticationFlowModel flow) {
        var browser = clients.withBrowserFlow(flow);
        var directGrant = clients.withDirectGrantFlow(flow);
        return Stream.of(
                        use(flow)
                                .filter(found -> !browser.isEmpty())
                                .map(found -> new FlowUse(
                                        found,
                                        "the browser flow of the clients " + browser,
                                        () -> true,
                                        () -> "remove the override of the browser flow in these clients, whose sessions"
                                                + " also sign users in to other clients",
                                        true)),
                        use(flow)
                                .filter(found -> !directGrant.isEmpty())
                                .map(found -> new FlowUse(
                                        found,
                                        "the direct grant flow of the clients " + directGrant,
                                        () -> true,
                                        () -> "switch off \"Direct access grants\" in these clients",
                                        true)))
                .flatMap(Optional::stream);
    }

    /** Returns whether the realm is bound to the flow, even if users can't reach a session by it now. */
    boolean isBound(AuthenticationFlowModel flow) {
        return Stream.concat(ofRealm().map(FlowUse::flow), Stream.ofNullable(realm.getFirstBrokerLoginFlow()))
                .anyMatch(bound -> Objects.equals(bound.getId(), flow.getId()));
    }

    private FlowUse directGrant(AuthenticationFlowModel flow) {
        return new FlowUse(
                flow,
                "bound as the direct grant flow",
                () -> !clients.scan().directGrants().isEmpty(),
                () -> "switch off \"Direct access grants\" in every client with them: "
                        + clients.scan().directGrants(),
                true);
    }

    private FlowUse docker(AuthenticationFlowModel flow) {
        return new FlowUse(
                flow,
                "bound as the docker authentication flow",
                () -> Profile.isFeatureEnabled(Profile.Feature.DOCKER)
                        && !clients.scan().docker().isEmpty(),
                () -> "disable these clients: " + clients.scan().docker(),
                false);
    }

    private FlowUse ecp(AuthenticationFlowModel flow) {
        return new FlowUse(
                flow,
                "used by the SAML profile ECP",
                // A search by this attribute isn't allowed, so the clients have to be read.
                () -> clients.depth() == Depth.COMPLETE && !clients.scan().ecp().isEmpty(),
                () -> "switch off \"Allow ECP flow\" in these clients: "
                        + clients.scan().ecp(),
                false);
    }

    /** Returns the switches that let users register. The invitation of an organization needs no user registration. */
    private String adviceAboutRegistration() {
        return Stream.of(
                        realm.isRegistrationAllowed() ? "switch off \"User registration\"" : "",
                        realm.isOrganizationsEnabled()
                                ? "switch off \"Organizations\", whose invitations let new users register"
                                : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    private static Optional<AuthenticationFlowModel> use(AuthenticationFlowModel flow) {
        return Optional.ofNullable(flow);
    }

    /** Returns whether the user has to sign in again after a reset, by the browser flow. */
    private boolean forcesLogin(AuthenticationFlowModel flow) {
        return executions
                .of(flow.getId())
                .filter(execution -> RESET_EMAIL.equals(execution.getAuthenticator()))
                .map(AuthenticationExecutionModel::getAuthenticatorConfig)
                .flatMap(config -> Stream.ofNullable(config == null ? null : realm.getAuthenticatorConfigById(config)))
                .flatMap(config -> Stream.ofNullable(config.getConfig()))
                .anyMatch(config -> "true".equalsIgnoreCase(config.get(FORCE_LOGIN)));
    }
}
