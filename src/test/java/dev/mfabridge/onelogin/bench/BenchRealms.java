package dev.mfabridge.onelogin.bench;

import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import dev.mfabridge.onelogin.simulator.UsersFile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Realms of the bench: one whose users need OneLogin, and another one without OneLogin. */
record BenchRealms(Keycloak admin, String serverUrl, List<BenchUser> users) implements AutoCloseable {
    private static final String WITH_ONELOGIN = "bench-onelogin";
    private static final String OTHER = "bench-other";
    private static final String CLIENT = "bench-app";
    private static final String FLOW = "bench";

    static BenchRealms create(KeycloakServer keycloak, int users) {
        var realms = new BenchRealms(
                keycloak.admin(),
                keycloak.baseUrl(),
                IntStream.range(0, users).mapToObj(BenchUser::number).toList());
        realms.remove();
        realms.admin.realms().create(realm(OTHER));
        realms.admin.realms().create(realms.withOneLogin(keycloak.oneLogin().fromKeycloak()));
        return realms;
    }

    /** Adds the users and their devices to OneLogin. */
    static void addToOneLogin(SimulatorClient oneLogin, List<BenchUser> users) {
        users.forEach(user -> oneLogin.addUser(SimulatedUser.named(user.oneLoginId(), user.name())
                .withDevice(user.device(), SimulatedFactorType.SMS)));
    }

    URI loginPage() {
        return loginPage(WITH_ONELOGIN);
    }

    URI loginPageOfOtherRealm() {
        return loginPage(OTHER);
    }

    private URI loginPage(String realm) {
        return URI.create(
                serverUrl + "/realms/" + realm + "/protocol/openid-connect/auth?response_type=code&scope=openid"
                        + "&client_id=" + CLIENT + "&redirect_uri=http%3A%2F%2Fbench.invalid%2F");
    }

    private RealmRepresentation withOneLogin(String oneLoginUrl) {
        var realm = realm(WITH_ONELOGIN);
        // Passwords that are expensive to check would be measured in place of OneLogin.
        realm.setPasswordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
        var account = UsersFile.demo();
        var config = new AuthenticatorConfigRepresentation();
        config.setAlias(FLOW);
        config.setConfig(Map.of(
                ConfigProperty.BASE_URL.key(), oneLoginUrl,
                ConfigProperty.CLIENT_ID.key(), account.clientId(),
                ConfigProperty.CLIENT_SECRET.key(), account.clientSecret()));
        realm.setAuthenticatorConfig(List.of(config));
        var password = execution("auth-username-password-form", 10);
        var factor = execution("onelogin-mfa", 20);
        factor.setAuthenticatorConfig(FLOW);
        var flow = new AuthenticationFlowRepresentation();
        flow.setAlias(FLOW);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(true);
        flow.setAuthenticationExecutions(List.of(password, factor));
        realm.setAuthenticationFlows(List.of(flow));
        realm.setBrowserFlow(FLOW);
        realm.setUsers(users.stream().map(BenchRealms::representation).toList());
        return realm;
    }

    private static RealmRepresentation realm(String name) {
        var client = new ClientRepresentation();
        client.setClientId(CLIENT);
        client.setPublicClient(true);
        client.setRedirectUris(List.of("http://bench.invalid/*"));
        var realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setClients(List.of(client));
        return realm;
    }

    private static AuthenticationExecutionExportRepresentation execution(String authenticator, int priority) {
        var execution = new AuthenticationExecutionExportRepresentation();
        execution.setAuthenticator(authenticator);
        execution.setRequirement("REQUIRED");
        execution.setPriority(priority);
        return execution;
    }

    private static UserRepresentation representation(BenchUser user) {
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(user.password());
        var device = new CredentialRepresentation();
        device.setType("onelogin");
        device.setSecretData("{}");
        device.setCredentialData("{\"deviceId\":\"%s\",\"kind\":\"SMS\",\"oneLoginUserId\":\"%d\"}"
                .formatted(user.device(), user.oneLoginId()));
        var representation = new UserRepresentation();
        representation.setUsername(user.name());
        representation.setEmail(user.name() + "@bench.example.com");
        representation.setEmailVerified(true);
        representation.setFirstName(user.name());
        representation.setLastName("Example");
        representation.setEnabled(true);
        representation.setCredentials(List.of(password, device));
        return representation;
    }

    private void remove() {
        admin.realms().findAll().stream()
                .filter(realm -> List.of(WITH_ONELOGIN, OTHER).contains(realm.getRealm()))
                .forEach(realm -> admin.realm(realm.getRealm()).remove());
    }

    @Override
    public void close() {
        remove();
        admin.close();
    }
}
