package dev.mfabridge.onelogin.keycloak.realmcheck;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmCheck.Depth;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/**
 * Clients of a realm by which users reach a session. A realm can have thousands of clients, so they are read as a stream,
 * at most once, and no more than the limit.
 */
final class RealmClients {
    private static final String SAML = "saml";
    private static final String DOCKER = "docker-v2";
    private static final String ALLOWS_ECP = "saml.allow.ecp.flow";
    private static final String ALLOWS_DEVICE_FLOW = "oauth2.device.authorization.grant.enabled";

    private final RealmModel realm;
    private final Depth depth;

    private Scan scan;

    RealmClients(RealmModel realm, Depth depth) {
        this.realm = realm;
        this.depth = depth;
    }

    /**
     * Names of the clients that use the realm's flows.
     *
     * @param directGrants clients with direct grants by the realm's direct grant flow
     * @param docker clients of container registries
     * @param ecp SAML clients that let users sign in by the profile ECP
     * @param isComplete whether the scan read every client
     */
    record Scan(NameList directGrants, NameList docker, NameList ecp, boolean isComplete) {}

    /** Returns the names, read once. Each realm has {@code admin-cli}, which takes passwords by default. */
    Scan scan() {
        if (scan == null) {
            scan = read();
        }
        return scan;
    }

    /** Returns whether a scan took place and reached the limit. */
    boolean isCutOff() {
        return scan != null && !scan.isComplete();
    }

    Depth depth() {
        return depth;
    }

    /** Returns the names of the clients whose browser flow is this flow. */
    NameList withBrowserFlow(AuthenticationFlowModel flow) {
        return overriding(AuthenticationFlowBindings.BROWSER_BINDING, flow, RealmClients::takesBrowserLogins);
    }

    /** Returns the names of the clients whose direct grant flow is this flow. */
    NameList withDirectGrantFlow(AuthenticationFlowModel flow) {
        return overriding(AuthenticationFlowBindings.DIRECT_GRANT_BINDING, flow, RealmClients::takesPasswords);
    }

    private Scan read() {
        var read = new AtomicInteger();
        var found = new Scan(new NameList(), new NameList(), new NameList(), false);
        var first = Optional.ofNullable(realm.getClientByClientId(Constants.ADMIN_CLI_CLIENT_ID));
        first.ifPresent(client -> add(client, found));
        try (var clients = realm.getClientsStream(0, depth.clientLimit() + 1)) {
            clients.filter(client -> read.incrementAndGet() <= depth.clientLimit())
                    .filter(client -> !client.getClientId().equals(Constants.ADMIN_CLI_CLIENT_ID))
                    .forEach(client -> add(client, found));
        }
        var isComplete = read.get() <= depth.clientLimit();
        if (!isComplete) {
            Stream.of(found.directGrants(), found.docker(), found.ecp()).forEach(NameList::setOpenEnd);
        }
        return new Scan(found.directGrants(), found.docker(), found.ecp(), isComplete);
    }

    private void add(ClientModel client, Scan found) {
        if (takesPasswords(client) && !overridesDirectGrantFlow(client)) {
            found.directGrants().add(client.getClientId());
        } else if (client.isEnabled() && DOCKER.equals(client.getProtocol())) {
            found.docker().add(client.getClientId());
        } else if (client.isEnabled() && isSaml(client) && isTrue(client, ALLOWS_ECP)) {
            found.ecp().add(client.getClientId());
        }
    }

    private NameList overriding(String binding, AuthenticationFlowModel flow, Predicate<ClientModel> isOpen) {
        return names(
                realm.searchClientByAuthenticationFlowBindingOverrides(
                        Map.of(binding, flow.getId()), 0, depth.clientLimit()),
                isOpen);
    }

    private static NameList names(Stream<ClientModel> found, Predicate<ClientModel> isOpen) {
        var names = new NameList();
        try (found) {
            found.filter(isOpen).map(ClientModel::getClientId).forEach(names::add);
        }
        return names;
    }

    /** Returns whether the client has a direct grant flow of its own. Keycloak ignores an override by a missing flow. */
    private boolean overridesDirectGrantFlow(ClientModel client) {
        return Optional.ofNullable(
                        client.getAuthenticationFlowBindingOverride(AuthenticationFlowBindings.DIRECT_GRANT_BINDING))
                .map(realm::getAuthenticationFlowById)
                .isPresent();
    }

    private static boolean takesPasswords(ClientModel client) {
        return client.isEnabled()
                && client.isDirectAccessGrantsEnabled()
                && !client.isBearerOnly()
                && !isSaml(client)
                && !DOCKER.equals(client.getProtocol());
    }

    private static boolean takesBrowserLogins(ClientModel client) {
        return client.isEnabled()
                && !client.isBearerOnly()
                && (isSaml(client)
                        || client.isStandardFlowEnabled()
                        || client.isImplicitFlowEnabled()
                        || isTrue(client, ALLOWS_DEVICE_FLOW));
    }

    private static boolean isSaml(ClientModel client) {
        return SAML.equals(client.getProtocol());
    }

    private static boolean isTrue(ClientModel client, String attribute) {
        return Boolean.parseBoolean(client.getAttribute(attribute));
    }
}
