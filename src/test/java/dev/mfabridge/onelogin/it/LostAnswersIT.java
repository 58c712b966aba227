package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that OneLogin processes and whose answers get lost: they are not the user's mistakes (S5). */
class LostAnswersIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void allowEveryFactor() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.RESEND_COOLDOWN.key(), "1"));
    }

    @ParameterizedTest
    @Attack(on = "S5", kind = AttackKind.LOSS)
    @DisplayName("A used app code whose answer got lost is not counted, and the page asks for the next code")
    @ValueSource(strings = {"reset", "truncated", "empty"})
    void usedAppCodeIsNotCountedAfterLostAnswer(String fault) {
        var user = realm.user("app-" + fault).withDevice(SimulatedFactorType.AUTHENTICATOR);
        var person = realm.person(user).signsInWithPassword();
        var code = appCode(user, Duration.ZERO);
        loseAnswers(user, "POST", "verifications", fault);

        person.entersCode(code).sees("Wait for the next code in your app");
        person.entersCode(code).sees("Wait for the next code in your app");
        realm.assertCounted(user, 0);

        person.entersCode("000000").sees("That code isn't right");
        realm.assertCounted(user, 1);
        assertThat(person.entersCode(appCode(user, Duration.ofSeconds(30))).isSignedIn())
                .as(person.page().text())
                .isTrue();
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.LOSS)
    @DisplayName("A used code of a text message whose answer got lost is not counted, and a new code signs in")
    void usedCodeOfMessageIsNotCountedAfterLostAnswer() {
        var user = realm.user("sms").withDevice(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        loseAnswers(user, "PUT", "verifications", "reset");

        person.entersCode(code).sees("We couldn't check your code");
        person.entersCode(code).sees("OneLogin didn't answer in time");

        realm.assertCounted(user, 0);
        person.requestsAnotherMessageAfterCooldown();
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @Attack(
            on = {"S2", "S5"},
            kind = AttackKind.LOSS)
    @DisplayName("A device is challenged and adopted if the answer to its enrollment got lost")
    void deviceOfLostEnrollmentIsAdopted() {
        var user = realm.user("enrolls");
        var person = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        var code = realm.lastCodeOf(user);
        loseAnswers(user, "PUT", "registrations", "reset");
        person.entersCode(code).sees("We couldn't check your code");
        assertThat(devices.of(user)).hasSize(1);

        person.entersCode(code).sees("We sent you a new code");

        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(devices.of(user)).hasSize(1);
        assertThat(realm.factorsOf(user)).hasSize(1);
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("A push whose acceptance got lost can be polled again")
    void acceptedPushIsPolledAgainAfterLostAnswer() {
        var user = realm.user("push").withDevice(SimulatedFactorType.PROTECT);
        var person = realm.person(user).signsInWithPassword();
        loseAnswers(user, "GET", "verifications", "truncated");
        realm.oneLogin().approve(user.oneLoginId());

        person.checksConfirmation().sees("We couldn't check your confirmation");

        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> person.checksConfirmation().isSignedIn());
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("A push that OneLogin no longer knows after a lost answer is not called expired")
    void unknownPushAfterLostAnswerIsExplained() {
        var user = realm.user("push-gone").withDevice(SimulatedFactorType.PROTECT);
        var person = realm.person(user).signsInWithPassword();
        loseAnswers(user, "GET", "verifications", "truncated");
        person.checksConfirmation().sees("We couldn't check your confirmation");
        realm.oneLogin().expirePending(user.oneLoginId());

        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> person.checksConfirmation().page().text().contains("OneLogin didn't answer in time"));

        realm.assertCounted(user, 0);
        person.requestsAnotherMessageAfterCooldown();
        assertThat(person.isWaiting()).isTrue();
    }

    private static String appCode(TestUser user, Duration ahead) {
        return realm.oneLogin().appCode(user.oneLoginId(), user.device(), ahead);
    }

    /** Lets OneLogin process the next call and send no usable answer. */
    private static void loseAnswers(TestUser user, String method, String resource, String fault) {
        realm.oneLogin()
                .behave(BehaviorRule.on(method + " /api/2/mfa/users/" + user.oneLoginId() + "/" + resource + "*")
                        .fault(fault)
                        .once());
    }
}
