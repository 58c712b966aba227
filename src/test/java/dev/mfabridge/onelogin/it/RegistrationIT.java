package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;

/** Self-registration with the execution in the registration flow, below the form. */
@Tag("this-machine")
class RegistrationIT {
    private static final String FLOW = "registration with OneLogin";
    private static final Pattern LINK = Pattern.compile("https?://\\S+/login-actions/action-token\\S+");
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeAll
    static void bindFlow() {
        MAIL.start();
        var flows = realm.admin().flows();
        flows.copy("registration", Map.of("newName", FLOW)).close();
        flows.addExecution(FLOW, Map.of("provider", TestRealm.ONELOGIN));
        var execution = flows.getExecutions(FLOW).stream()
                .filter(added -> TestRealm.ONELOGIN.equals(added.getProviderId()))
                .findFirst()
                .orElseThrow();
        execution.setRequirement("REQUIRED");
        flows.updateExecutions(FLOW, execution);
        var config = new AuthenticatorConfigRepresentation();
        config.setAlias(FLOW);
        config.setConfig(realm.execution().defaults());
        flows.newExecutionConfig(execution.getId(), config).close();
        var changed = realm.admin().toRepresentation();
        changed.setRegistrationFlow(FLOW);
        changed.setRegistrationAllowed(true);
        changed.setVerifyEmail(true);
        changed.setSmtpServer(Map.of(
                "host", "localhost",
                "port", String.valueOf(MAIL.getSmtp().getPort()),
                "from", "keycloak@example.com"));
        realm.admin().update(changed);
    }

    @AfterAll
    static void stopMail() {
        MAIL.stop();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A new user verifies the address after the form, enrolls a factor, and then sets the password")
    void newUserVerifiesAddressAndEnrolls() {
        var ann = register("ann-new");

        ann.sees("Confirm your e-mail address").submits("#onelogin-email-form", Map.of("email", "true"));
        var elsewhere = realm.person(new TestUser("", "", "", "", 0)).opens(link());
        elsewhere.opens(
                URI.create(elsewhere.page().element("a[href*=action-token]").absUrl("href")));
        ann.submits("#onelogin-continue-form", Map.of("continue", "true"));

        assertThat(ann.isAskedForFactor()).as(ann.page().text()).isTrue();
        ann.choosesFactor("SMS")
                .entersCode(realm.oneLogin().lastCodeFor(85_000_001).orElseThrow());
        // With "Verify email", Keycloak asks for the password of a new user at the end.
        ann.submits("#kc-passwd-update-form", Map.of("password-new", "pa55 word", "password-confirm", "pa55 word"));
        assertThat(ann.isSignedIn()).as(ann.page().text()).isTrue();
    }

    private static Person register(String name) {
        var email = name + "@register.example.com";
        realm.oneLogin().addUser(SimulatedUser.named(85_000_001, name).withEmail(email));
        var person = realm.person(new TestUser("", name, "", email, 85_000_001)).opensLogin();
        person.opens(URI.create(person.page().element("a[href*=registration]").absUrl("href")));
        return person.submits(
                "#kc-register-form",
                Map.of(
                        "username", name,
                        "email", email,
                        "firstName", "Ann",
                        "lastName", "New",
                        "password", "pa55 word",
                        "password-confirm", "pa55 word"));
    }

    private static URI link() {
        var mail = Arrays.stream(MAIL.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .map(message -> message.replace("=\r\n", "").replace("=3D", "="))
                .findFirst()
                .orElseThrow();
        var link = LINK.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return URI.create(link.group());
    }
}
