package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.TestRealmBuilder.FlowEntry;
import dev.mfabridge.onelogin.it.TestRealmBuilder.Subflow;
import dev.mfabridge.onelogin.it.secrets.RunRecord;
import dev.mfabridge.onelogin.it.server.Cluster;
import dev.mfabridge.onelogin.it.server.ServerLog;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderSimpleRepresentation;
import org.keycloak.representations.info.ServerInfoRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/**
 * Realm of one test class, which the class registers as a static extension.
 *
 * <p>The realm has methods to prepare a test, and the view of an administrator to check the result.
 */
public final class TestRealm implements BeforeAllCallback, AdminView {

    /** Provider id of the execution under test. */
    public static final String ONELOGIN = "onelogin-mfa";

    /** Id of the required action. */
    static final String ENROLLMENT = "onelogin-enroll";

    private final String name =
            TestBed.REALM_PREFIX + UUID.randomUUID().toString().substring(0, 8);
    private final TestRealmBuilder builder;
    private Consumer<RealmRepresentation> customization = realm -> {};
    private boolean isDefault;
    private TestBed bed;
    private Keycloak administrator;

    private TestRealm(TestRealmBuilder builder) {
        this.builder = builder;
    }

    /** Creates a realm that asks only for a password. */
    public static TestRealm withPassword() {
        return withNothing().then("auth-username-password-form", "REQUIRED");
    }

    /** Creates a realm as the admin console creates it from a name, with one application. */
    static TestRealm asCreatedInConsole() {
        return imported(realm -> {});
    }

    /**
     * Creates a realm as the admin console creates it, with one application and with what a file says.
     *
     * @param file the changes to a realm without flows, settings, protection and required actions
     */
    static TestRealm imported(Consumer<RealmRepresentation> file) {
        var realm = withPassword().customized(representation -> {
            representation.setBrowserFlow(null);
            representation.setDirectGrantFlow(null);
            representation.setAuthenticationFlows(null);
            representation.setAuthenticatorConfig(null);
            representation.setBruteForceProtected(null);
            representation.setAttributes(null);
            file.accept(representation);
        });
        realm.isDefault = true;
        return realm;
    }

    /** Creates a realm without executions. */
    public static TestRealm withNothing() {
        return new TestRealm(TestRealmBuilder.empty());
    }

    /** Creates a realm that asks for a password, then for a OneLogin factor. */
    public static TestRealm withOneLogin() {
        return withPassword().then(ONELOGIN, "REQUIRED");
    }

    /** Adds an execution at the end. */
    public TestRealm then(String authenticator, String requirement) {
        return new TestRealm(builder.with(new FlowEntry(authenticator, requirement)));
    }

    /** Adds a subflow with these executions at the end. */
    TestRealm thenInSubflow(String requirement, FlowEntry... entries) {
        return new TestRealm(builder.with(new Subflow(requirement, List.of(entries))));
    }

    /** Sets the number of failures in a row after which a user is locked out, instead of 30. */
    public TestRealm lockingOutAfter(int failures) {
        return new TestRealm(builder.withFailureFactor(failures));
    }

    /** Adds flows, clients, identity providers and the like. The method must be called last. */
    TestRealm customized(Consumer<RealmRepresentation> newCustomization) {
        var realm = new TestRealm(builder);
        realm.customization = newCustomization;
        return realm;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        bed = TestBed.of(context);
        administrator = bed.administrator(name);
        var settings = builder.uses(ONELOGIN)
                ? Map.of(ONELOGIN, execution().defaults())
                : Map.<String, Map<String, String>>of();
        var realm = builder.build(name, bed.signingKey(), settings);
        customization.accept(realm);
        bed.admin().realms().create(realm);
        if (isDefault) {
            return;
        }
        unmanagedAttributes(UnmanagedAttributePolicy.ADMIN_EDIT);
        register(ENROLLMENT, "Set up OneLogin factor");
        register("onelogin-forget-browsers", "Forget browsers remembered for OneLogin");
    }

    /** Creates this realm from a file, after the realm was removed. */
    void creates(RealmRepresentation realm) {
        bed.admin().realms().create(realm);
    }

    /** Registers a required action, since Keycloak adds those of extensions to no realm. */
    private void register(String id, String name) {
        var action = new RequiredActionProviderSimpleRepresentation();
        action.setProviderId(id);
        action.setName(name);
        admin().flows().registerRequiredAction(action);
    }

    /** Returns the execution under test, for an administrator's changes. */
    OneLoginExecution execution() {
        return new OneLoginExecution(bed, admin());
    }

    /** Sets the theme of the login pages, such as {@code keycloak.v2}. */
    public void loginTheme(String theme) {
        var realm = admin().toRepresentation();
        realm.setLoginTheme(theme);
        admin().update(realm);
    }

    /** Sets who can read and edit attributes that the user profile doesn't declare; the default is administrators. */
    public void unmanagedAttributes(UnmanagedAttributePolicy policy) {
        var profile = admin().users().userProfile().getConfiguration();
        profile.setUnmanagedAttributePolicy(policy);
        admin().users().userProfile().update(profile);
    }

    /** Binds Keycloak's own flows, which don't have the execution. */
    void unbindFlows() {
        var changed = admin().toRepresentation();
        changed.setBrowserFlow("browser");
        changed.setDirectGrantFlow("direct grant");
        admin().update(changed);
    }

    /** Creates a user with a password and a verified e-mail address, whose OneLogin user can enroll SMS and e-mail. */
    public TestUser user(String username) {
        return user(username, UnaryOperator.identity());
    }

    /**
     * Creates a user with a password and a verified e-mail address, and the user's OneLogin user.
     *
     * @param inOneLogin changes of the OneLogin user, such as factors or status
     */
    public TestUser user(String username, UnaryOperator<SimulatedUser> inOneLogin) {
        return users().user(username, inOneLogin);
    }

