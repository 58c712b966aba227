package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An authenticator app: scanned once, then typed from, with nothing sent. */
class AuthenticatorIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void everyFactor() {
        realm.step().settings(Map.of("onelogin.allowedFactors", ""));
    }

    @Test
    @DisplayName("The setup page shows the QR code and the secret in groups of four, and the app's code enrolls")
    void setupPageShowsQrCodeAndSecretAndCodeEnrolls() {
        var account = realm.user("alice", user -> user.offered(SimulatedFactorType.AUTHENTICATOR));

        var alice = realm.person(account).signsInWithPassword().sees("scan this code");

        assertThat(alice.page().element("img.onelogin-mfa-qr").attr("src")).startsWith("data:image/png;base64,");
        assertThat(alice.page().element("#onelogin-secret").text()).matches("([A-Z2-7]{4} )+[A-Z2-7]{1,4}");
        assertThat(alice.entersCode(codeOf(account)).isSignedIn()).isTrue();
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("AUTHENTICATOR");
    }

    @Test
    @DisplayName("A reload shows the same secret")
    void reloadShowsTheSameSecret() {
        var account = realm.user("ann", user -> user.offered(SimulatedFactorType.AUTHENTICATOR));
        var ann = realm.person(account).signsInWithPassword();
        var secret = ann.page().element("#onelogin-secret").text();

        assertThat(ann.reloads().page().element("#onelogin-secret").text()).isEqualTo(secret);
    }

    @Test
    @DisplayName("A wrong code enrolls no device and counts as a failed attempt")
    void wrongCodeEnrollsNothingAndIsCounted() {
        var account = realm.user("arno", user -> user.offered(SimulatedFactorType.AUTHENTICATOR));

        var arno = realm.person(account).signsInWithPassword().entersCode("000000");

        arno.sees("That code isn't right");
        realm.assertCounted(account, 1);
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId())).isEmpty();
        assertThat(arno.entersCode(codeOf(account)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A login with an authenticator app makes one call and sends no message")
    void loginMakesOneCallAndSendsNothing() {
        var account = withApp("ben");
        signsIn(account, Duration.ZERO);
        var before = realm.oneLogin().callsFor(account.oneLoginId()).size();

        signsIn(account, Duration.ofSeconds(30));

        assertThat(realm.oneLogin().callsFor(account.oneLoginId()).stream().skip(before))
                .extracting(call -> call.method() + call.path().replaceAll(".*/", " "))
                .containsExactly("POST verifications");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).isEmpty();
    }

    @Test
    @DisplayName("A code of an authenticator app is valid once")
    void codeIsValidOnce() {
        var account = withApp("cora");
        var code = codeOf(account);
        realm.person(account).signsInWithPassword().entersCode(code);

        var cora = realm.person(account).signsInWithPassword().entersCode(code);

        cora.sees("That code isn't right");
        realm.assertCounted(account, 1);
    }

    @Test
    @DisplayName("The page for the code of an app offers no resend and doesn't expire")
    void codePageOffersNoResendAndDoesNotExpire() {
        var account = withApp("dan");

        var dan = realm.person(account).signsInWithPassword();

        assertThat(dan.page().has("#onelogin-resend-form")).isFalse();
        assertThat(dan.isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("Ten wrong codes make the user wait before the next code")
    void tenWrongCodesMakeTheUserWait() {
        var account = withApp("eve");
        var eve = realm.person(account).signsInWithPassword();
        for (var attempt = 0; attempt < 10; attempt++) {
            eve.entersCode("000000");
        }

        eve.sees("Too many incorrect codes");
        assertThat(eve.isAskedForCode()).isFalse();
        eve.asksForAnotherCode().sees(" seconds, then try again.");
    }

    @Test
    @DisplayName("An app that was removed in OneLogin loses its credential")
    void appRemovedInOneLoginLosesItsCredential() {
        var account = withApp("fay");
        signsIn(account, Duration.ZERO);
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0).deviceId();
        var code = realm.oneLogin().appCode(account.oneLoginId(), device, Duration.ofSeconds(30));
        realm.oneLogin().deleteDevice(account.oneLoginId(), device);

        realm.person(account).signsInWithPassword().entersCode(code);

        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));
    }

    private static TestUser withApp(String name) {
        return realm.user(name, user -> user.withDevice("76" + user.id(), SimulatedFactorType.AUTHENTICATOR));
    }

    private static void signsIn(TestUser account, Duration ahead) {
        var device = realm.oneLogin().devicesOf(account.oneLoginId()).get(0).deviceId();
        var person = realm.person(account).signsInWithPassword();
        var code = realm.oneLogin().appCode(account.oneLoginId(), device, ahead);
        assertThat(person.entersCode(code).isSignedIn()).isTrue();
    }

    private static String codeOf(TestUser account) {
        return realm.oneLogin().appsOf(account.oneLoginId()).get(0).code();
    }
}
