package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** The first factor comes from another identity provider, here another realm: ours follows. */
class BrokerIT {

    private static final Map<String, String> AT_COMPANY = Map.of("kc_idp_hint", "company");

    @Order(1)
    @RegisterExtension
    static final TestRealm company = TestRealm.withPassword().also(BrokerIT::knowsTheBroker);

    @Order(2)
    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword().also(BrokerIT::asksTheCompany);

    private static void knowsTheBroker(RealmRepresentation plan) {
        var broker = new ClientRepresentation();
        broker.setClientId("broker");
        broker.setSecret("secret of the broker");
        broker.setRedirectUris(List.of("*"));
        var clients = new ArrayList<>(plan.getClients());
        clients.add(broker);
        plan.setClients(clients);
    }

    private static void asksTheCompany(RealmRepresentation plan) {
        var settings = realm.step().defaults();
        FlowBuilder.named(TestRealmBuilder.FLOW)
                .step("auth-cookie", "ALTERNATIVE")
                .step("identity-provider-redirector", "ALTERNATIVE")
                .addTo(plan);
        FlowBuilder.named("post broker login")
                .step(TestRealm.ONELOGIN, "REQUIRED", settings)
                .addTo(plan);
        FlowBuilder.named("first broker login with OneLogin")
                .step("idp-create-user-if-unique", "ALTERNATIVE")
                .flow(
                        "ALTERNATIVE",
                        FlowBuilder.named("existing account")
                                .step("idp-confirm-link", "REQUIRED")
                                .step("idp-username-password-form", "REQUIRED")
                                .step(TestRealm.ONELOGIN, "REQUIRED", settings))
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
        var account = company.user("alice");
        var alice = realm.person(account).opensLogin(AT_COMPANY).signsInWithPassword();
        assertThat(alice.isAskedForFactor()).as(alice.page().text()).isTrue();

        alice.choosesFactor("SMS").entersCode(company.lastCodeOf(account));

        assertThat(alice.isSignedIn()).isTrue();
        assertThat(realm.admin().users().search("alice"))
                .singleElement()
                .satisfies(user -> assertThat(
                                realm.admin().users().get(user.getId()).credentials())
                        .anyMatch(credential -> credential.getType().equals("onelogin")));
    }

    @Test
    @DisplayName("A returning user must prove a factor at each login, and a wrong code fails")
    void returningUserIsChallengedAndWrongCodeFails() {
        var account = company.user("bobby", user -> user.withDevice("83" + user.id(), SimulatedFactorType.EMAIL));
        var first = realm.person(account).opensLogin(AT_COMPANY).signsInWithPassword();
        assertThat(first.entersCode(company.lastCodeOf(account)).isSignedIn()).isTrue();

        var second = realm.person(account).opensLogin(AT_COMPANY).signsInWithPassword();

        assertThat(second.isAskedForCode()).isTrue();
        assertThat(second.entersCode("000000").isSignedIn()).isFalse();
        assertThat(second.entersCode(company.lastCodeOf(account)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A user who leaves the page is not signed in and must prove the factor again")
    void userWhoLeavesThePageIsChallengedAgain() {
        var account = company.user("carol", user -> user.withDevice("83" + user.id(), SimulatedFactorType.EMAIL));
        var carol = realm.person(account).opensLogin(AT_COMPANY).signsInWithPassword();

        assertThat(carol.opensLogin().isSignedIn()).isFalse();
        carol.opensLogin(AT_COMPANY);

        assertThat(carol.isSignedIn()).isFalse();
        assertThat(carol.isAskedForCode()).as(carol.page().text()).isTrue();
    }

    @Test
    @DisplayName("A link to an existing user requires that user's factor first")
    void linkToExistingUserRequiresTheFactor() {
        var account = realm.enrolled("dave", SimulatedFactorType.EMAIL);
        var atCompany = withEmail(company.strangerToOneLogin("dave-at-company"), account.email());
        var dave = realm.person(atCompany).opensLogin(AT_COMPANY).signsInWithPassword();
        dave.submits("#kc-register-form", Map.of("submitAction", "linkAccount"));
        dave.submits("#kc-form-login", Map.of("username", account.username(), "password", account.password()));

        assertThat(dave.isAskedForCode()).as(dave.page().text()).isTrue();
        assertThat(dave.entersCode("000000").isSignedIn()).isFalse();

        assertThat(realm.admin().users().get(account.id()).getFederatedIdentity())
                .isEmpty();
        var linked = dave.entersCode(realm.lastCodeOf(account));
        assertThat(realm.admin().users().get(account.id()).getFederatedIdentity())
                .hasSize(1);
        assertThat(linked.isSignedIn())
                .as("the post broker login asks once more")
                .isFalse();
        assertThat(linked.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
    }

    private static TestUser withEmail(TestUser account, String email) {
        var user = company.admin().users().get(account.id());
        var changed = user.toRepresentation();
        changed.setEmail(email);
        user.update(changed);
        return account;
    }
}
