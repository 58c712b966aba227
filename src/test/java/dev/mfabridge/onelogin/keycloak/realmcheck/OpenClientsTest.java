package dev.mfabridge.onelogin.keycloak.realmcheck;

import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.alternative;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.required;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.subflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.ALTERNATIVE;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmCheck.Depth;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.Line;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.common.Profile;
import org.keycloak.common.Profile.Feature;
import org.keycloak.common.Profile.ProfileName;

/** Clients by which users reach a session, and clients by which they don't, by each kind of login. */
class OpenClientsTest {
    private static final String NO_STANDARD_FLOW = "isStandardFlowEnabled";
    private static final Line PASSWORD = required("direct-grant-validate-password");
    private static final Line ONELOGIN = required("onelogin-mfa");

    private final RealmOfFlows realm = new RealmOfFlows()
            .browser("copy", alternative("auth-cookie"), subflow(ALTERNATIVE, required("form"), ONELOGIN))
            .directGrant("direct grant", PASSWORD, ONELOGIN)
            .flow("password only", PASSWORD);

    @AfterEach
    void resetFeatures() {
        Profile.reset();
    }

    static Stream<Map<String, Object>> withLogins() {
        return Stream.of(
                Map.of(),
                Map.of(NO_STANDARD_FLOW, false, "isImplicitFlowEnabled", true),
                Map.of(NO_STANDARD_FLOW, false, "oauth2.device.authorization.grant.enabled", "true"),
                Map.of(NO_STANDARD_FLOW, false, "getProtocol", "saml"));
    }

    @ParameterizedTest
    @DisplayName("A client by which users sign in is named with its browser flow")
    @MethodSource("withLogins")
    void clientWithLoginsIsNamed(Map<String, Object> properties) {
        realm.client("app", with(properties, "browser"));

        assertThat(realm.warnings()).singleElement().asString().contains("the browser flow of the clients app,");
    }

    static Stream<Map<String, Object>> withoutLogins() {
        return Stream.of(
                Map.of("isEnabled", false),
                Map.of("isBearerOnly", true),
                Map.of(NO_STANDARD_FLOW, false),
                Map.of(NO_STANDARD_FLOW, false, "isDirectAccessGrantsEnabled", true));
    }

    @ParameterizedTest
    @DisplayName("A client by which users can't sign in is not named for its browser flow")
    @MethodSource("withoutLogins")
    void clientWithoutLoginsIsNotNamed(Map<String, Object> properties) {
        realm.client("app", with(properties, "browser"));

        assertThat(realm.warnings()).isEmpty();
    }

    static Stream<Map<String, Object>> withoutDirectGrants() {
        return Stream.of(
                Map.of(),
                Map.of("isDirectAccessGrantsEnabled", true, "isEnabled", false),
                Map.of("isDirectAccessGrantsEnabled", true, "isBearerOnly", true),
                Map.of("isDirectAccessGrantsEnabled", true, "getProtocol", "saml"),
                Map.of("isDirectAccessGrantsEnabled", true, "getProtocol", "docker-v2"));
    }

    @ParameterizedTest
    @DisplayName("A client that takes no passwords is not named for a direct grant flow")
    @MethodSource("withoutDirectGrants")
    void clientWithoutDirectGrantsIsNotNamed(Map<String, Object> properties) {
        realm.client("app", with(properties, "direct_grant"));
        assertThat(realm.warnings()).isEmpty();

        realm.directGrant("direct grant", PASSWORD).client("other", properties);
        assertThat(realm.warnings()).isEmpty();
    }

    @Test
    @DisplayName("A client whose own direct grant flow is missing uses the realm's flow, and is named for it")
    void clientWithAMissingFlowUsesTheRealmsFlow() {
        realm.directGrant("direct grant", PASSWORD).clientWithFlow("legacy", "direct_grant", "no such flow");

        assertThat(realm.warnings()).singleElement().asString().contains("every client with them: legacy.");
    }

    @Test
    @DisplayName("A warning about direct grants says that there can be more clients than it names")
    void warningWithFewNamesHasAnOpenEnd() {
        realm.directGrant("direct grant", PASSWORD);
        addClients(4, true);
        addClients(97, false);

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .endsWith("open0, open1, open2, open3 and possibly more.");
    }

    @Test
    @DisplayName("A warning about direct grants says that there can be more clients than it counts")
    void warningWithManyNamesHasAnOpenEnd() {
        realm.directGrant("direct grant", PASSWORD);
        addClients(101, true);

        assertThat(realm.warnings()).singleElement().asString().endsWith("open4 and at least 95 more.");
    }

    @Test
    @DisplayName("An alternative in the browser flow of a client is named")
    void alternativeInTheFlowOfAClientIsNamed() {
        realm.flow("own", alternative("auth-spnego"), subflow(ALTERNATIVE, required("form"), ONELOGIN))
                .clientWithFlow("legacy", "browser", "own");

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .contains("the browser flow of the clients legacy,", "by the alternatives \"auth-spnego\"");
    }

    @Test
    @DisplayName("The flow of container registries is named with their clients, which the advice disables")
    void flowOfContainerRegistriesIsNamed() {
        Profile.init(ProfileName.DEFAULT, Map.of(Feature.DOCKER, true));
        realm.docker("docker auth", required("docker-http-basic-authenticator"))
                .client("old registry", Map.of("getProtocol", "docker-v2", "isEnabled", false));
        assertThat(realm.warnings()).isEmpty();

        realm.client("registry", Map.of("getProtocol", "docker-v2"));

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .startsWith("The flow \"docker auth\", bound as the docker authentication flow,")
                .endsWith(" has. Disable these clients: registry.");
    }

    @Test
    @DisplayName("The flow of container registries is closed on a server without the feature")
    void flowOfContainerRegistriesIsClosedWithoutTheFeature() {
        Profile.init(ProfileName.DEFAULT, Map.of(Feature.DOCKER, false));
        realm.docker("docker auth", required("docker-http-basic-authenticator"))
                .client("registry", Map.of("getProtocol", "docker-v2"));

        assertThat(realm.warnings()).isEmpty();
    }

    @Test
    @DisplayName("The flow of the SAML profile ECP is named, but a login doesn't look for its clients")
    void flowOfEcpIsNamed() {
        realm.flow("saml ecp", required("http-basic-authenticator"))
                .client("old portal", Map.of("getProtocol", "saml", "saml.allow.ecp.flow", "true", "isEnabled", false))
                .client("app", Map.of("saml.allow.ecp.flow", "true"))
                .client("shop", Map.of("getProtocol", "saml"));
        assertThat(realm.findings(Depth.COMPLETE)).isEmpty();

        realm.client("portal", Map.of("getProtocol", "saml", "saml.allow.ecp.flow", "true"));

        assertThat(realm.findings(Depth.COMPLETE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("The flow \"saml ecp\", used by the SAML profile ECP,")
                        .endsWith(" has. Switch off \"Allow ECP flow\" in these clients: portal."));
        assertThat(realm.findings()).isEmpty();
    }

    private void addClients(int number, boolean areEnabled) {
        for (int client = 0; client < number; client++) {
            realm.client((areEnabled ? "open" : "closed") + client, areEnabled, true, false, "openid-connect");
        }
    }

    private static Map<String, Object> with(Map<String, Object> properties, String binding) {
        var all = new HashMap<>(properties);
        all.put(binding, "password only");
        return all;
    }
}
