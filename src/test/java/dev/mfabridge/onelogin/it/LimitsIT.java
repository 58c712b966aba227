package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

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
        realm.step().settings(Map.of("onelogin.messageLimit", "3", "onelogin.resendCooldown", "1"));
    }

    @Test
    @DisplayName("New logins send no message after the user reached the message limit")
    void newLoginsSendNoMessageBeyondLimit() {
        var account = withPhone("ann");
        for (var login = 0; login < 3; login++) {
            realm.person(account).signsInWithPassword().sees("We sent a text message");
        }

        var ann = realm.person(account).signsInWithPassword();

        ann.sees("We sent you too many messages. Wait 15 minutes before you request another message.");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(3);
        assertThat(realm.events(account, "LOGIN_ERROR").get(0).getError()).isEqualTo("slow_down");
        realm.assertCounted(account, 0);
    }

    @Test
    @DisplayName("A user with many logins can't exhaust the account's API quota")
    void userCannotExhaustApiQuota() {
        var account = realm.user("abe", user -> user.offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL));

        for (var login = 0; login < 20; login++) {
            realm.person(account).signsInWithPassword();
        }

        realm.person(account).signsInWithPassword().sees("Too many requests. Wait a few minutes, then try again.");
        assertThat(realm.oneLogin().calls())
                .filteredOn(call -> call.path().contains(String.valueOf(account.oneLoginId())))
                .hasSizeLessThanOrEqualTo(40);
        assertThat(realm.events(account, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_too_many_requests");
    }

    @Test
    @DisplayName("A user whose device OneLogin refuses can't exhaust the account's API quota")
    void userWithRefusedDeviceCannotExhaustApiQuota() {
        var account = realm.enrolled("ada", SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("*/users/" + account.oneLoginId() + "*").fault("403"));

        for (var login = 0; login < 60; login++) {
            realm.person(account).signsInWithPassword();
        }

        assertThat(realm.oneLogin().callsFor(account.oneLoginId())).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    @DisplayName("Codes that OneLogin doesn't check because of its own rate limit use up no attempts")
    void codesRejectedByApiQuotaUseUpNoAttempts() {
        var account = withPhone("amy");
        var amy = realm.person(account).signsInWithPassword();
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + account.oneLoginId() + "/*")
                        .fault("429")
                        .times(12));
        for (var attempt = 0; attempt < 12; attempt++) {
            amy.entersCode(realm.lastCodeOf(account)).sees("We couldn't check your code");
        }

        assertThat(amy.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The last code stays valid after the user reached the message limit")
    void lastCodeStaysValidAtMessageLimit() {
        var account = withPhone("ben");
        realm.person(account).signsInWithPassword();
        realm.person(account).signsInWithPassword();
        var ben = realm.person(account).signsInWithPassword();
        var code = realm.lastCodeOf(account);

        Awaitility.await()
                .pollDelay(Duration.ofSeconds(1))
                .until(() -> ben.asksForAnotherCode().page().text().contains("too many"));

        ben.sees("We sent you too many messages. Wait 15 minutes before you request another message.");
        assertThat(ben.entersCode(code).isSignedIn()).isTrue();
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(3);
    }

    @Test
    @DisplayName("A login at the message limit challenges the user's authenticator app")
    void authenticatorAppIsChallengedAtMessageLimit() {
        realm.step()
                .settings(Map.of(
                        "onelogin.messageLimit", "1", "onelogin.allowedFactors", "", "onelogin.resendCooldown", "1"));
        var account = realm.user(
                "ben-app",
                user -> user.withDevice("75" + user.id(), SimulatedFactorType.SMS)
                        .withDevice("76" + user.id(), SimulatedFactorType.AUTHENTICATOR));
        realm.person(account).signsInWithPassword().sees("We sent a text message");

        var ben = realm.person(account).signsInWithPassword().sees("your authenticator app");

        var code = realm.oneLogin().appCode(account.oneLoginId(), "76" + account.oneLoginId());
        assertThat(ben.entersCode(code).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A pending code stays valid if the message limit stops the message to another device")
    void pendingCodeStaysValidIfOtherDeviceIsLimited() {
        realm.step().settings(Map.of("onelogin.messageLimit", "1"));
        var account = realm.user(
                "ben-mail",
                user -> user.withDevice("75" + user.id(), SimulatedFactorType.SMS)
                        .withDevice("76" + user.id(), SimulatedFactorType.EMAIL));
        var ben = realm.person(account).signsInWithPassword();
        var code = realm.lastCodeOf(account);

        ben.asksForAnotherWay().choosesDevice("Email").sees("We sent you too many messages.");

        ben.choosesDevice("SMS");
        assertThat(ben.entersCode(code).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The codes of an authenticator app have one limit for all logins of a user")
    void appCodesHaveOneLimitForAllLoginsOfUser() {
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.resendCooldown", "300"));
        var account = realm.user("bella", user -> user.withDevice("76" + user.id(), SimulatedFactorType.AUTHENTICATOR));
        for (var login = 0; login < 2; login++) {
            var guesser = realm.person(account).signsInWithPassword();
            for (var guess = 0; guess < 5; guess++) {
                guesser.entersCode("00000" + guess);
            }
        }
        var calls = realm.oneLogin().callsFor(account.oneLoginId()).size();

        var bella = realm.person(account).signsInWithPassword().entersCode("123456");

        bella.sees("Too many incorrect codes");
        assertThat(realm.oneLogin().callsFor(account.oneLoginId()).stream()
                        .skip(calls)
                        .filter(call -> call.method().equals("POST")))
                .isEmpty();
    }

    @Test
    @DisplayName("The message limit of a user doesn't affect other users")
    void messageLimitDoesNotAffectOtherUsers() {
        var account = withPhone("cora");
        for (var login = 0; login < 4; login++) {
            realm.person(account).signsInWithPassword();
        }

        realm.person(withPhone("dan")).signsInWithPassword().sees("We sent a text message");
    }

    @ParameterizedTest
    @DisplayName("A message that OneLogin refuses uses up no permit")
    @ValueSource(strings = {"503", "429", "403"})
    void refusedMessageUsesUpNoPermit(String fault) {
        realm.step().settings(Map.of("onelogin.messageLimit", "1"));
        var account = realm.enrolled("eve" + fault, SimulatedFactorType.SMS);
        failNextMessageTo(account, fault);
        assertThat(realm.person(account).signsInWithPassword().isAskedForFactor())
                .isFalse();

        realm.person(account).signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @DisplayName("A message that never reached OneLogin uses up no permit")
    void messageThatNeverReachedOneLoginUsesUpNoPermit() {
        realm.step().settings(Map.of("onelogin.messageLimit", "1", "onelogin.baseUrl", "http://localhost:1"));
        var account = realm.enrolled("fay", SimulatedFactorType.SMS);
        realm.person(account).signsInWithPassword().sees("OneLogin can't be reached");

        realm.step().settings(Map.of("onelogin.messageLimit", "1"));

        realm.person(account).signsInWithPassword().sees("We sent a text message");
    }

    @ParameterizedTest
    @DisplayName("A message that OneLogin may have sent uses up a permit")
    @ValueSource(strings = {"500", "reset", "hang", "html"})
    void messageThatMayHaveBeenSentUsesUpPermit(String fault) {
        realm.step().settings(Map.of("onelogin.messageLimit", "1"));
        var account = realm.enrolled("gil" + fault, SimulatedFactorType.SMS);
        failNextMessageTo(account, fault);
        realm.person(account).signsInWithPassword().sees("OneLogin can't be reached");

        realm.person(account).signsInWithPassword().sees("We sent you too many messages");
    }

    private static void failNextMessageTo(TestUser account, String fault) {
        realm.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + account.oneLoginId() + "/verifications")
                        .fault(fault)
                        .once());
    }

    private static TestUser withPhone(String name) {
        return realm.user(name, user -> user.withDevice("75" + user.id(), SimulatedFactorType.SMS));
    }
}
