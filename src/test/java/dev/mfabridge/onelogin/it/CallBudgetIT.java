package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.connection.CallBudgets;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Budgets of the OneLogin calls of an hour: of one user and of one account (S4). The tests use about half of the realm's budget
 * for administrators and removals.
 */
class CallBudgetIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().lockingOutAfter(10_000);

    @BeforeEach
    void allowManyMessages() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(),
                        "",
                        ConfigProperty.MESSAGE_LIMIT.key(),
                        "100",
                        ConfigProperty.RESEND_COOLDOWN.key(),
                        "1"));
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("A page that polls in a loop after a denial causes one call, and its form another one")
    void pollsAfterDenialCauseOneCall() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.PROTECT);
        var ann = realm.person(user).signsInWithPassword();
        realm.oneLogin().deny(user.oneLoginId());
        Awaitility.await().until(ann::pageContinues);
        var calls = pollsOf(user);

        for (var poll = 0; poll < 100; poll++) {
            assertThat(ann.pageContinues()).isTrue();
        }
        assertThat(pollsOf(user)).isEqualTo(calls);

        ann.checksConfirmation().sees("The sign-in was declined.");
        assertThat(pollsOf(user)).isEqualTo(calls + 1);
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("The form finds an approval directly after a poll of the page")
    void formFindsApprovalDirectlyAfterPoll() {
        var user = realm.user("abe").withDevice(SimulatedFactorType.PROTECT);
        var abe = realm.person(user).signsInWithPassword();
        assertThat(abe.pageContinues()).isFalse();
        realm.oneLogin().approve(user.oneLoginId());

        assertThat(abe.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("Administrators and polls leave a part of a user's budget to the user's logins")
    void pollsLeavePartOfBudgetToLogins() {
        var user = realm.user("ben").enrolled(SimulatedFactorType.PROTECT);
        var ben = realm.person(user).signsInWithPassword();
        try (var administrator = realm.administrator("reads-one-user", "view-users")) {
            var rejection = BudgetReads.untilRejected(realm.api(administrator), user);

            assertThat(rejection.getResponse().getHeaderString("Retry-After")).matches("[1-9][0-9]*");
            assertThat(rejection.getResponse().readEntity(String.class))
                    .contains("have used up their budget of an hour");
        }
        assertThat(callsOf(user)).isBetween(CallBudgets.USER.yieldingCalls() - 1, CallBudgets.USER.yieldingCalls() + 1);
        var calls = callsOf(user);

        realm.oneLogin().approve(user.oneLoginId());
        assertThat(ben.pageContinues()).isFalse();
        assertThat(callsOf(user)).isEqualTo(calls);
        assertThat(ben.checksConfirmation().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("One user can't cause more calls than the budget, until an administrator frees the user's limits")
    void userCannotCauseMoreCallsThanBudget() {
        var user = realm.user("cora").enrolled(SimulatedFactorType.PROTECT);
        var cora = realm.person(user).signsInWithPassword();
        var mark = realm.log().mark();
        useUpCallsOfLogins(user);

        assertThat(callsOf(user)).isBetween(CallBudgets.USER.logins() - 1, CallBudgets.USER.logins());
        var code = realm.oneLogin().appsOf(user.oneLoginId()).get(0).code();
        cora.entersCode(code).sees("Too many requests. Wait a few minutes, then try again.");
        assertThat(callsOf(user)).isLessThanOrEqualTo(CallBudgets.USER.logins());
        realm.assertCounted(user, 0);
        assertThat(realm.log().since(mark))
                .filteredOn(line -> line.contains("about user " + user.id()) && line.contains("used up their budget"))
                .hasSize(2);
        assertThat(realm.metrics()
                        .value(
                                "onelogin_mfa_calls_seconds_count",
                                "operation=GET /api/2/mfa/users/{user_id}/devices",
                                "outcome=budget_exhausted"))
                .isPositive();

        realm.api().freeLimits(user.id());

        var later = realm.oneLogin().appsOf(user.oneLoginId()).get(0).code();
        assertThat(realm.person(user).signsInWithPassword().entersCode(later).isSignedIn())
                .isTrue();
        assertThat(realm.admin().getAdminEvents())
                .anyMatch(event -> event.getResourcePath().equals("users/" + user.id() + "/onelogin-mfa/limits")
                        && "DELETE".equals(event.getOperationType()));
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.LOSS)
    @DisplayName("A known browser signs in although other logins used up the calls of logins")
    void knownBrowserHasRestOfBudget() {
        var user = realm.user("carl").withDevice(SimulatedFactorType.SMS);
        var carl = realm.person(user).signsInWithPassword();
        assertThat(carl.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        carl.signsOut();
        useUpCallsOfLogins(user);

        carl.signsInWithPassword().sees("We sent a text message");

        assertThat(carl.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("An administrator frees the messages of a user")
    void administratorFreesMessages() {
        realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "1"));
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS);
        realm.person(user).signsInWithPassword().sees("We sent a text message");
        realm.person(user).signsInWithPassword().sees("We sent you too many messages");

        realm.api().freeLimits(user.id());

        realm.person(user).signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @Tag("one-node") // Each node learns by a call of its own that the account has no calls left.
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("After HTTP 429 of an account without calls left, no user causes a call, and no factor is skipped")
    void usedUpAccountStopsCallsOfAllUsers() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.CLIENT_ID.key(),
                        realm.execution().defaults().get(ConfigProperty.CLIENT_ID.key()) + "-budget",
                        ConfigProperty.RESEND_COOLDOWN.key(),
                        "1",
                        ConfigProperty.PASS_WHEN_UNREACHABLE.key(),
                        "true"));
        var first = realm.user("hal").enrolled(SimulatedFactorType.SMS);
        var second = realm.user("ida").enrolled(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("*/users/" + first.oneLoginId() + "*")
                        .fault("quota")
                        .once());
        realm.person(first).signsInWithPassword().sees("OneLogin can't be reached");

        var ida = realm.person(second).signsInWithPassword().sees("OneLogin can't be reached");

        assertThat(callsOf(second)).isZero();
        Awaitility.await().until(() -> ida.triesAgain().isAskedForCode());
        assertThat(ida.entersCode(realm.lastCodeOf(second)).isSignedIn()).isTrue();
    }

    /** Uses up the calls about a user that an administrator and logins in unknown browsers may cause. */
    private static void useUpCallsOfLogins(TestUser user) {
        try (var administrator = realm.administrator("reads-" + user.username(), "view-users")) {
            BudgetReads.untilRejected(realm.api(administrator), user);
        }
        Person other;
        do {
            other = realm.person(user).signsInWithPassword();
        } while (!other.page().text().contains("Too many requests. Wait a few minutes"));
    }

    private static int callsOf(TestUser user) {
        return realm.oneLogin().callsFor(user.oneLoginId()).size();
    }

    private static long pollsOf(TestUser user) {
        return realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .filter(call -> call.method().equals("GET") && call.path().contains("/verifications/"))
                .count();
    }
}
