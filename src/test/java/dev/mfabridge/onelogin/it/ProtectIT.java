package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OneLogin Protect: a push that the user approves on the phone while the page waits (S1, S3, S4, S6). */
@Tag("core")
class ProtectIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm strict = TestRealm.withOneLogin().lockingOutAfter(2);

    @BeforeEach
    void allowEveryFactor() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.RESEND_COOLDOWN.key(), "1"));
    }

    @Test
    @DisplayName("The token on the page enrolls the app")
    void tokenOnPageEnrollsApp() {
        var user = realm.user("alice", simulated -> simulated.offered(SimulatedFactorType.PROTECT));
        var alice = realm.person(user).signsInWithPassword().sees("Open OneLogin Protect and scan this code");
        var token = alice.page().element("#onelogin-secret").text().replace(" ", "");

        realm.oneLogin().typeIntoPhone(user.oneLoginId(), token);

        assertThat(alice.pageContinues()).isTrue();
        assertThat(alice.checksConfirmation().isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("PROTECT");
    }

    @Test
    @DisplayName("An approved push signs the user in")
    void approvedPushSignsUserIn() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.PROTECT);
        var ben = realm.person(user).signsInWithPassword().sees("Approve the request there.");
        assertThat(ben.pageContinues()).isFalse();

        realm.oneLogin().approve(user.oneLoginId());
        waitUntilPageContinues(ben);

        assertThat(ben.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("The page's form signs no user in before the user approves the push")
    void formSignsNoUserInBeforeApproval() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.PROTECT);

        var cora = realm.person(user).signsInWithPassword().checksConfirmation();

        cora.sees("We haven't received your confirmation yet. Confirm on your phone or in your e-mail first.");
        assertThat(cora.isWaiting()).isTrue();
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("A denial closes the challenge at once, shows a message, and counts as a failed attempt")
    void denialClosesChallengeAndIsCounted() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.PROTECT);
        var dan = realm.person(user).signsInWithPassword();

        realm.oneLogin().deny(user.oneLoginId());
        assertThat(dan.pageContinues()).isTrue();
        dan.checksConfirmation();

        dan.sees("The sign-in was declined. If you didn't decline the sign-in, change your password.");
        realm.assertCounted(user, 1);
        assertThat(dan.isWaiting()).isFalse();
        dan.requestsAnotherMessageAfterCooldown().sees("We sent a new request");
        realm.oneLogin().approve(user.oneLoginId());
        assertThat(dan.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A lockout closes a pending push, and the page stops waiting")
    void lockoutClosesPendingPush() {
        strict.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        var user = strict.user("dora").withDevice(SimulatedFactorType.PROTECT);
        var dora = strict.person(user).signsInWithPassword();
        for (var denial = 0; denial < 2; denial++) {
            var thief = strict.person(user).signsInWithPassword();
            strict.oneLogin().deny(user.oneLoginId());
            thief.checksConfirmation().sees("The sign-in was declined.");
        }
        Awaitility.await().until(() -> strict.isLockedOut(user));

        dora.checksConfirmation();

        assertThat(dora.isSignedIn()).isFalse();
        assertThat(dora.isWaiting()).isFalse();
        assertThat(strict.events(user, "LOGIN_ERROR").get(0).getError()).isEqualTo("user_temporarily_disabled");
    }

    @Test
    @DisplayName("A user can enter the code of the app instead")
    void userCanEnterCodeOfAppInstead() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.PROTECT);
        var eve = realm.person(user).signsInWithPassword();
        var code = realm.oneLogin().appsOf(user.oneLoginId()).get(0).code();

        assertThat(eve.entersCode("000000").codeError()).isEqualTo("That code isn't right. Check it and try again.");
        realm.assertCounted(user, 1);
        assertThat(eve.entersCode(code).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("An expired push shows a message and isn't a failed attempt")
    void expiredPushIsShownAndNotCounted() {
        var user = realm.user("fay").withDevice(SimulatedFactorType.PROTECT);
        var fay = realm.person(user).signsInWithPassword();

        realm.oneLogin().expirePending(user.oneLoginId());
        assertThat(fay.pageContinues()).isTrue();
        fay.checksConfirmation();

        fay.sees("expired");
        realm.assertCounted(user, 0);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("An approval of the previous push isn't valid for the next push")
    void approvalOfPreviousPushIsInvalid() {
        var user = realm.user("gus").withDevice(SimulatedFactorType.PROTECT);
        var gus = realm.person(user).signsInWithPassword();
        var first = realm.oneLogin().messagesTo(user.oneLoginId()).get(0);
        gus.requestsAnotherMessageAfterCooldown();

        assertThat(realm.oneLogin().messagesTo(user.oneLoginId()).get(0).id()).isNotEqualTo(first.id());
        assertThat(gus.checksConfirmation().isSignedIn()).isFalse();
    }

    @Test
    @Attack(
            on = {"S1", "S6"},
            kind = AttackKind.BYPASS)
    @DisplayName("An approval is valid only in the browser that requested the push")
    void approvalIsValidOnlyForItsBrowser() {
        var user = realm.user("gwen").withDevice(SimulatedFactorType.PROTECT);
        var first = realm.person(user).signsInWithPassword();
        var second = realm.person(user).signsInWithPassword();

        realm.oneLogin().approve(user.oneLoginId());

        assertThat(first.checksConfirmation().isSignedIn()).isFalse();
        assertThat(second.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.USERS)
    @DisplayName("A reload of the page sends no second push")
    void reloadSendsNoSecondPush() {
        var user = realm.user("hal").withDevice(SimulatedFactorType.PROTECT);
        var hal = realm.person(user).signsInWithPassword();

        hal.reloads().reloads();

        assertThat(hal.isWaiting()).isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("Frequent polls of the page cause one call to OneLogin in each interval")
    void frequentPollsCauseOneCallPerInterval() {
        var user = realm.user("ida").withDevice(SimulatedFactorType.PROTECT);
        var ida = realm.person(user).signsInWithPassword();
        var startedAt = System.nanoTime();
        for (var poll = 0; poll < 20; poll++) {
            assertThat(ida.pageContinues()).isFalse();
        }
        var seconds = (System.nanoTime() - startedAt) / 1_000_000_000;

        var queries = realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .filter(call -> call.method().equals("GET") && call.path().contains("verifications"))
                .count();
        assertThat(queries).isBetween(1L, 1 + seconds / 2 + 1);
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.FORGERY)
    @DisplayName("A browser without the login learns nothing from a poll")
    void foreignBrowserLearnsNothingFromPoll() {
        var user = realm.user("jan").withDevice(SimulatedFactorType.PROTECT);
        var jan = realm.person(user).signsInWithPassword();
        var statusUrl = jan.page().element("#onelogin-answered-form").absUrl("data-status-url");
        realm.oneLogin().approve(user.oneLoginId());

        var stranger = new Browser().get(URI.create(statusUrl));

        assertThat(stranger.body()).contains("\"completed\":true").contains("\"retryAfter\":0");
        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.method().equals("GET") && call.path().contains("verifications"));
    }

    private static void waitUntilPageContinues(Person person) {
        Awaitility.await().pollInterval(Duration.ofMillis(500)).until(person::pageContinues);
    }
}
