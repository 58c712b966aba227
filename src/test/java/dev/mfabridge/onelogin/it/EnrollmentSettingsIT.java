package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.TestRealmBuilder.FlowEntry;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Tests of the settings that the required action takes in a realm with several flows. */
class EnrollmentSettingsIT {
    private static final String OWN_FLOW = "b own flow";

    /** Realm whose flows ask only enrolled users for the factor, so that the required action enrolls new users. */
    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword()
            .thenInSubflow(
                    "CONDITIONAL",
                    new FlowEntry("conditional-user-configured", "REQUIRED"),
                    new FlowEntry(TestRealm.ONELOGIN, "REQUIRED"))
            .customized(EnrollmentSettingsIT::addFlows);

    private static void addFlows(RealmRepresentation settings) {
        FlowBuilder.named("a forgotten flow")
                .execution(TestRealm.ONELOGIN, "REQUIRED", allowing("VOICE"))
                .addTo(settings);
        FlowBuilder.named(OWN_FLOW)
                .execution("auth-username-password-form", "REQUIRED")
                .subflow(
                        "CONDITIONAL",
                        FlowBuilder.named("b own factor")
                                .execution("conditional-user-configured", "REQUIRED")
                                .execution(TestRealm.ONELOGIN, "REQUIRED", allowing("EMAIL")))
                .addTo(settings);
    }

    private static Map<String, String> allowing(String factors) {
        var settings = new LinkedHashMap<>(realm.execution().defaults());
        settings.put(ConfigProperty.ALLOWED_FACTORS.key(), factors);
        return settings;
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.ADMINISTRATION)
    @DisplayName("The required action ignores a forgotten flow, although its name comes first")
    void forgottenFlowIsIgnored() {
        var user = realm.user("ann");

        var ann = realm.person(user).opensLoginFor("onelogin-enroll").signsInWithPassword();

        assertThat(ann.isAskedForFactor()).as(ann.page().text()).isTrue();
        ann.sees("SMS").sees("Email");
        assertThat(realm.api().executions().get(0).flow()).isEqualTo(TestRealmBuilder.FLOW);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.ADMINISTRATION)
    @DisplayName("The required action takes the settings of the flow that the client has in place of the realm's")
    void flowOfTheClientSuppliesTheSettings() {
        var client = new ClientRepresentation();
        client.setClientId("special");
        client.setPublicClient(true);
        client.setRedirectUris(List.of(TestRealmBuilder.REDIRECT_URI));
        client.setAuthenticationFlowBindingOverrides(Map.of(
                "browser",
                realm.admin().flows().getFlows().stream()
                        .filter(flow -> flow.getAlias().equals(OWN_FLOW))
                        .findFirst()
                        .orElseThrow()
                        .getId()));
        realm.admin().clients().create(client).close();
        var user = realm.user("ben");

        var ben = realm.person(user)
                .opensLogin(Map.of("client_id", "special", "kc_action", "onelogin-enroll"))
                .signsInWithPassword();

        assertThat(ben.isAskedForFactor()).as(ben.page().text()).isTrue();
        ben.sees("Email").doesNotSee("SMS");
    }
}
