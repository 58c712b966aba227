package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** E-mail as it is by default: OneLogin's API doesn't tell whether a factor sends a code or a link, and one account can have both. */
class EmailIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final DirectGrantClient program = new DirectGrantClient(realm);

    @BeforeEach
    void byDefault() {
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.resendCooldown", "1"));
    }

    @Test
    @DisplayName("The code from an e-mail signs the user in")
    void emailCodeSignsTheUserIn() {
        var account = realm.user("alice", user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL));
        var alice = realm.person(account).signsInWithPassword();
        alice.sees("Enter the code from the e-mail here, or click the link in it.");

        assertThat(alice.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The page continues after the user opens the link in an e-mail")
    void pageContinuesAfterTheLinkIsOpened() {
        var account = realm.user("ben", user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL_LINK));
        var ben = realm.person(account).signsInWithPassword();
        assertThat(ben.isAskedForCode()).isTrue();
        assertThat(ben.pageGoesOn()).isFalse();

        realm.oneLogin().clickLink(account.oneLoginId());

        Awaitility.await().until(ben::pageGoesOn);
        assertThat(ben.looksForAnswer().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A wrong code shows an error at the field, counts as a failed attempt and can be corrected")
    void wrongCodeIsShownCountedAndCanBeCorrected() {
        var account = realm.user("cora", user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL));
        var cora = realm.person(account).signsInWithPassword();

        cora.entersCode("WRONG1");

        assertThat(cora.codeError()).isEqualTo("That code isn't right. Check it and try again.");
        realm.assertCounted(account, 1);
        assertThat(cora.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A code doesn't prove a factor that sends links")
    void codeDoesNotProveFactorThatSendsLinks() {
        var account = realm.user("dan", user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL_LINK));
        var dan = realm.person(account).signsInWithPassword();

        dan.entersCode("123456");

        assertThat(dan.isSignedIn()).isFalse();
        realm.oneLogin().clickLink(account.oneLoginId());
        Awaitility.await().until(dan::pageGoesOn);
        assertThat(dan.looksForAnswer().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The extension polls OneLogin for a link at most once in five seconds")
    void linkIsPolledAtMostOnceInFiveSeconds() {
        var account = realm.user("eve", user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL));
        var eve = realm.person(account).signsInWithPassword();
        assertThat(eve.page().element("#onelogin-answered-form").attr("data-pause-seconds"))
                .isEqualTo("5");

        for (var i = 0; i < 10; i++) {
            eve.pageGoesOn();
        }

        assertThat(polls(account)).hasSize(1);
    }

    @Test
    @DisplayName("The extension never polls OneLogin if e-mail factors send codes")
    void factorsThatSendCodesAreNeverPolled() {
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.emailLink", "code"));
        var account = realm.user("fay", user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL));
        var fay = realm.person(account).signsInWithPassword();

        assertThat(fay.isWaiting()).isFalse();
        assertThat(fay.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
        assertThat(polls(account)).isEmpty();
        assertThat(realm.oneLogin().callsFor(account.oneLoginId()))
                .extracting(RecordedCall::body)
                .noneMatch(body -> body.contains("redirect_to"));
    }

    @Test
    @DisplayName("The page has no field for a code if e-mail factors send links")
    void factorsThatSendLinksHaveNoCodeField() {
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.emailLink", "link"));
        var account = realm.user("gil", user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL_LINK));
        var gil = realm.person(account).signsInWithPassword();

        assertThat(gil.isWaiting()).isTrue();
        assertThat(gil.page().has("[name=otp]")).isFalse();
    }

    @Test
    @DisplayName("Two factors of one type have distinct names on the page")
    void factorsOfOneTypeHaveDistinctNames() {
        var account =
                realm.user("hana", user -> user.offered(SimulatedFactorType.EMAIL, SimulatedFactorType.EMAIL_LINK));

        realm.person(account).signsInWithPassword().sees("OneLogin Email").sees("Email Magic Link");
    }

    @Test
    @DisplayName("Two devices of one type have distinct names on the page")
    void devicesOfOneTypeHaveDistinctNames() {
        var account = realm.user(
                "ian",
                user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL, "Mailbox")
                        .withDevice("72" + user.id(), SimulatedFactorType.EMAIL_LINK, "Mailbox"));
        var ian = realm.person(account).signsInWithPassword().asksForAnotherWay();

        ian.sees("Mailbox (OneLogin Email)").sees("Mailbox (Email Magic Link)");

        ian.choosesDevice("Email Magic Link");
        realm.oneLogin().clickLink(account.oneLoginId());
        Awaitility.await().until(ian::pageGoesOn);
        assertThat(ian.looksForAnswer().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A direct grant is repeated with the code or with the mfa_token of the challenge")
    void directGrantAcceptsCodeOrChallengeToken() {
        var byCode = realm.user("jan", user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL));
        assertThat(program.asks(byCode, Map.of()).error()).isEqualTo("mfa_required");
        assertThat(program.asks(byCode, Map.of("otp", realm.lastCodeOf(byCode))).isToken())
                .isTrue();

        var byLink = realm.user("kim", user -> user.withDevice("71" + user.id(), SimulatedFactorType.EMAIL_LINK));
        var token = Map.of("mfa_token", program.asks(byLink, Map.of()).text("mfa_token"));
        assertThat(program.asks(byLink, token).error()).isEqualTo("authorization_pending");
        realm.oneLogin().clickLink(byLink.oneLoginId());
        Awaitility.await().until(() -> program.asks(byLink, token).isToken());
    }

    private static List<RecordedCall> polls(TestUser account) {
        return realm.oneLogin().callsFor(account.oneLoginId()).stream()
                .filter(call -> call.method().equals("GET") && call.path().contains("/verifications/"))
                .toList();
    }
}