    /** Creates a user without a OneLogin user. */
    public TestUser userOnlyInKeycloak(String username) {
        return users().userOnlyInKeycloak(username);
    }

    /** Returns the users of this realm. */
    TestUsers users() {
        return new TestUsers(bed, name);
    }

    /** Returns the address of this realm for a browser. */
    String address() {
        return bed.server().baseUrl() + "/realms/" + name;
    }

    /** Returns the address of this realm for Keycloak. */
    String addressFromKeycloak() {
        return bed.server().urlFromItself() + "/realms/" + name;
    }

    /** Returns the address of this realm in the admin console. */
    String consoleAddress() {
        return bed.server().baseUrl() + "/admin/master/console/#/" + name;
    }

    /** Returns the address to which an application sends users for a login. */
    public String loginAddress() {
        return new OpenIdClient(bed.server().baseUrl(), name).login().toString();
    }

    /**
     * Requests a token with the user's password.
     *
     * @param more further parameters of the request
     */
    TokenResponse requestToken(TestUser user, Map<String, String> more) {
        return new OpenIdClient(bed.server().baseUrl(), name).requestToken(user, more);
    }

    /** Puts the user in front of a new browser. */
    public Person person(TestUser user) {
        return new Person(new Browser(), new OpenIdClient(bed.server().baseUrl(), name), user);
    }

    /** Puts the user in front of a browser that was used before. */
    Person person(Browser browser, TestUser user) {
        return new Person(browser, new OpenIdClient(bed.server().baseUrl(), name), user);
    }

    /** Returns an address of the realm in the admin REST API, for calls that the typed client doesn't have. */
    URI adminAddress(String path) {
        return URI.create(bed.server().baseUrl() + "/admin/realms/" + name + "/" + path);
    }

    String adminToken() {
        return administrator.tokenManager().getAccessTokenString();
    }

    /** Puts the user's credential of that type first, since Keycloak asks for the first one of several alternatives. */
    void putFirst(TestUser user, String type) {
        var resource = admin().users().get(user.id());
        resource.credentials().stream()
                .filter(credential -> credential.getType().equals(type))
                .forEach(credential -> resource.moveCredentialToFirst(credential.getId()));
    }

    /** Requires the user to set up a OneLogin factor at the next login. */
    void requestEnrollment(TestUser user) {
        var resource = admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setRequiredActions(List.of(ENROLLMENT));
        resource.update(changed);
    }

    @Override
    public RealmResource admin() {
        return administrator.realm(name);
    }

    /** Returns Keycloak's admin API of the realm for the user of that client. */
    RealmResource as(Keycloak client) {
        return client.realm(name);
    }

    /** Returns this extension's admin API for the realm's own administrator of the whole server. */
    AdminApi api() {
        return api(administrator);
    }

    /** Returns this extension's admin API for the user of that client. */
    AdminApi api(Keycloak client) {
        return client.proxy(
                AdminApi.class, URI.create(bed.server().baseUrl() + "/admin/realms/" + name + "/onelogin-mfa"));
    }

    /** Returns the builder of an admin client that signs in to this realm. */
    KeycloakBuilder adminClient() {
        return KeycloakBuilder.builder().serverUrl(bed.server().baseUrl()).realm(name);
    }

    /** Returns a client of an administrator who is a service account with only these roles. The caller closes the client. */
    Keycloak administrator(String clientId, String... roles) {
        var representation = new ClientRepresentation();
        representation.setClientId(clientId);
        representation.setSecret("secret of " + clientId);
        RunRecord.used("the secret of " + clientId, representation.getSecret());
        representation.setServiceAccountsEnabled(true);
        representation.setPublicClient(false);
        admin().clients().create(representation).close();
        var clients = admin().clients();
        var serviceAccount =
                clients.get(clients.findByClientId(clientId).get(0).getId()).getServiceAccountUser();
        var management = clients.findByClientId("realm-management").get(0).getId();
        var known = clients.get(management).roles();
        admin().users()
                .get(serviceAccount.getId())
                .roles()
                .clientLevel(management)
                .add(Stream.of(roles)
                        .map(role -> known.get(role).toRepresentation())
                        .toList());
        return adminClient()
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(clientId)
                .clientSecret(representation.getSecret())
                .build();
    }

    /** Returns the control of the simulator, which all classes share. */
    public SimulatorClient oneLogin() {
        return bed.oneLogin();
    }

    /** Returns OneLogin's address for a browser of this machine. */
    String oneLoginFromHere() {
        return bed.server().oneLogin().fromHere();
    }

    /** Returns the latest code that OneLogin sent to the user. */
    public String lastCodeOf(TestUser user) {
        return bed.oneLogin().lastCodeFor(user.oneLoginId()).orElseThrow();
    }

    /** Returns the server's log, which has lines of other classes as well. */
    public ServerLog log() {
        return bed.server().log();
    }

    /** Returns the number of nodes, of which each writes what the log says only once. */
    int nodes() {
        return bed.server().nodes();
    }

    /** Reads the metrics of this realm at one node. */
    MetricsPage metricsOf(int node) {
        return MetricsPage.read(cluster().managementUrl(node), name);
    }

    /** Returns the control of the nodes, for tests that run alone. */
    Cluster cluster() {
        return bed.server().cluster();
    }

    /** Reads what the server says of itself and its providers. */
    ServerInfoRepresentation serverInfo() {
        return administrator.serverInfo().getInfo();
    }

    /** Reads the metrics of this realm. */
    MetricsPage metrics() {
        return MetricsPage.read(bed.server().managementUrl(), name);
    }
}
