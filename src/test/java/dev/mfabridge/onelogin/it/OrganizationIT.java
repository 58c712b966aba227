package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Logins in a realm with organizations, which asks for the user name first. The execution follows the password as in other realms. */
class OrganizationIT {

    private static final Map<String, String> ORGANIZATION = Map.of("scope", "openid organization");

    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword().customized(OrganizationIT::addIdentityFirstFlow);

    private static void addIdentityFirstFlow(RealmRepresentation representation) {
        representation.setOrganizationsEnabled(true);
        FlowBuilder.named(TestRealmBuilder.FLOW)
                .execution("auth-cookie", "ALTERNATIVE")
                .subflow(
                        "ALTERNATIVE",
                        FlowBuilder.named("organization")
                                .subflow(
                                        "CONDITIONAL",
                                        FlowBuilder.named("identity first")
                                                .execution("conditional-user-configured", "REQUIRED")
                                                .execution("organization", "ALTERNATIVE")))
                .subflow(
                        "ALTERNATIVE",
                        FlowBuilder.named(TestRealmBuilder.FORMS)
                                .execution("auth-username-password-form", "REQUIRED")
                                .execution(
                                        TestRealm.ONELOGIN,
                                        "REQUIRED",
                                        realm.execution().defaults()))
                .addTo(representation);
    }

    @BeforeAll
    static void createOrganization() {
        var acme = new OrganizationRepresentation();
        acme.setName("acme");
        acme.setAlias("acme");
        acme.addDomain(new OrganizationDomainRepresentation("acme.example.com"));
        realm.admin().organizations().create(acme).close();
    }

    @Test
    @DisplayName("A member of an organization proves the factor after the password")
    void memberProvesFactorAfterPassword() {
        var user = realm.user("ann").enrolled(SimulatedFactorType.SMS);
        var acme = realm.admin().organizations().list(0, 1).get(0);
        realm.admin()
                .organizations()
                .get(acme.getId())
                .members()
                .addMember(user.id())
                .close();
        var ann = realm.person(user).opensLogin(ORGANIZATION);
        ann.submits("#kc-form-login", Map.of("username", user.username()));
        ann.submits("#kc-form-login", Map.of("username", user.username(), "password", user.password()));
        assertThat(ann.isAskedForCode()).as(ann.page().text()).isTrue();

        var tokens = ann.entersCode(realm.lastCodeOf(user)).tokens();

        assertThat(tokens.access().path("organization").toString()).contains("acme");
    }

    @Test
    @DisplayName("A user who is no member of an organization proves the factor after the password")
    void nonMemberProvesFactorAfterPassword() {
        var user = realm.user("ben").enrolled(SimulatedFactorType.SMS);
        var ben = realm.person(user).opensLogin();
        ben.submits("#kc-form-login", Map.of("username", user.username()));
        ben.submits("#kc-form-login", Map.of("username", user.username(), "password", user.password()));

        assertThat(ben.isAskedForCode()).as(ben.page().text()).isTrue();
    }
}
