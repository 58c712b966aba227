package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.server.TestedVersion;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/** Tests of the realm check in the admin API, in realms whose flows an administrator changes. */
@Tag("core")
class RealmCheckIT {
    private static final String PASSWORD_ONLY = "password only";

    /** Realm with a flow that no binding uses at first. */
    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(RealmCheckIT::addPasswordOnlyFlow);

    @RegisterExtension
    static final TestRealm fromConsole = TestRealm.asCreatedInConsole();

    private static void addPasswordOnlyFlow(RealmRepresentation settings) {
        FlowBuilder.named(PASSWORD_ONLY)
                .execution("auth-username-password-form", "REQUIRED")
                .addTo(settings);
    }

    private final List<String> clients = new ArrayList<>();

    @AfterEach
    void removeClients() {
        clients.forEach(id -> realm.admin().clients().get(id).remove());
    }

    @Test
    @DisplayName("A realm whose flows have the execution gives no finding")
    void coveredRealmGivesNoFinding() {
        var report = realm.api().realmCheck();

        assertThat(report.findings()).isEmpty();
        assertThat(report.ok()).isTrue();
    }

    @Test
    @DisplayName("Copies of Keycloak's flows with the execution give no warning about a flow")
    void copiesOfKeycloaksFlowsGiveNoWarning() {
        var flows = fromConsole.admin().flows();
        for (var flow : List.of("browser", "direct grant")) {
            flows.copy(flow, Map.of("newName", flow + " with OneLogin")).close();
        }
        addOneLogin(fromConsole, "browser with OneLogin", "browser with OneLogin forms");
        addOneLogin(fromConsole, "direct grant with OneLogin", "direct grant with OneLogin");
        var settings = fromConsole.admin().toRepresentation();
        settings.setBrowserFlow("browser with OneLogin");
        settings.setDirectGrantFlow("direct grant with OneLogin");
        settings.setBruteForceProtected(false);
        fromConsole.admin().update(settings);

        assertThat(fromConsole.api().realmCheck().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).startsWith("Brute-force protection is off"));
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A client with a browser flow of its own is named, and its session opens other clients")
    void browserFlowOfAClientIsNamed() {
        addClient("legacy", Map.of("browser", flowId(realm.admin(), PASSWORD_ONLY)));
        var user = realm.user("ann");
        var ann = realm.person(user).opensLogin(Map.of("client_id", "legacy")).signsInWithPassword();

        // The session of the client without the factor is enough for the other client.
        assertThat(ann.opensLogin().isSignedIn()).isTrue();
        var report = realm.api().realmCheck();
        assertThat(report.ok()).isFalse();
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.subject()).isEqualTo("flow \"password only\"");
            assertThat(finding.problem()).contains("the browser flow of the clients legacy");
        });
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A client with a direct grant flow of its own is named, and a password gives a token")
    void directGrantFlowOfAClientIsNamed() {
        addClient("legacy", Map.of("direct_grant", flowId(realm.admin(), "direct grant")));
        var user = realm.user("ben");

        assertThat(realm.requestToken(user, Map.of("client_id", "legacy")).status())
                .isEqualTo(200);
        assertThat(problems(realm))
                .singleElement()
                .asString()
                .contains("The flow \"direct grant\", the direct grant flow of the clients legacy");
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("An identity provider without a post login flow is named")
    void identityProviderWithoutPostLoginFlowIsNamed() {
        var provider = new IdentityProviderRepresentation();
        provider.setAlias("company");
        provider.setProviderId("oidc");
        provider.setEnabled(true);
        provider.setConfig(Map.of(
                "clientId", "broker",
                "authorizationUrl", "https://company.invalid/auth",
                "tokenUrl", "https://company.invalid/token"));
        realm.admin().identityProviders().create(provider).close();
        try {
            assertThat(problems(realm)).singleElement().asString().contains("by the identity providers company");
        } finally {
            realm.admin().identityProviders().get("company").remove();
        }
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("An alternative beside the forms is named by its name in the console")
    void alternativeBesideTheFormsIsNamed() {
        var flows = realm.admin().flows();
        flows.addExecution(TestRealmBuilder.FLOW, Map.of("provider", "auth-spnego"));
        var kerberos = execution(realm, TestRealmBuilder.FLOW, "auth-spnego");
        kerberos.setRequirement("ALTERNATIVE");
        flows.updateExecutions(TestRealmBuilder.FLOW, kerberos);
        try {
            assertThat(problems(realm)).singleElement().asString().contains("by the alternatives \"Kerberos\"");
        } finally {
            flows.removeExecution(kerberos.getId());
        }
    }

    @Test
    @DisplayName("An execution in a flow that nothing uses gives a note, and the report is still ok")
    void executionInAnUnusedFlowGivesANote() {
        var flows = realm.admin().flows();
        flows.addExecution(PASSWORD_ONLY, Map.of("provider", TestRealm.ONELOGIN));
        var unused = execution(realm, PASSWORD_ONLY, TestRealm.ONELOGIN);
        unused.setRequirement("REQUIRED");
        flows.updateExecutions(PASSWORD_ONLY, unused);
        try {
            var report = realm.api().realmCheck();

            assertThat(report.ok()).isTrue();
            assertThat(report.findings()).hasSize(2).allSatisfy(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                assertThat(finding.subject()).isEqualTo("execution " + unused.getId());
            });
        } finally {
            flows.removeExecution(unused.getId());
        }
    }

    static boolean hasNoPolicyForFlows() {
        return TestedVersion.isBefore(2);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisabledIf(value = "hasNoPolicyForFlows", disabledReason = "Client policies select no flow before Keycloak 26.2")
    @DisplayName("A flow that a client policy selects is named, and a password gives a session there")
    void flowOfAClientPolicyIsNamed() throws IOException {
        var admin = realm.admin();
        var profiles = admin.clientPoliciesProfilesResource();
        var policies = admin.clientPoliciesPoliciesResource();
        profiles.updateProfiles(
                JsonSerialization.readValue("""
                {"profiles": [{"name": "selects", "executors": [{"executor": "auth-flow-enforcer",
                  "configuration": {"auth-flow-alias": "%s"}}]}]}""".formatted(PASSWORD_ONLY), ClientProfilesRepresentation.class));
        policies.updatePolicies(JsonSerialization.readValue("""
                {"policies": [{"name": "everybody", "enabled": true, "profiles": ["selects"],
                  "conditions": [{"condition": "any-client", "configuration": {}}]}]}""", ClientPoliciesRepresentation.class));
        try {
            var user = realm.user("dora");

            assertThat(realm.person(user).signsInWithPassword().isSignedIn()).isTrue();
            assertThat(problems(realm))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "The flow \"password only\", selected by the client policies everybody, gives a session");
        } finally {
            policies.updatePolicies(new ClientPoliciesRepresentation());
            profiles.updateProfiles(new ClientProfilesRepresentation());
        }
    }

    private static List<String> problems(TestRealm checked) {
        return checked.api().realmCheck().findings().stream()
                .map(RealmFinding::problem)
                .toList();
    }

    private void addClient(String id, Map<String, String> flows) {
        var client = new ClientRepresentation();
        client.setClientId(id);
        client.setPublicClient(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setRedirectUris(List.of(TestRealmBuilder.REDIRECT_URI));
        client.setAuthenticationFlowBindingOverrides(flows);
        realm.admin().clients().create(client).close();
        clients.add(realm.admin().clients().findByClientId(id).get(0).getId());
    }

    private static String flowId(RealmResource admin, String alias) {
        return admin.flows().getFlows().stream()
                .filter(flow -> flow.getAlias().equals(alias))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    private static void addOneLogin(TestRealm changed, String flow, String subflow) {
        var flows = changed.admin().flows();
        flows.addExecution(subflow, Map.of("provider", TestRealm.ONELOGIN));
        var execution = execution(changed, flow, TestRealm.ONELOGIN);
        execution.setRequirement("REQUIRED");
        flows.updateExecutions(flow, execution);
        flows.newExecutionConfig(
                        execution.getId(),
                        FlowBuilder.config(flow, changed.execution().defaults()))
                .close();
    }

    private static AuthenticationExecutionInfoRepresentation execution(
            TestRealm changed, String flow, String provider) {
        return changed.admin().flows().getExecutions(flow).stream()
                .filter(execution -> provider.equals(execution.getProviderId()))
                .findFirst()
                .orElseThrow();
    }
}
