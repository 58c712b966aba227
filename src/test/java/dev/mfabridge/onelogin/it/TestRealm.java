package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.it.TestRealmBuilder.FlowEntry;
import dev.mfabridge.onelogin.it.TestRealmBuilder.Subflow;
import dev.mfabridge.onelogin.it.server.ServerLog;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderSimpleRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/**
 * A realm of its own for each test class, registered as a static extension; what a test arranges in it and what an
 * administrator sees in it afterwards.
 */
public final class TestRealm implements BeforeAllCallback, AdminView {

    /** The id of the step under test. */
    public static final String ONELOGIN = "onelogin-mfa";

    /** The id of the required action. */
    static final String ENROLMENT = "onelogin-enroll";

    private final String name =
            TestBed.REALM_PREFIX + UUID.randomUUID().toString().substring(0, 8);
    private final TestRealmBuilder plan;
    private Consumer<RealmRepresentation> change = realm -> {};
    private boolean isUntouched;
    private TestBed bed;

    private TestRealm(TestRealmBuilder plan) {
        this.plan = plan;
    }

    /** Asks for a password and nothing else. */
    public static TestRealm withPassword() {
        return withNothing().then("auth-username-password-form", "REQUIRED");
    }

    /** As Keycloak makes one for an administrator who enters a name, with an application in it. */
    static TestRealm asKeycloakMakesIt() {
        var realm = withPassword().also(settings -> {
            settings.setBrowserFlow(null);
            settings.setDirectGrantFlow(null);
            settings.setAuthenticationFlows(null);
            settings.setAuthenticatorConfig(null);
            settings.setBruteForceProtected(null);
        });
        realm.isUntouched = true;
        return realm;
    }

    /** Asks for nothing before the steps that are added. */
    public static TestRealm withNothing() {
        return new TestRealm(new TestRealmBuilder(List.of(), Optional.empty(), 30));
    }

    /** Asks for a password, then for a OneLogin factor. */
    public static TestRealm withOneLogin() {
        return withPassword().then(ONELOGIN, "REQUIRED");
    }

    /** The same with one more step at the end. */
    public TestRealm then(String authenticator, String requirement) {
        var steps = new ArrayList<>(plan.steps());
        steps.add(new FlowEntry(authenticator, requirement));
        return new TestRealm(new TestRealmBuilder(List.copyOf(steps), plan.subflow(), plan.failureFactor()));
    }

    /** The same with these steps in a subflow at the end. */
    TestRealm thenInSubflow(String requirement, FlowEntry... steps) {
        var subflow = new Subflow(requirement, List.of(steps));
        return new TestRealm(new TestRealmBuilder(plan.steps(), Optional.of(subflow), plan.failureFactor()));
    }

    /** The same, locking a person out after so many failures in a row (30 otherwise). */
    public TestRealm lockingOutAfter(int failures) {
        return new TestRealm(new TestRealmBuilder(plan.steps(), plan.subflow(), failures));
    }

    /** The same with what else an administrator has in it: flows, clients, identity providers. To be said last. */
    TestRealm also(Consumer<RealmRepresentation> changes) {
        var realm = new TestRealm(plan);
        realm.change = changes;
        return realm;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        bed = TestBed.of(context);
        var settings =
                plan.uses(ONELOGIN) ? Map.of(ONELOGIN, step().defaults()) : Map.<String, Map<String, String>>of();
        var realm = plan.realm(name, bed.signingKey(), settings);
        change.accept(realm);
        bed.admin().realms().create(realm);
        if (isUntouched) {
            return;
        }
        unmanagedAttributes(UnmanagedAttributePolicy.ADMIN_EDIT);
        register(ENROLMENT, "Set up OneLogin factor");
        register("onelogin-forget-browsers", "Forget browsers remembered for OneLogin");
    }

    /** Keycloak adds the required actions of extensions to no realm by itself. */
    private void register(String id, String name) {
        var action = new RequiredActionProviderSimpleRepresentation();
        action.setProviderId(id);
        action.setName(name);
        admin().flows().registerRequiredAction(action);
    }

    /** The step under test, as an administrator configures it. */
    OneLoginExecution step() {
        return new OneLoginExecution(bed, admin());
    }

    /** Chooses the theme of the login pages, such as {@code keycloak.v2}. */
    public void loginTheme(String theme) {
        var realm = admin().toRepresentation();
        realm.setLoginTheme(theme);
        admin().update(realm);
    }

    /** Decides who sees and edits attributes that the user profile doesn't declare; otherwise, administrators. */
    public void unmanagedAttributes(UnmanagedAttributePolicy policy) {
        var profile = admin().users().userProfile().getConfiguration();
        profile.setUnmanagedAttributePolicy(policy);
        admin().users().userProfile().update(profile);
    }

