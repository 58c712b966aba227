package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.RealmRepresentation;

/** Tests of "Condition - OneLogin factor", which selects the users of a conditional subflow. */
@Tag("core")
class ConditionIT {

    private static final String CONDITION = "conditional-onelogin-factor";

    @RegisterExtension
    static final TestRealm enrolled = TestRealm.withPassword()
            .customized(realm -> ConditionIT.addConditionalFlow(ConditionIT.enrolled, realm, Map.of()));

    @RegisterExtension
    static final TestRealm withApp = TestRealm.withPassword()
            .customized(realm -> ConditionIT.addConditionalFlow(
                    ConditionIT.withApp, realm, Map.of("onelogin.conditionKinds", "PROTECT##AUTHENTICATOR")));

    @RegisterExtension
    static final TestRealm withSms = TestRealm.withPassword()
            .customized(realm -> ConditionIT.addConditionalFlow(
                    ConditionIT.withSms, realm, Map.of("onelogin.conditionKinds", "SMS")));

    @RegisterExtension
    static final TestRealm withTypo = TestRealm.withPassword()
            .customized(realm -> ConditionIT.addConditionalFlow(
                    ConditionIT.withTypo, realm, Map.of("onelogin.conditionKinds", "SMS##PROTEKT")));

    @RegisterExtension
    static final TestRealm withSeparators = TestRealm.withPassword()
            .customized(realm -> ConditionIT.addConditionalFlow(
                    ConditionIT.withSeparators, realm, Map.of("onelogin.conditionKinds", "##")));

    @RegisterExtension
    static final TestRealm withUnclearNegation = TestRealm.withPassword()
            .customized(realm -> ConditionIT.addConditionalFlow(
                    ConditionIT.withUnclearNegation, realm, Map.of("onelogin.conditionNegate", "on")));

    @RegisterExtension
    static final TestRealm withoutSmsRefused = TestRealm.withPassword()
            .customized(realm -> FlowBuilder.browser(FlowBuilder.named(TestRealmBuilder.FORMS)
                            .execution("auth-username-password-form", "REQUIRED")
                            .subflow(
                                    "CONDITIONAL",
                                    FlowBuilder.named("refused")
                                            .execution(
                                                    CONDITION,
                                                    "REQUIRED",
                                                    Map.of(
                                                            "onelogin.conditionKinds", "SMS",
                                                            "onelogin.conditionNegate", "true"))
                                            .execution("deny-access-authenticator", "REQUIRED")))
                    .addTo(realm));

