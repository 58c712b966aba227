package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of e-mail with a link in place of a code (S1). */
@Tag("core")
class EmailLinkIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void configureLinks() {
        frontendUrl(realm.address().replaceAll("/realms/.*", ""));
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(),
                        "",
                        ConfigProperty.EMAIL_LINK.key(),
                        "link",
                        ConfigProperty.RESEND_COOLDOWN.key(),
                        "1"));
    }

    @Test
    @DisplayName("A link in an e-mail enrolls the user")
    void linkEnrollsTheUser() {
        var user = realm.user("alice", simulated -> simulated.offered(SimulatedFactorType.EMAIL_LINK));
        var alice = realm.person(user).signsInWithPassword().sees("Click the link.");

        realm.oneLogin().clickLink(user.oneLoginId());

        assertThat(alice.pageContinues()).isTrue();
        assertThat(alice.checksConfirmation().isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.WEB)
    @DisplayName("A link signs in the window that started the login, not the window that it opens")
    void linkSignsInTheWindowThatStartedTheLogin() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.EMAIL_LINK);
        var ben = realm.person(user).signsInWithPassword();
        var link = realm.oneLogin().messagesTo(user.oneLoginId()).get(0).link();

        var browser = new Browser();
        var success = browser.get(URI.create(realm.oneLoginFromHere() + link));
        var onward = success.element("meta[http-equiv=refresh]").attr("content").replaceFirst("^2;url=", "");
        var elsewhere = browser.get(URI.create(onward));

        assertThat(elsewhere.text()).contains("Go back to the window where you are signing in.");
        assertThat(ben.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A login waits until the user opens the newest link")
    void loginWaitsForTheNewestLink() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.EMAIL_LINK);
        var cora = realm.person(user).signsInWithPassword();
        cora.checksConfirmation().sees("We haven't received your confirmation yet");
        cora.requestsAnotherMessageAfterCooldown().sees("We sent you a new e-mail.");

        assertThat(cora.checksConfirmation().isSignedIn()).isFalse();
        realm.oneLogin().clickLink(user.oneLoginId());
        Awaitility.await().until(cora::pageContinues);
        assertThat(cora.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.WEB)
    @DisplayName("Without a configured host name, the e-mail names no page, whatever Host header a request has")
    void hostHeaderIsNeverInTheEmail() throws IOException {
        frontendUrl("");
        var user = realm.user("dora").withDevice(SimulatedFactorType.EMAIL_LINK);
        var other = realm.user("ella").withDevice(SimulatedFactorType.EMAIL_LINK);
        var mark = realm.log().mark();

        assertThat(requestsToken(user, "evil.example")).contains("onelogin_factor");
        assertThat(requestsToken(other, "localhost")).contains("onelogin_factor");

        assertThat(challengeOf(user)).doesNotContain("redirect_to", "evil");
        assertThat(challengeOf(other)).doesNotContain("redirect_to");
        assertThat(realm.log().since(mark))
                .filteredOn(line -> line.contains("e-mails name no page"))
                .hasSizeBetween(1, realm.nodes())
                .allSatisfy(line -> assertThat(line).contains("hostname", "Frontend URL"));
        realm.oneLogin().clickLink(user.oneLoginId());
    }

    @Test
    @DisplayName("With a configured host name, the e-mail names the page there, whatever Host header a request has")
    void configuredHostIsInTheEmail() throws IOException {
        frontendUrl("https://login.example.com/sso");
        var user = realm.user("finn").withDevice(SimulatedFactorType.EMAIL_LINK);

        assertThat(requestsToken(user, "evil.example")).contains("onelogin_factor");

        assertThat(challengeOf(user))
                .contains("https://login.example.com/sso/realms/")
                .doesNotContain("evil");
    }

    private static String challengeOf(TestUser user) {
        var calls = realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .filter(call -> call.method().equals("POST") && call.path().endsWith("/verifications"))
                .toList();
        assertThat(calls).hasSize(1);
        return calls.get(0).body();
    }

    private static void frontendUrl(String url) {
        var changed = realm.admin().toRepresentation();
        changed.getAttributes().put("frontendUrl", url);
        realm.admin().update(changed);
    }

    /** Requests a token with the user's password, and returns the answer. The host is only in the request. */
    private static String requestsToken(TestUser user, String host) throws IOException {
        var address = URI.create(realm.address() + "/protocol/openid-connect/token");
        var form = "grant_type=password&client_id=%s&username=%s&password=%s"
                .formatted(TestRealmBuilder.CLIENT, user.username(), user.password());
        var request = """
                POST %s HTTP/1.1\r
                Host: %s\r
                Connection: close\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: %d\r
                \r
                %s""".formatted(address.getPath(), host, form.length(), form);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
