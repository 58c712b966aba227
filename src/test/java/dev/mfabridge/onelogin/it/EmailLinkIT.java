package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.net.URI;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of e-mail with a link in place of a code (S1). */
class EmailLinkIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void configureLinks() {
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
}