    @Test
    @DisplayName("The condition is true for users with a factor and false for other users")
    void conditionIsTrueForUsersWithFactor() {
        var alice = enrolled.user("alice").enrolled(SimulatedFactorType.EMAIL);
        var bob = enrolled.user("bobby");

        assertThat(enrolled.person(alice).signsInWithPassword().isAskedForCode())
                .isTrue();
        assertThat(enrolled.person(bob).signsInWithPassword().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The condition is false for a user whose credential was removed")
    void conditionIsFalseAfterRemovalOfTheCredential() {
        var alice = enrolled.user("alma").enrolled(SimulatedFactorType.EMAIL);
        enrolled.credentialsOf(alice).stream()
                .filter(credential -> "onelogin".equals(credential.getType()))
                .forEach(credential -> enrolled.admin().users().get(alice.id()).removeCredential(credential.getId()));

        assertThat(enrolled.person(alice).signsInWithPassword().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("The user attribute has no effect on the condition")
    void attributeDecidesNothing() {
        var user = enrolled.user("mallory");
        var resource = enrolled.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setAttributes(Map.of("onelogin_mfa_enrolled", List.of("EMAIL")));
        resource.update(changed);

        assertThat(enrolled.person(user).signsInWithPassword().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The condition is true only for users with one of the configured factor types")
    void configuredTypesLimitTheCondition() {
        var app = withApp.user("carol").enrolled(SimulatedFactorType.AUTHENTICATOR);
        var phone = withApp.user("dave").enrolled(SimulatedFactorType.SMS);

        assertThat(withApp.person(app).signsInWithPassword().isSignedIn()).isFalse();
        assertThat(withApp.person(phone).signsInWithPassword().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The condition stays true after the device was removed in OneLogin, until another device is proven")
    void conditionStaysTrueUntilAnotherDeviceIsProven() {
        var user = withApp.user("cleo").enrolled(SimulatedFactorType.SMS).enrolled(SimulatedFactorType.PROTECT);
        withApp.oneLogin().deleteDevice(user.oneLoginId(), user.device());

        for (var login = 0; login < 2; login++) {
            assertThat(withApp.person(user).signsInWithPassword().isSignedIn()).isFalse();
        }
        var cleo = withApp.person(user).signsInWithPassword();
        assertThat(cleo.entersCode(withApp.lastCodeOf(user)).isSignedIn())
                .as(cleo.page().text())
                .isTrue();

        assertThat(withApp.person(user).signsInWithPassword().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The condition stays true after a user without a proof removed one of several credentials")
    void conditionStaysTrueAfterUnprovenRemovalOfOneCredential() {
        var user = withSms.user("clio").enrolled(SimulatedFactorType.SMS);
        var clio = withSms.person(user).signsInWithPassword();
        assertThat(clio.entersCode(withSms.lastCodeOf(user)).isSignedIn()).isTrue();
        user.enrolled(SimulatedFactorType.EMAIL);
        var token = withSms.requestToken(user, Map.of()).text("access_token");
        var phone = withSms.factorsOf(user).stream()
                .filter(factor -> factor.getCredentialData().contains(user.device()))
                .findFirst()
                .orElseThrow();
        try (var client = ClientBuilder.newClient();
                var response = client.target(withSms.address() + "/account/credentials/" + phone.getId())
                        .request(MediaType.APPLICATION_JSON)
                        .header("Authorization", "Bearer " + token)
                        .delete()) {
            assertThat(response.getStatus()).isEqualTo(204);
        }

        assertThat(withSms.person(user).signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("The negated condition is true for users without the factor")
    void negatedConditionIsTrueForUsersWithoutFactor() {
        var phone = withoutSmsRefused.user("erin").enrolled(SimulatedFactorType.SMS);
        var email = withoutSmsRefused.user("finn").enrolled(SimulatedFactorType.EMAIL);

        assertThat(withoutSmsRefused.person(phone).signsInWithPassword().isSignedIn())
                .isTrue();
        withoutSmsRefused.person(email).signsInWithPassword().sees("Access denied");
        withoutSmsRefused
                .person(withoutSmsRefused.user("gina"))
                .signsInWithPassword()
                .sees("Access denied");
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.ADMINISTRATION)
    @DisplayName("A misspelled factor type makes the condition true for every user, and the log names it")
    void misspelledTypeMakesTheConditionTrueAndIsLogged() {
        var mark = withTypo.log().mark();

        assertThat(withTypo.person(withTypo.user("hugo")).signsInWithPassword().isSignedIn())
                .isFalse();

        assertThat(withTypo.log().since(mark))
                .anyMatch(line -> line.contains("Kinds of factor contains PROTEKT, which is not a factor type"));
    }

    @Test
    @DisplayName("A list without a factor type makes the condition true for every user")
    void listWithoutTypeMakesTheConditionTrue() {
        assertThat(withSeparators
                        .person(withSeparators.user("jon"))
                        .signsInWithPassword()
                        .isSignedIn())
                .isFalse();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.ADMINISTRATION)
    @DisplayName(
            "A negation that is neither true nor false makes the condition true for every user, and the log says so")
    void unclearNegationIsReported() {
        var mark = withUnclearNegation.log().mark();

        assertThat(withUnclearNegation
                        .person(withUnclearNegation.user("ida"))
                        .signsInWithPassword()
                        .isSignedIn())
                .isFalse();

        assertThat(withUnclearNegation.log().since(mark))
                .anyMatch(line -> line.contains("Negate output is neither true nor false"));
    }

    private static void addConditionalFlow(TestRealm realm, RealmRepresentation plan, Map<String, String> condition) {
        FlowBuilder.browser(FlowBuilder.named(TestRealmBuilder.FORMS)
                        .execution("auth-username-password-form", "REQUIRED")
                        .subflow(
                                "CONDITIONAL",
                                FlowBuilder.named("second factor")
                                        .execution(CONDITION, "REQUIRED", condition)
                                        .execution(
                                                TestRealm.ONELOGIN,
                                                "REQUIRED",
                                                realm.execution().defaults())))
                .addTo(plan);
    }
}
