package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.RealmRepresentation;

/** Reset of a forgotten password, in which an attacker with access to the user's mail must not bypass the factor. */
@Tag("this-machine")
class ResetPasswordIT {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/login-actions/action-token\\S+");
    private static final String NEW_PASSWORD = "a new password";
    private static final GreenMail MAIL = mailServer();

    @RegisterExtension
    static final TestRealm withFactor = TestRealm.withOneLogin()
            .customized(representation -> ResetPasswordIT.useResetFlow(
                    representation,
                    resetFlow(Map.of())
                            .execution(
                                    TestRealm.ONELOGIN,
                                    "REQUIRED",
                                    ResetPasswordIT.withFactor.execution().defaults())));

    @RegisterExtension
    static final TestRealm withLogin = TestRealm.withOneLogin()
            .customized(representation ->
                    ResetPasswordIT.useResetFlow(representation, resetFlow(Map.of("force-login", "true"))));

    @RegisterExtension
    static final TestRealm withNeither = TestRealm.withOneLogin()
            .customized(representation ->
                    ResetPasswordIT.useResetFlow(representation, resetFlow(Map.of("force-login", "false"))));

    private static GreenMail mailServer() {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        return mail;
    }

    private static FlowBuilder resetFlow(Map<String, String> email) {
        return FlowBuilder.named("reset")
                .execution("reset-credentials-choose-user", "REQUIRED")
                .execution("reset-credential-email", "REQUIRED", email)
                .execution("reset-password", "REQUIRED");
    }

    private static void useResetFlow(RealmRepresentation representation, FlowBuilder flow) {
        flow.addTo(representation);
        representation.setResetCredentialsFlow("reset");
        representation.setResetPasswordAllowed(true);
        representation.setSmtpServer(Map.of(
                "host", "localhost",
                "port", String.valueOf(MAIL.getSmtp().getPort()),
                "from", "keycloak@example.com"));
    }

    @AfterAll
    static void stopMail() {
        MAIL.stop();
    }

    @Test
    @DisplayName("An execution in the reset flow requires the factor before the new password")
    void executionInFlowRequiresFactorBeforeNewPassword() {
        var user = withFactor.user("ann").enrolled(SimulatedFactorType.SMS);
        var ann = followLink(withFactor, user);
        assertThat(ann.isAskedForCode()).as(ann.page().text()).isTrue();

        ann.entersCode("000000");
        assertThat(ann.isAskedForCode()).isTrue();
        ann.entersCode(withFactor.lastCodeOf(user));

        assertThat(setPassword(ann).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A forced login after the reset requires the factor")
    void forcedLoginRequiresFactor() {
        var user = withLogin.user("ben").enrolled(SimulatedFactorType.SMS);
        var ben = setPassword(followLink(withLogin, user));
        assertThat(ben.isSignedIn()).isFalse();

        var again = withLogin.person(user).signsInWithPassword(NEW_PASSWORD);

        assertThat(again.isAskedForCode()).as(again.page().text()).isTrue();
    }

    @Test
    @DisplayName("A reset flow with neither the execution nor a forced login signs the user in without a factor")
    void resetFlowWithoutBothSignsUserInWithoutFactor() {
        var user = withNeither.user("cora").enrolled(SimulatedFactorType.SMS);

        assertThat(setPassword(followLink(withNeither, user)).isSignedIn()).isTrue();
    }

    private static Person followLink(TestRealm realm, TestUser user) {
        var person = realm.person(user).opensLogin();
        person.opens(
                URI.create(person.page().element("a[href*=reset-credentials]").absUrl("href")));
        person.submits("#kc-reset-password-form", Map.of("username", user.username()));
        return person.opens(linkInMailTo(user));
    }

    private static URI linkInMailTo(TestUser user) {
        var mail = Arrays.stream(MAIL.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .filter(message -> message.contains("To: " + user.email()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No mail to " + user.email()))
                .replace("=\r\n", "")
                .replace("=3D", "=");
        var link = LINK.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return URI.create(link.group());
    }

    private static Person setPassword(Person person) {
        return person.submits(
                "#kc-passwd-update-form", Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
    }
}
