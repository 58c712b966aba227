package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of an authenticator app: the user scans the secret once and enters codes without any message (S3). */
@Tag("core")
class AuthenticatorIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void allowEveryFactor() {
        realm.execution().configure(Map.of("onelogin.allowedFactors", ""));
    }

    @Test
    @DisplayName("The setup page shows the QR code and the secret in groups of four, and the app's code enrolls")
    void setupPageShowsQrCodeAndSecretAndCodeEnrolls() {
        var user = realm.user("alice", simulated -> simulated.offered(SimulatedFactorType.AUTHENTICATOR));

        var alice = realm.person(user).signsInWithPassword().sees("scan this code");

        assertThat(alice.page().element("img.onelogin-mfa-qr").attr("src")).startsWith("data:image/png;base64,");
        assertThat(alice.page().element("#onelogin-secret").text()).matches("([A-Z2-7]{4} )+[A-Z2-7]{1,4}");
        assertThat(alice.entersCode(codeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("AUTHENTICATOR");
    }

    @Test
    @DisplayName("A reload shows the same secret")
    void reloadShowsTheSameSecret() {
        var user = realm.user("ann", simulated -> simulated.offered(SimulatedFactorType.AUTHENTICATOR));
        var ann = realm.person(user).signsInWithPassword();
        var secret = ann.page().element("#onelogin-secret").text();

        assertThat(ann.reloads().page().element("#onelogin-secret").text()).isEqualTo(secret);
    }

    @Test
    @DisplayName("A wrong code enrolls no device and counts as a failed attempt")
    void wrongCodeEnrollsNothingAndIsCounted() {
        var user = realm.user("arno", simulated -> simulated.offered(SimulatedFactorType.AUTHENTICATOR));

        var arno = realm.person(user).signsInWithPassword().entersCode("000000");

        arno.sees("That code isn't right");
        realm.assertCounted(user, 1);
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).isEmpty();
        assertThat(arno.entersCode(codeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A login with an authenticator app makes one call and sends no message")
    void loginMakesOneCallAndSendsNothing() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.AUTHENTICATOR);
        signsIn(user, Duration.ZERO);
        var before = realm.oneLogin().callsFor(user.oneLoginId()).size();

        signsIn(user, Duration.ofSeconds(30));

        assertThat(realm.oneLogin().callsFor(user.oneLoginId()).stream().skip(before))
                .extracting(call -> call.method() + call.path().replaceAll(".*/", " "))
                .containsExactly("POST verifications");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A code of an authenticator app is valid once")
    void codeIsValidOnce() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.AUTHENTICATOR);
        var code = codeOf(user);
        realm.person(user).signsInWithPassword().entersCode(code);

        var cora = realm.person(user).signsInWithPassword().entersCode(code);

        cora.sees("That code isn't right");
        realm.assertCounted(user, 1);
    }

    @Test
    @DisplayName("The page for the code of an app offers no resend and doesn't expire")
    void codePageOffersNoResendAndDoesNotExpire() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.AUTHENTICATOR);

        var dan = realm.person(user).signsInWithPassword();

        assertThat(dan.page().has("#onelogin-resend-form")).isFalse();
        assertThat(dan.isAskedForCode()).isTrue();
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("Ten wrong codes make the user wait before the next code")
    void tenWrongCodesMakeTheUserWait() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.AUTHENTICATOR);
        var eve = realm.person(user).signsInWithPassword();
        for (var attempt = 0; attempt < 10; attempt++) {
            eve.entersCode("000000");
        }

        eve.sees("Too many incorrect codes");
        assertThat(eve.isAskedForCode()).isFalse();
        eve.requestsAnotherMessage().sees("You can try again in 0:");
    }

    @Test
    @DisplayName("A new device takes the place of an app that was removed in OneLogin")
    void newDeviceReplacesAppThatWasRemovedInOneLogin() {
        var user = realm.user("fay").withDevice(SimulatedFactorType.AUTHENTICATOR);
        signsIn(user, Duration.ZERO);
        var device = user.device();
        var code = realm.oneLogin().appCode(user.oneLoginId(), device, Duration.ofSeconds(30));
        realm.oneLogin().deleteDevice(user.oneLoginId(), device);

        var fay = realm.person(user).signsInWithPassword().entersCode(code).choosesFactor("SMS");
        assertThat(realm.factorsOf(user)).hasSize(1);
        fay.entersCode(realm.lastCodeOf(user));

        assertThat(fay.isSignedIn()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(realm.attributesOf(user)).containsEntry("onelogin_mfa_enrolled", List.of("SMS"));
    }

    private static void signsIn(TestUser user, Duration ahead) {
        var device = user.device();
        var person = realm.person(user).signsInWithPassword();
        var code = realm.oneLogin().appCode(user.oneLoginId(), device, ahead);
        assertThat(person.entersCode(code).isSignedIn()).isTrue();
    }

    private static String codeOf(TestUser user) {
        return realm.oneLogin().appsOf(user.oneLoginId()).get(0).code();
    }
}
