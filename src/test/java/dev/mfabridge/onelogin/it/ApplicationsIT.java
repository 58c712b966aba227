package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Tests of the ways in which applications, devices and administrators get a session from a browser flow with the execution. */
class ApplicationsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SamlClient SAML = new SamlClient("urn:test:saml");

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(ApplicationsIT::addClients);

    private static void addClients(RealmRepresentation plan) {
        var television = client("television");
        television.setPublicClient(true);
        television.setStandardFlowEnabled(false);
        television.setAttributes(Map.of("oauth2.device.authorization.grant.enabled", "true"));
        var robot = client("robot");
        robot.setSecret("secret of the robot");
        robot.setServiceAccountsEnabled(true);
        var clients = new ArrayList<>(plan.getClients());
        clients.addAll(List.of(SAML.registered(), television, robot));
        plan.setClients(clients);
    }

    private static ClientRepresentation client(String id) {
        var client = new ClientRepresentation();
        client.setClientId(id);
        return client;
    }

    @Test
    @DisplayName("A signed-in user opens another application without a prompt")
    void signedInUserOpensAnotherApplicationWithoutPrompt() {
        var user = realm.user("ann").enrolled(SimulatedFactorType.SMS);
        var ann = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        assertThat(ann.opensLogin().isSignedIn()).isTrue();
        assertThat(ann.opensLogin(Map.of("prompt", "none")).isSignedIn()).isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("A request with prompt=none gets an error in the middle of a login")
    void promptNoneIsAnErrorDuringLogin() {
        var user = realm.user("abe").enrolled(SimulatedFactorType.SMS);
        var abe = realm.person(user).signsInWithPassword();
        assertThat(abe.isAskedForCode()).isTrue();

        abe.opensLogin(Map.of("prompt", "none"));

        assertThat(abe.page().redirect().orElseThrow().toString()).contains("error=login_required");
    }

    @Test
    @DisplayName("A request with prompt=login requires the password and the factor again")
    void promptLoginRequiresPasswordAndFactor() {
        var user = realm.user("ben").enrolled(SimulatedFactorType.SMS);
        var ben = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));

        ben.opensLogin(Map.of("prompt", "login"));
        ben.confirmsPassword();

        assertThat(ben.isAskedForCode()).isTrue();
        assertThat(ben.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A request with an expired max_age requires the password and the factor again")
    void expiredMaxAgeRequiresPasswordAndFactor() {
        var user = realm.user("bea").enrolled(SimulatedFactorType.SMS);
        var bea = realm.person(user).signsInWithPassword().entersCode(realm.lastCodeOf(user));
        assertThat(bea.opensLogin(Map.of("max_age", "3600")).isSignedIn()).isTrue();

        // The age exceeds zero one second after the login.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !bea.opensLogin(Map.of("max_age", "0")).isSignedIn());
        bea.confirmsPassword();

        assertThat(bea.isAskedForCode()).isTrue();
        assertThat(bea.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A SAML application gets its assertion after the user proves the factor")
    void samlApplicationGetsItsAssertionAfterTheFactor() {
        var user = realm.user("cora").enrolled(SimulatedFactorType.SMS);
        var cora = realm.person(user).opens(SAML.login(realm.address())).signsInWithPassword();
        assertThat(cora.isAskedForCode()).isTrue();

        cora.entersCode(realm.lastCodeOf(user));

        assertThat(SAML.response(cora.page())).contains("status:Success").contains(user.username());
    }

    @Test
    @DisplayName("A device flow gets its tokens after the user proves the factor in the browser")
    void deviceFlowGetsTokensAfterTheFactor() {
        var user = realm.user("dan").enrolled(SimulatedFactorType.SMS);
        var device = post("/protocol/openid-connect/auth/device", Map.of("client_id", "television"));
        var grant = Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                "client_id", "television",
                "device_code", device.path("device_code").asText());
        var dan = realm.person(user)
                .opens(URI.create(device.path("verification_uri_complete").asText()))
                .signsInWithPassword();
        assertThat(dan.isAskedForCode()).isTrue();
        assertThat(post("/protocol/openid-connect/token", grant).path("error").asText())
                .isEqualTo("authorization_pending");

        dan.entersCode(realm.lastCodeOf(user));
        dan.submits("form:has([name=accept])", Map.of("accept", "Yes"));

        dan.sees("Device Login Successful");
        // Keycloak answers slow_down to a device that polls more often than every few seconds.
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> post("/protocol/openid-connect/token", grant)
                        .path("token_type")
                        .asText()
                        .equals("Bearer"));
    }

    @Test
    @DisplayName("A service account gets a token without a prompt")
    void serviceAccountMeetsNoPrompt() {
        var tokens = post(
                "/protocol/openid-connect/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "robot",
                        "client_secret", "secret of the robot"));

        assertThat(tokens.path("access_token").asText()).isNotEmpty();
    }

    @Test
    @DisplayName("An administrator impersonates a user without a prompt")
    void impersonationMeetsNoPrompt() throws Exception {
        var user = realm.user("eve").enrolled(SimulatedFactorType.SMS);
        var browser = new Browser();
        var impersonation = HttpRequest.newBuilder(realm.adminAddress("users/" + user.id() + "/impersonation"))
                .header("Authorization", "Bearer " + realm.adminToken())
                .POST(BodyPublishers.noBody())
                .build();
        var response = HttpClient.newBuilder()
                .cookieHandler(browser.cookies())
                .build()
                .send(impersonation, BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(200);

        assertThat(realm.person(browser, user).opensLogin().isSignedIn()).isTrue();
        assertThat(realm.oneLogin().callsFor(user.oneLoginId())).isEmpty();
    }

    private static JsonNode post(String path, Map<String, String> form) {
        try {
            return JSON.readTree(
                    new Browser().post(URI.create(realm.address() + path), form).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
