package dev.mfabridge.onelogin.bench;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.UsersFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Realms and users for a bench or a long run, as Keycloak imports them. */
public final class RealmDraft {
    public static final String CLIENT = "bench-app";
    public static final String REDIRECT = "http://bench.invalid/";

    private static final String CHEAP_PASSWORDS = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";
    private static final String FLOW = "bench";

    private RealmDraft() {}

    /**
     * Returns a realm with a public client, and with passwords that are cheap to check: otherwise a bench would measure them. With
     * {@code -DpasswordPolicy=}, the passwords have Keycloak's default.
     */
    public static RealmRepresentation realm(String name) {
        var client = new ClientRepresentation();
        client.setClientId(CLIENT);
        client.setPublicClient(true);
        client.setRedirectUris(List.of(REDIRECT + "*"));
        var realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setPasswordPolicy(System.getProperty("passwordPolicy", CHEAP_PASSWORDS));
        realm.setClients(List.of(client));
        return realm;
    }

    /** Returns a realm whose browser flow requires a password and a factor of Keycloak's or of an extension's authenticator. */
    public static RealmRepresentation withFactor(String name, String authenticator) {
        return withFactor(name, execution(authenticator, 20));
    }

    /**
     * Returns a realm whose browser flow requires a password and a OneLogin factor.
     *
     * @param oneLoginUrl the base URL of the simulator for Keycloak
     * @param settings settings of the execution besides the account
     */
    public static RealmRepresentation withOneLogin(
            String name, String oneLoginUrl, Map<ConfigProperty, String> settings) {
        var account = UsersFile.demo();
        var values = new HashMap<>(Map.of(
                ConfigProperty.BASE_URL.key(), oneLoginUrl,
                ConfigProperty.CLIENT_ID.key(), account.clientId(),
                ConfigProperty.CLIENT_SECRET.key(), account.clientSecret()));
        settings.forEach((property, value) -> values.put(property.key(), value));
        var config = new AuthenticatorConfigRepresentation();
        config.setAlias(FLOW);
        config.setConfig(values);
        var factor = execution("onelogin-mfa", 20);
        factor.setAuthenticatorConfig(FLOW);
        var realm = withFactor(name, factor);
        realm.setAuthenticatorConfig(List.of(config));
        return realm;
    }

    private static RealmRepresentation withFactor(String name, AuthenticationExecutionExportRepresentation factor) {
        var flow = new AuthenticationFlowRepresentation();
        flow.setAlias(FLOW);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(true);
        flow.setAuthenticationExecutions(List.of(execution("auth-username-password-form", 10), factor));
        var realm = realm(name);
        realm.setAuthenticationFlows(List.of(flow));
        realm.setBrowserFlow(FLOW);
        return realm;
    }

    /** Returns the page with which a login of a realm starts. */
    public static URI loginPage(String serverUrl, String realm) {
        return URI.create(
                serverUrl + "/realms/" + realm + "/protocol/openid-connect/auth?response_type=code&scope=openid"
                        + "&client_id=" + CLIENT + "&redirect_uri=http%3A%2F%2Fbench.invalid%2F");
    }

    /** Returns a user with a password and further credentials. */
    public static UserRepresentation user(String name, List<CredentialRepresentation> credentials) {
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(password(name));
        var user = new UserRepresentation();
        user.setUsername(name);
        user.setEmail(name + "@bench.example.com");
        user.setEmailVerified(true);
        user.setFirstName(name);
        user.setLastName("Example");
        user.setEnabled(true);
        var all = new ArrayList<>(List.of(password));
        all.addAll(credentials);
        user.setCredentials(all);
        return user;
    }

    public static String password(String username) {
        return "password of " + username;
    }

    /**
     * Returns a credential of this extension.
     *
     * @param deviceId OneLogin's id of the device
     * @param kind the kind of the factor, such as {@code SMS}
     */
    public static CredentialRepresentation device(String deviceId, String kind, long oneLoginUserId) {
        var device = new CredentialRepresentation();
        device.setType("onelogin");
        device.setSecretData("{}");
        device.setCredentialData("{\"deviceId\":\"%s\",\"kind\":\"%s\",\"oneLoginUserId\":\"%d\"}"
                .formatted(deviceId, kind, oneLoginUserId));
        return device;
    }

    /** Returns a required execution of a flow. */
    public static AuthenticationExecutionExportRepresentation execution(String authenticator, int priority) {
        var execution = new AuthenticationExecutionExportRepresentation();
        execution.setAuthenticator(authenticator);
        execution.setRequirement("REQUIRED");
        execution.setPriority(priority);
        return execution;
    }
}
