package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests of e-mail with a code or a link. OneLogin's API doesn't tell if a factor sends a code or a link, and one OneLogin account
 * can have both (S4).
 */
class EmailIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final DirectGrantClient client = new DirectGrantClient(realm);

    @BeforeEach
    void configureRealm() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(),
                        "",
                        ConfigProperty.EMAIL_LINK.key(),
                        "either",
                        ConfigProperty.RESEND_COOLDOWN.key(),
                        "1"));
    }

    @Test
    @DisplayName("The code from an e-mail signs the user in")
    void emailCodeSignsTheUserIn() {
        var user = realm.user("alice").withDevice(SimulatedFactorType.EMAIL);
        var alice = realm.person(user).signsInWithPassword();
        alice.sees("Enter the code from the e-mail here, or click the link in it.");

        assertThat(alice.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The page continues after the user opens the link in an e-mail")
    void pageContinuesAfterTheLinkIsOpened() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.EMAIL_LINK);
        var ben = realm.person(user).signsInWithPassword();
        assertThat(ben.isAskedForCode()).isTrue();
        assertThat(ben.pageContinues()).isFalse();

        realm.oneLogin().clickLink(user.oneLoginId());

        Awaitility.await().until(ben::pageContinues);
        assertThat(ben.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A wrong code shows an error at the field, counts as a failed attempt and can be corrected")
    void wrongCodeIsShownCountedAndCanBeCorrected() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.EMAIL);
        var cora = realm.person(user).signsInWithPassword();

        cora.entersCode("WRONG1");

        assertThat(cora.codeError()).isEqualTo("That code isn't right. Check it and try again.");
        realm.assertCounted(user, 1);
        assertThat(cora.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A code doesn't prove a factor that sends links")
    void codeDoesNotProveFactorThatSendsLinks() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.EMAIL_LINK);
        var dan = realm.person(user).signsInWithPassword();

        dan.entersCode("123456");

        assertThat(dan.isSignedIn()).isFalse();
        realm.oneLogin().clickLink(user.oneLoginId());
        Awaitility.await().until(dan::pageContinues);
        assertThat(dan.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The extension polls OneLogin for a link at most once in five seconds")
    void linkIsPolledAtMostOnceInFiveSeconds() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.EMAIL);
        var eve = realm.person(user).signsInWithPassword();
        assertThat(eve.page().element("#onelogin-answered-form").attr("data-pause-seconds"))
                .isEqualTo("5");

        for (var i = 0; i < 10; i++) {
            eve.pageContinues();
        }

        assertThat(polls(user)).hasSize(1);
    }

    @Test
    @DisplayName("The default takes codes only, and never polls OneLogin for the link of an e-mail")
    void defaultTakesCodesAndNeverPolls() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.EMAIL_LINK.key(), ""));
        var user = realm.user("fay").withDevice(SimulatedFactorType.EMAIL);
        var fay = realm.person(user).signsInWithPassword();

        assertThat(fay.isWaiting()).isFalse();
        assertThat(fay.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(polls(user)).isEmpty();
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .extracting(RecordedCall::body)
                .noneMatch(body -> body.contains("redirect_to"));
    }

    @Test
    @DisplayName("The page has no field for a code if e-mail factors send links")
    void factorsThatSendLinksHaveNoCodeField() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.EMAIL_LINK.key(), "link"));
        var user = realm.user("gil").withDevice(SimulatedFactorType.EMAIL_LINK);
        var gil = realm.person(user).signsInWithPassword();

        assertThat(gil.isWaiting()).isTrue();
        assertThat(gil.page().has("[name=otp]")).isFalse();
    }

    @Test
    @DisplayName("Two factors of one type have distinct names on the page")
    void factorsOfOneTypeHaveDistinctNames() {
        var user = realm.user(
                "hana", simulated -> simulated.offered(SimulatedFactorType.EMAIL, SimulatedFactorType.EMAIL_LINK));

        realm.person(user).signsInWithPassword().sees("OneLogin Email").sees("Email Magic Link");
    }

    @Test
    @DisplayName("Two devices of one type have distinct names on the page")
    void devicesOfOneTypeHaveDistinctNames() {
        var user = realm.user("ian")
                .withDevice(SimulatedFactorType.EMAIL, "Mailbox")
                .withDevice(SimulatedFactorType.EMAIL_LINK, "Mailbox");
        var ian = realm.person(user).signsInWithPassword().asksForAnotherWay();

        ian.sees("Mailbox (OneLogin Email)").sees("Mailbox (Email Magic Link)");

        ian.choosesDevice("Email Magic Link");
        realm.oneLogin().clickLink(user.oneLoginId());
        Awaitility.await().until(ian::pageContinues);
        assertThat(ian.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A client repeats a direct grant with the code or with the mfa_token of the challenge")
    void directGrantAcceptsCodeOrChallengeToken() {
        var byCode = realm.user("jan").withDevice(SimulatedFactorType.EMAIL);
        assertThat(client.requestToken(byCode, Map.of()).error()).isEqualTo("mfa_required");
        assertThat(client.requestToken(byCode, Map.of("otp", realm.lastCodeOf(byCode)))
                        .isToken())
                .isTrue();

        var byLink = realm.user("kim").withDevice(SimulatedFactorType.EMAIL_LINK);
        var token = Map.of("mfa_token", client.requestToken(byLink, Map.of()).text("mfa_token"));
        assertThat(client.requestToken(byLink, token).error()).isEqualTo("authorization_pending");
        realm.oneLogin().clickLink(byLink.oneLoginId());
        Awaitility.await().until(() -> client.requestToken(byLink, token).isToken());
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.WEB)
    @DisplayName("With the default, a link that a mail scanner opens approves no sign-in")
    void defaultIgnoresLinkThatScannerOpened() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.EMAIL_LINK.key(), ""));
        var user = realm.user("lea").withDevice(SimulatedFactorType.EMAIL_LINK);
        var lea = realm.person(user).signsInWithPassword();

        realm.oneLogin().clickLink(user.oneLoginId());
        lea.submits("#onelogin-code-form", Map.of("answered", ""));

        assertThat(lea.isSignedIn()).isFalse();
        assertThat(polls(user)).isEmpty();
    }

    private static List<RecordedCall> polls(TestUser user) {
        return realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .filter(call -> call.method().equals("GET") && call.path().contains("/verifications/"))
                .toList();
    }
}
