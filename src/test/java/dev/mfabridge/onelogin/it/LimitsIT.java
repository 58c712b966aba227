package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person is sent so many messages and no more, whoever opens logins in their name. */
class LimitsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void threeMessages() {
        realm.step().settings(Map.of("onelogin.messageLimit", "3", "onelogin.resendCooldown", "1"));
    }

    @Test
    void newLoginsSendNothingMoreOnceTheLimitIsReached() {
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
    void nobodyUsesUpTheCallsThatOneLoginTakesOfEverybody() {
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
    void neitherDoesSomebodyWhoseDeviceOneLoginRefuses() {
        var account = realm.enrolled("ada", SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("*/users/" + account.oneLoginId() + "*").fault("403"));

        for (var login = 0; login < 60; login++) {
            realm.person(account).signsInWithPassword();
        }

        assertThat(realm.oneLogin().callsFor(account.oneLoginId())).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void codesThatOneLoginHadNoTimeForAreNoTries() {
        var account = withPhone("amy");
        var amy = realm.person(account).signsInWithPassword();
        realm.oneLogin()
                .behave(BehaviorRule.on("PUT /api/2/mfa/users/" + account.oneLoginId() + "/*")
                        .fault("429")
                        .times(12));
        for (var busy = 0; busy < 12; busy++) {
            amy.entersCode(realm.lastCodeOf(account)).sees("We couldn't check your code");
        }

        assertThat(amy.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
    }

    @Test
    void theCodeThatWasSentLastStillCountsWhenNoOtherMayBeSent() {
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
    void whoHasAnAppIsAskedForThatWhenNothingMoreMayBeSent() {
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
    void whatWasSentStillCountsForWhoCanNotBeSentAnother() {
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
    void theCodesOfAnAppAreBoundedOverAllLoginsOfAPerson() {
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
    void onePersonsLimitIsNotAnothers() {
        var account = withPhone("cora");
        for (var login = 0; login < 4; login++) {
            realm.person(account).signsInWithPassword();
        }

        realm.person(withPhone("dan")).signsInWithPassword().sees("We sent a text message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"503", "429", "403"})
    void whatOneLoginDidNotTakeIsNoMessage(String fault) {
        realm.step().settings(Map.of("onelogin.messageLimit", "1"));
        var account = realm.enrolled("eve" + fault, SimulatedFactorType.SMS);
        theNextMessageTo(account, fault);
        assertThat(realm.person(account).signsInWithPassword().isAskedForFactor())
                .isFalse();

        realm.person(account).signsInWithPassword().sees("We sent a text message");
    }

    @Test
    void whatNeverReachedOneLoginIsNoMessage() {
        realm.step().settings(Map.of("onelogin.messageLimit", "1", "onelogin.baseUrl", "http://localhost:1"));
        var account = realm.enrolled("fay", SimulatedFactorType.SMS);
        realm.person(account).signsInWithPassword().sees("OneLogin can't be reached");

        realm.step().settings(Map.of("onelogin.messageLimit", "1"));

        realm.person(account).signsInWithPassword().sees("We sent a text message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "reset", "hang", "html"})
    void whatOneLoginMayHaveSentCountsAsAMessage(String fault) {
        realm.step().settings(Map.of("onelogin.messageLimit", "1"));
        var account = realm.enrolled("gil" + fault, SimulatedFactorType.SMS);
        theNextMessageTo(account, fault);
        realm.person(account).signsInWithPassword().sees("OneLogin can't be reached");

        realm.person(account).signsInWithPassword().sees("We sent you too many messages");
    }

    private static void theNextMessageTo(TestUser account, String fault) {
        realm.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + account.oneLoginId() + "/verifications")
                        .fault(fault)
                        .once());
    }

    private static TestUser withPhone(String name) {
        return realm.user(name, user -> user.withDevice("75" + user.id(), SimulatedFactorType.SMS));
    }
}
