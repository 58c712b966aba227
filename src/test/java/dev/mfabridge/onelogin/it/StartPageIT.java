package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Page with a button, which comes first if another site can have caused the request (S4). */
class StartPageIT {

    private static final String ACTION = "onelogin-enroll";

    /** Realm that requires only a password. The action reads its settings from the disabled execution. */
    @RegisterExtension
    static final TestRealm password = TestRealm.withPassword().then(TestRealm.ONELOGIN, "DISABLED");

    @RegisterExtension
    static final TestRealm factor = TestRealm.withOneLogin();

    @BeforeEach
    void configureRealms() {
        password.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        factor.execution()
                .configure(
                        Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.REMEMBER_HOURS.key(), "168"));
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName("Opening an action again and again sends nothing, and the button sends one message")
    void openedActionSendsNothingBeforeTheButton() {
        var user = password.user("ann").enrolled(SimulatedFactorType.SMS);
        var ann = signedIn(password, user);

        for (var visit = 1; visit <= 6; visit++) {
            ann.opensLoginFor(ACTION).sees("we send a text message with a code to your phone (OneLogin SMS)");
        }
        ann.reloads().reloads();

        assertThat(password.oneLogin().callsFor(user.oneLoginId())).isEmpty();
        ann.starts().sees("We sent a text message");
        ann.reloads();
        assertThat(password.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(ann.entersCode(password.lastCodeOf(user)).isAskedForFactor()).isTrue();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName("A form of another site that opens an action sends nothing either")
    void postOfAnotherSiteSendsNothing() {
        var user = password.user("ben").enrolled(SimulatedFactorType.SMS);
        var browser = new Browser();
        password.person(browser, user).signsInWithPassword();
        var fields = new HashMap<String, String>();
        for (var field : URI.create(password.loginAddress()).getQuery().split("&")) {
            fields.put(field.split("=", 2)[0], field.split("=", 2)[1]);
        }
        fields.put("kc_action", ACTION);
        var endpoint = URI.create(password.address() + "/protocol/openid-connect/auth?session_code=x");

        var page = browser.post(endpoint, fields);

        assertThat(page.text()).contains("When you continue, we send a text message");
        assertThat(password.oneLogin().callsFor(user.oneLoginId())).isEmpty();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName("A user whose devices only OneLogin knows gets a message only after the button")
    void unknownDeviceIsChallengedAfterTheButton() {
        var user = password.user("cora").withDevice(SimulatedFactorType.VOICE);
        var cora = signedIn(password, user);

        cora.opensLoginFor(ACTION).sees("When you continue, we may send you a message or call you.");

        assertThat(password.oneLogin().callsFor(user.oneLoginId())).isEmpty();
        cora.starts();
        assertThat(password.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("A user cancels an action on the page with the button")
    void actionIsCanceledBeforeTheButton() {
        var user = password.user("dan").enrolled(SimulatedFactorType.SMS);

        var dan = signedIn(password, user).opensLoginFor(ACTION).cancels();

        assertThat(dan.isSignedIn()).isTrue();
        assertThat(dan.actionStatus()).isEqualTo("cancelled");
    }

    @Test
    @DisplayName("The code of an authenticator app is asked for at once, since nothing is sent")
    void authenticatorAppNeedsNoButton() {
        var user = password.user("eve").enrolled(SimulatedFactorType.AUTHENTICATOR);

        assertThat(signedIn(password, user).opensLoginFor(ACTION).isAskedForCode())
                .isTrue();
    }

    @Test
    @DisplayName("Opening an action with an app calls OneLogin only after the button if the status is checked")
    void statusOfUserWithAppIsCheckedAfterTheButton() {
        password.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.LOOK_UP_USER.key(), "true"));
        var user = password.user("lea").enrolled(SimulatedFactorType.AUTHENTICATOR);
        var lea = signedIn(password, user);

        for (var visit = 1; visit <= 3; visit++) {
            assertThat(lea.opensLoginFor(ACTION).isAskedToStart()).isTrue();
        }

        assertThat(password.oneLogin().callsFor(user.oneLoginId())).isEmpty();
        assertThat(lea.starts().isAskedForCode()).as(lea.page().text()).isTrue();
    }

    @Test
    @DisplayName("A login with the password has no page with a button")
    void loginWithPasswordHasNoButton() {
        var user = factor.user("fay").enrolled(SimulatedFactorType.SMS);

        var fay = factor.person(user).isCareful().signsInWithPassword();

        assertThat(fay.isAskedForCode()).as(fay.page().text()).isTrue();
    }

    @Test
    @DisplayName("An action that an administrator assigned follows the password without a page with a button")
    void assignedActionAfterPasswordHasNoButton() {
        var user = password.user("gil").enrolled(SimulatedFactorType.SMS);
        password.requestEnrollment(user);

        var gil = password.person(user).isCareful().signsInWithPassword();

        assertThat(gil.isAskedForCode()).as(gil.page().text()).isTrue();
        assertThat(password.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName("An assigned action in a session without a form of this login waits for the button")
    void assignedActionInExistingSessionWaits() {
        var user = password.user("hal").enrolled(SimulatedFactorType.SMS);
        var hal = signedIn(password, user);
        password.requestEnrollment(user);

        hal.opensLogin();

        assertThat(hal.isAskedToStart()).as(hal.page().text()).isTrue();
        assertThat(password.oneLogin().callsFor(user.oneLoginId())).isEmpty();
    }

    @Test
    @DisplayName("An application that demands a re-authentication gets the factor after the password without a button")
    void reauthenticationHasNoButton() {
        var user = factor.user("ida").enrolled(SimulatedFactorType.SMS);
        var ida = factor.person(user).isCareful().signsInWithPassword();
        ida.entersCode(factor.lastCodeOf(user));

        ida.opensLogin(Map.of("prompt", "login")).confirmsPassword();

        assertThat(ida.isAskedForCode()).as(ida.page().text()).isTrue();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName("Opening the action that forgets browsers changes nothing before the button")
    void openedActionForgetsNoBrowserBeforeTheButton() {
        var user = factor.user("jan").enrolled(SimulatedFactorType.SMS);
        var jan = factor.person(user).isCareful().signsInWithPassword();
        jan.submits("#onelogin-code-form", Map.of("otp", factor.lastCodeOf(user), "login", "", "remember", "true"));

        jan.opensLoginFor("onelogin-forget-browsers").sees("no browser is remembered any longer");
        var code = jan.signsOut().signsInWithPassword();
        assertThat(code.isSignedIn()).as(code.page().text()).isTrue();

        jan.opensLoginFor("onelogin-forget-browsers").starts();
        assertThat(jan.actionStatus()).isEqualTo("success");
        assertThat(jan.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("Every theme shows the page with the button")
    @ValueSource(strings = {"keycloak.v2", "keycloak", "base"})
    void themeShowsPageWithButton(String theme) {
        password.loginTheme(theme);
        var user = password.user("kim-" + theme).enrolled(SimulatedFactorType.EMAIL);

        var kim = signedIn(password, user).opensLoginFor(ACTION).sees("Confirm that it is you");

        kim.sees("When you continue, we send an e-mail to your e-mail address (OneLogin Email).")
                .sees("Continue");
        assertThat(kim.starts().isAskedForCode()).isTrue();
    }

    private static Person signedIn(TestRealm realm, TestUser user) {
        var person = realm.person(user).isCareful().signsInWithPassword();
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        return person;
    }
}
