package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.server.ServerLog;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Tests of a login in which another identity provider, here another realm, checks the first factor (S3). */
@ResourceLock(value = ServerLog.STACK_TRACES, mode = ResourceAccessMode.READ_WRITE)
class BrokerIT {

    private static final Map<String, String> AT_COMPANY = Map.of("kc_idp_hint", "company");

    @Order(1)
    @RegisterExtension
    static final TestRealm company = TestRealm.withPassword().customized(BrokerIT::registerBroker);

    @Order(2)
    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword().customized(BrokerIT::addIdentityProvider);

    private static void registerBroker(RealmRepresentation plan) {
        var broker = new ClientRepresentation();
        broker.setClientId("broker");
        broker.setSecret("secret of the broker");
        broker.setRedirectUris(List.of("*"));
        var clients = new ArrayList<>(plan.getClients());
        clients.add(broker);
        plan.setClients(clients);
    }

    private static void addIdentityProvider(RealmRepresentation plan) {
        var settings = realm.execution().defaults();
        FlowBuilder.named(TestRealmBuilder.FLOW)
                .execution("auth-cookie", "ALTERNATIVE")
                .execution("identity-provider-redirector", "ALTERNATIVE")
                .addTo(plan);
        FlowBuilder.named("post broker login")
                .execution(TestRealm.ONELOGIN, "REQUIRED", settings)
                .addTo(plan);
        FlowBuilder.named("first broker login with OneLogin")
                .execution("idp-create-user-if-unique", "ALTERNATIVE")
                .subflow(
                        "ALTERNATIVE",
                        FlowBuilder.named("existing account")
                                .execution("idp-confirm-link", "REQUIRED")
                                .execution("idp-username-password-form", "REQUIRED")
                                .execution(TestRealm.ONELOGIN, "REQUIRED", settings))
                .addTo(plan);
        var provider = new IdentityProviderRepresentation();
        provider.setAlias("company");
        provider.setProviderId("oidc");
        provider.setEnabled(true);
        provider.setTrustEmail(true);
        provider.setFirstBrokerLoginFlowAlias("first broker login with OneLogin");
        provider.setPostBrokerLoginFlowAlias("post broker login");
        provider.setConfig(Map.of(
                "clientId", "broker",
                "clientSecret", "secret of the broker",
                "clientAuthMethod", "client_secret_post",
                "defaultScope", "openid profile email",
                "disableUserInfo", "true",
                "authorizationUrl", company.address() + "/protocol/openid-connect/auth",
                "tokenUrl", company.addressFromKeycloak() + "/protocol/openid-connect/token"));
        plan.setIdentityProviders(List.of(provider));
    }

    @Test
    @DisplayName("A new user enrolls a factor after the login at the identity provider")
    void newUserEnrollsAfterTheIdentityProvider() {
        var user = company.user("alice");
        var alice = realm.person(user).opensLogin(AT_COMPANY).signsInWithPassword();
        assertThat(alice.isAskedForFactor()).as(alice.page().text()).isTrue();

        alice.choosesFactor("SMS").entersCode(company.lastCodeOf(user));

        assertThat(alice.isSignedIn()).isTrue();
        assertThat(realm.admin().users().search("alice"))
                .singleElement()
                .satisfies(created -> assertThat(
                                realm.admin().users().get(created.getId()).credentials())
                        .anyMatch(credential -> credential.getType().equals("onelogin")));
    }

    @Test
    @DisplayName("A returning user must prove a factor at each login, and a wrong code fails")
    void returningUserIsChallengedAndWrongCodeFails() {
        var user = company.user("bobby").withDevice(SimulatedFactorType.EMAIL);
        var first = realm.person(user).opensLogin(AT_COMPANY).signsInWithPassword();
        assertThat(first.entersCode(company.lastCodeOf(user)).isSignedIn()).isTrue();

        var second = realm.person(user).opensLogin(AT_COMPANY).signsInWithPassword();

        assertThat(second.isAskedForCode()).isTrue();
        assertThat(second.entersCode("000000").isSignedIn()).isFalse();
        assertThat(second.entersCode(company.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName("A return from the identity provider sends nothing before the user continues")
    void returnFromIdentityProviderSendsNothingBeforeTheButton() {
        var user = company.user("erin").withDevice(SimulatedFactorType.EMAIL);
        var erin = realm.person(user).isCareful().opensLogin(AT_COMPANY).signsInWithPassword();

        assertThat(erin.isAskedToStart()).as(erin.page().text()).isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
        assertThat(erin.starts().entersCode(company.lastCodeOf(user)).isSignedIn())
                .isTrue();
    }

    @Test
    @DisplayName("A user who leaves the page is not signed in and must prove the factor again")
    void userWhoLeavesThePageIsChallengedAgain() {
        var user = company.user("carol").withDevice(SimulatedFactorType.EMAIL);
        var carol = realm.person(user).opensLogin(AT_COMPANY).signsInWithPassword();

        assertThat(carol.opensLogin().isSignedIn()).isFalse();
        carol.opensLogin(AT_COMPANY);

        assertThat(carol.isSignedIn()).isFalse();
        assertThat(carol.isAskedForCode()).as(carol.page().text()).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A link to an existing user requires that user's factor first")
    void linkToExistingUserRequiresTheFactor() {
        var user = realm.user("dave").enrolled(SimulatedFactorType.EMAIL);
        var atCompany = withEmail(company.userOnlyInKeycloak("dave-at-company"), user.email());
        var dave = realm.person(atCompany).opensLogin(AT_COMPANY).signsInWithPassword();
        dave.submits("#kc-register-form", Map.of("submitAction", "linkAccount"));
        dave.submits("#kc-form-login", Map.of("username", user.username(), "password", user.password()));

        assertThat(dave.isAskedForCode()).as(dave.page().text()).isTrue();
        assertThat(dave.entersCode("000000").isSignedIn()).isFalse();

        assertThat(realm.admin().users().get(user.id()).getFederatedIdentity()).isEmpty();
        var linked = dave.entersCode(realm.lastCodeOf(user));
        assertThat(realm.admin().users().get(user.id()).getFederatedIdentity()).hasSize(1);
        assertThat(linked.isSignedIn())
                .as("the post broker login challenges the user once more")
                .isFalse();
        assertThat(linked.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    private static TestUser withEmail(TestUser user, String email) {
        var resource = company.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setEmail(email);
        resource.update(changed);
        return user;
    }
}
