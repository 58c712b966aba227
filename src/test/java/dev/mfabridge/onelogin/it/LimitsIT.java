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

/** Limits of the messages, codes and calls of one user, over all browsers and logins (S3, S4). */
class LimitsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void limitToThreeMessages() {
        realm.execution()
                .configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "3", ConfigProperty.RESEND_COOLDOWN.key(), "1"));
    }

    @Test
    @Attack(
            on = {"S3", "S4"},
            kind = AttackKind.QUOTA)
    @DisplayName("New logins send no message after the user reached the message limit")
    void newLoginsSendNoMessageBeyondLimit() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS);
        for (var login = 0; login < 3; login++) {
            realm.person(user).signsInWithPassword().sees("We sent a text message");
        }

        var ann = realm.person(user).signsInWithPassword();

        assertThat(ann.page().text())
                .containsPattern("We sent you too many messages\\. You can request another message in 1[45]:\\d\\d\\.");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(3);
        assertThat(realm.events(user, "LOGIN_ERROR").get(0).getError()).isEqualTo("slow_down");
        realm.assertCounted(user, 0);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("A user with many logins can't exhaust the account's API quota")
    void userCannotExhaustApiQuota() {
        var user =
                realm.user("abe", simulated -> simulated.offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL));

        for (var login = 0; login < 20; login++) {
            realm.person(user).signsInWithPassword();
        }

        realm.person(user).signsInWithPassword().sees("Too many requests. Wait a few minutes, then try again.");
        assertThat(realm.oneLogin().calls())
                .filteredOn(call -> call.path().contains(String.valueOf(user.oneLoginId())))
                .hasSizeLessThanOrEqualTo(40);
        assertThat(realm.events(user, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_too_many_requests");
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("A user whose device OneLogin refuses can't exhaust the account's API quota")
    void userWithRefusedDeviceCannotExhaustApiQuota() {
        var user = realm.user("ada").enrolled(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("*/users/" + user.oneLoginId() + "*").fault("403"));

        for (var login = 0; login < 60; login++) {
            realm.person(user).signsInWithPassword();
        }

        assertThat(realm.oneLogin().callsFor(user.oneLoginId())).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    @DisplayName("Codes that OneLogin doesn't check because of its own rate limit use up no attempts")
    void codesRejectedByApiQuotaUseUpNoAttempts() {
        var user = realm.user("amy").withDevice(SimulatedFactorType.SMS);
        var amy = realm.person(user).signsInWithPassword();
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .fault("429"));
        for (var attempt = 0; attempt < 12; attempt++) {
            amy.entersCode(realm.lastCodeOf(user)).sees("We couldn't check your code");
        }

        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + user.oneLoginId() + "/*")
                        .fault("none"));
        Awaitility.await().until(() -> amy.entersCode(realm.lastCodeOf(user)).isSignedIn());
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.LOSS)
    @DisplayName("The last code stays valid after the user reached the message limit")
    void lastCodeStaysValidAtMessageLimit() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS);
        realm.person(user).signsInWithPassword();
        realm.person(user).signsInWithPassword();
        var ben = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);

        Awaitility.await()
                .pollDelay(Duration.ofSeconds(1))
                .until(() -> ben.requestsAnotherMessage().page().text().contains("too many"));

        assertThat(ben.page().text())
                .containsPattern("We sent you too many messages\\. You can request another message in 1[45]:\\d\\d\\.");
        assertThat(ben.entersCode(code).isSignedIn()).isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(3);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.LOSS)
    @DisplayName("A login at the message limit challenges the user's authenticator app")
    void authenticatorAppIsChallengedAtMessageLimit() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.MESSAGE_LIMIT.key(),
                        "1",
                        ConfigProperty.ALLOWED_FACTORS.key(),
                        "",
                        ConfigProperty.RESEND_COOLDOWN.key(),
                        "1"));
        var user =
                realm.user("ben-app").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.AUTHENTICATOR);
        realm.person(user).signsInWithPassword().sees("We sent a text message");

        var ben = realm.person(user).signsInWithPassword().sees("your authenticator app");

        var code = realm.oneLogin().appCode(user.oneLoginId(), user.device());
        assertThat(ben.entersCode(code).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A pending code stays valid if the message limit stops the message to another device")
    void pendingCodeStaysValidIfOtherDeviceIsLimited() {
        realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "1"));
        var user = realm.user("ben-mail").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        var ben = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);

        ben.asksForAnotherWay().choosesDevice("Email").sees("We sent you too many messages.");

        ben.choosesDevice("SMS");
        assertThat(ben.entersCode(code).isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("The codes of an authenticator app have one limit for all logins of a user")
    void appCodesHaveOneLimitForAllLoginsOfUser() {
        realm.execution()
                .configure(
                        Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.RESEND_COOLDOWN.key(), "300"));
        var user = realm.user("bella").withDevice(SimulatedFactorType.AUTHENTICATOR);
        for (var login = 0; login < 2; login++) {
            var guesser = realm.person(user).signsInWithPassword();
            for (var guess = 0; guess < 5; guess++) {
                guesser.entersCode("00000" + guess);
            }
        }
        var calls = realm.oneLogin().callsFor(user.oneLoginId()).size();

        var bella = realm.person(user).signsInWithPassword().entersCode("123456");

        bella.sees("Too many incorrect codes");
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()).stream()
                        .skip(calls)
                        .filter(call -> call.method().equals("POST")))
                .isEmpty();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("The message limit of a user doesn't affect other users")
    void messageLimitDoesNotAffectOtherUsers() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS);
        for (var login = 0; login < 4; login++) {
            realm.person(user).signsInWithPassword();
        }

        realm.person(realm.user("dan").withDevice(SimulatedFactorType.SMS))
                .signsInWithPassword()
                .sees("We sent a text message");
    }

    @ParameterizedTest
    @DisplayName("A message that OneLogin refuses uses up no permit")
    @ValueSource(strings = {"503", "403"})
    void refusedMessageUsesUpNoPermit(String fault) {
        realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "1"));
        var user = realm.user("eve" + fault).enrolled(SimulatedFactorType.SMS);
        failNextMessageTo(user, fault);
        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isFalse();

        realm.person(user).signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @DisplayName("A message that never reached OneLogin uses up no permit")
    void messageThatNeverReachedOneLoginUsesUpNoPermit() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.MESSAGE_LIMIT.key(), "1", ConfigProperty.BASE_URL.key(), "http://localhost:1"));
        var user = realm.user("fay").enrolled(SimulatedFactorType.SMS);
        realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

        realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "1"));

        realm.person(user).signsInWithPassword().sees("We sent a text message");
    }

    @ParameterizedTest
    @DisplayName("A message that OneLogin may have sent uses up a permit")
    @ValueSource(strings = {"500", "reset", "hang", "html"})
    void messageThatMayHaveBeenSentUsesUpPermit(String fault) {
        realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "1"));
        var user = realm.user("gil" + fault).enrolled(SimulatedFactorType.SMS);
        failNextMessageTo(user, fault);
        realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

        realm.person(user).signsInWithPassword().sees("We sent you too many messages");
    }

    private static void failNextMessageTo(TestUser user, String fault) {
        realm.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + user.oneLoginId() + "/verifications")
                        .fault(fault)
                        .once());
    }
}
