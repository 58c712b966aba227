package dev.mfabridge.onelogin.keycloak.realmcheck;

import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.alternative;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.required;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.subflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.ALTERNATIVE;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.Line;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Findings about clients and identity providers by which users reach a session without the execution "OneLogin MFA". */
class ClientsAndProvidersTest {
    private static final Line PASSWORD = required("direct-grant-validate-password");
    private static final Line ONELOGIN = required("onelogin-mfa");

    private final RealmOfFlows realm = new RealmOfFlows()
            .browser("copy", alternative("auth-cookie"), subflow(ALTERNATIVE, required("form"), ONELOGIN))
            .directGrant("direct grant", PASSWORD, ONELOGIN)
            .flow("password only", PASSWORD);

    @Test
    @DisplayName("A client with a browser flow of its own without the execution is named")
    void browserFlowOfAClientIsNamed() {
        realm.clientWithFlow("legacy", "browser", "password only");

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .startsWith("The flow \"password only\", the browser flow of the clients legacy, gives a session")
                .contains("sign users in to other clients");
    }

    @Test
    @DisplayName("A client with a direct grant flow of its own without the execution is named")
    void directGrantFlowOfAClientIsNamed() {
        realm.clientWithFlow("legacy", "direct_grant", "password only");

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .startsWith("The flow \"password only\", the direct grant flow of the clients legacy, gives a session")
                .contains("switch off \"Direct access grants\" in these clients");
    }

    @Test
    @DisplayName("A client whose own direct grant flow has the execution is not named for the realm's flow")
    void clientWithTheExecutionInItsOwnFlowIsNotNamed() {
        realm.directGrant("direct grant", PASSWORD)
                .flow("own", PASSWORD, ONELOGIN)
                .clientWithFlow("careful", "direct_grant", "own");

        assertThat(realm.warnings()).isEmpty();
    }

    @Test
    @DisplayName("The realm's flows give a warning if only a client's own flow has the execution")
    void executionInAClientsFlowMakesTheRealmsFlowsAWayAround() {
        var other = new RealmOfFlows()
                .browser("browser", required("form"))
                .flow("own", required("form"), ONELOGIN)
                .clientWithFlow("careful", "browser", "own");

        assertThat(other.warnings())
                .singleElement()
                .asString()
                .contains("The flow \"browser\", bound as the browser flow", "which the flow \"own\" has");
    }

    @Test
    @DisplayName("The first clients with direct grants are named, and the others are counted")
    void manyClientsAreCounted() {
        realm.directGrant("direct grant", PASSWORD);
        for (int client = 0; client < 8; client++) {
            realm.client("app" + client, true, true, false, "openid-connect");
        }

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .contains("every client with them: app0, app1, app2, app3, app4 and 3 more");
    }

    @Test
    @DisplayName("The check reads no more clients than its limit, and says so")
    void clientsBeyondTheLimitAreNotRead() {
        realm.directGrant("direct grant", PASSWORD);
        for (int client = 0; client < 500; client++) {
            realm.client("app" + client, true, false, false, "openid-connect");
        }

        assertThat(realm.findings())
                .extracting(RealmFinding::problem)
                .containsExactly("The check read the first 100 clients of the realm, and no others");
        assertThat(realm.clientReads()).isEqualTo(101);
    }

    @Test
    @DisplayName("The check reads no client if the direct grant flow has the execution")
    void clientsAreNotReadWithoutNeed() {
        realm.client("app", true, true, false, "openid-connect");

        assertThat(realm.findings()).extracting(RealmFinding::problem).isEmpty();
        assertThat(realm.clientReads()).isZero();
    }

    @Test
    @DisplayName("An identity provider without a post login flow is named")
    void identityProviderWithoutPostLoginFlowIsNamed() {
        realm.identityProvider("company", true, false, null)
                .identityProvider("disabled", false, false, null)
                .identityProvider("linked", true, true, null);

        assertThat(realm.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("Logins by the identity providers company give a session without the execution")
                        .contains("Set \"Post login flow\""));
    }

    @Test
    @DisplayName("An identity provider whose post login flow lacks the execution is named")
    void postLoginFlowWithoutTheExecutionIsNamed() {
        realm.identityProvider("company", true, false, "password only");

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .startsWith("The flow \"password only\", the post login flow of the identity providers company, gives");
    }

    @Test
    @DisplayName("An identity provider whose post login flow has the execution gives no finding")
    void postLoginFlowWithTheExecutionGivesNoFinding() {
        realm.flow("post", ONELOGIN).identityProvider("company", true, false, "post");

        assertThat(realm.findings()).isEmpty();
    }

    @Test
    @DisplayName("A realm without brute-force protection gives a warning")
    void missingBruteForceProtectionGivesAWarning() {
        realm.withoutBruteForceProtection();

        assertThat(realm.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).startsWith("Brute-force protection is off"));
    }

    @Test
    @DisplayName("A flow without the execution that a client policy selects is named")
    void flowOfAClientPolicyIsNamed() {
        realm.clientPolicy("partners", true, true, "password only")
                .clientPolicy("off", false, true, "password only")
                .clientPolicy("for nobody", true, false, "password only")
                .clientPolicy("broken", true, true, "no such flow");

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "The flow \"password only\", selected by the client policies partners, gives a session without")
                .contains("remove the executor \"auth-flow-enforcer\" from the profiles of these policies");
    }

    @Test
    @DisplayName("A flow without the execution that a client policy of the server selects is named")
    void flowOfAGlobalClientPolicyIsNamed() {
        realm.globalClientPolicy("of the server", "password only");

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .contains("selected by the client policies of the server,");
    }

    @Test
    @DisplayName("A flow of another executor of a client policy gives no finding")
    void flowOfAnotherExecutorGivesNoFinding() {
        realm.clientPolicy("partners", "another-executor", "password only");

        assertThat(realm.findings()).isEmpty();
    }

    @Test
    @DisplayName("Client policies that can't be read select no flow, and the check continues")
    void unreadableClientPoliciesSelectNoFlow() {
        realm.clientPolicy("partners", true, true, "password only")
                .withUnreadableClientPolicies()
                .identityProvider("company", true, false, "password only");

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .contains("the post login flow of the identity providers company");
    }

    @Test
    @DisplayName("An execution in a flow that only a client policy selects is in use")
    void executionInTheFlowOfAClientPolicyIsInUse() {
        realm.flow("strong", required("form"), ONELOGIN).clientPolicy("partners", true, true, "strong");

        assertThat(realm.findings()).isEmpty();
    }

    @Test
    @DisplayName("The check reads no more identity providers than its limit, and says so")
    void identityProvidersBeyondTheLimitAreNotRead() {
        realm.flow("post", ONELOGIN);
        for (int provider = 0; provider < 201; provider++) {
            realm.identityProvider("company" + provider, true, false, "post");
        }

        assertThat(realm.findings())
                .extracting(RealmFinding::problem)
                .containsExactly("The check read the first 200 identity providers of the realm, and no others");
    }
}