    /** An account with a password and a verified e-mail address, and the same person in OneLogin with SMS and e-mail on offer. */
    public TestUser user(String username) {
        return user(username, UnaryOperator.identity());
    }

    /** @param inOneLogin what is different about the person there: factors, devices, status */
    public TestUser user(String username, UnaryOperator<SimulatedUser> inOneLogin) {
        return accounts().user(username, inOneLogin);
    }

    /** The same with a device that is enrolled on both sides. */
    TestUser enrolled(String username, SimulatedFactorType kind) {
        return accounts().enrolled(username, kind);
    }

    /** An account that OneLogin knows nothing of. */
    public TestUser strangerToOneLogin(String username) {
        return accounts().strangerToOneLogin(username);
    }

    /** Returns the users of this realm. */
    TestUsers accounts() {
        return new TestUsers(bed, name);
    }

    /** Where this realm is, for a browser. */
    String address() {
        return bed.server().baseUrl() + "/realms/" + name;
    }

    /** Where this realm is, for Keycloak. */
    String addressFromKeycloak() {
        return bed.server().urlFromItself() + "/realms/" + name;
    }

    /** Where this realm is in the admin console. */
    String consoleAddress() {
        return bed.server().baseUrl() + "/admin/master/console/#/" + name;
    }

    /** Where an application sends people to sign in. */
    public String loginAddress() {
        return new OpenIdClient(bed.server().baseUrl(), name).login().toString();
    }

    /** A program that knows the person's password asks for a token. @param more what the request says besides */
    TokenResponse asksForToken(TestUser account, Map<String, String> more) {
        return new OpenIdClient(bed.server().baseUrl(), name).asksWithPassword(account, more);
    }

    /** A person with a browser of their own who has not opened anything yet. */
    public Person person(TestUser account) {
        return new Person(new Browser(), new OpenIdClient(bed.server().baseUrl(), name), account);
    }

    /** The same in front of a browser that has been used already. */
    Person person(Browser browser, TestUser account) {
        return new Person(browser, new OpenIdClient(bed.server().baseUrl(), name), account);
    }

    /** Where the admin REST API has this realm's things, for calls that the typed client doesn't fit. */
    URI adminAddress(String path) {
        return URI.create(bed.server().baseUrl() + "/admin/realms/" + name + "/" + path);
    }

    String adminToken() {
        return bed.admin().tokenManager().getAccessTokenString();
    }

    /** Puts the person's credential of that type before all others: of alternatives, Keycloak asks for that one. */
    void putFirst(TestUser account, String type) {
        var user = admin().users().get(account.id());
        user.credentials().stream()
                .filter(credential -> credential.getType().equals(type))
                .forEach(credential -> user.moveCredentialToFirst(credential.getId()));
    }

    /** Has the person set up a OneLogin factor at the next sign-in. */
    void requestEnrollment(TestUser account) {
        var user = admin().users().get(account.id());
        var changed = user.toRepresentation();
        changed.setRequiredActions(List.of(ENROLMENT));
        user.update(changed);
    }

    @Override
    public RealmResource admin() {
        return bed.admin().realm(name);
    }

    /** This extension's admin API, for the administrator of the whole server. */
    AdminApi api() {
        return api(bed.admin());
    }

    /** The same for whoever that client is signed in as. */
    AdminApi api(Keycloak client) {
        return client.proxy(
                AdminApi.class, URI.create(bed.server().baseUrl() + "/admin/realms/" + name + "/onelogin-mfa"));
    }

    /** What a program signs in with to use the admin API as one of this realm's. */
    KeycloakBuilder adminClient() {
        return KeycloakBuilder.builder().serverUrl(bed.server().baseUrl()).realm(name);
    }

    /** OneLogin, seen from outside: what it was asked, what it sent, how it shall behave. Other classes use it too. */
    public SimulatorClient oneLogin() {
        return bed.oneLogin();
    }

    /** Where a person's own browser reaches OneLogin. */
    String oneLoginFromHere() {
        return bed.server().oneLogin().fromHere();
    }

    /** The code that was sent to the person last. */
    public String lastCodeOf(TestUser account) {
        return bed.oneLogin().lastCodeFor(account.oneLoginId()).orElseThrow();
    }

    /** The server's, with the lines of other classes between this one's. */
    public ServerLog log() {
        return bed.server().log();
    }

    /** What the server's metrics say of this realm. */
    MetricsPage metrics() {
        return MetricsPage.read(bed.server().managementUrl(), name);
    }
}
