package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.connection.CallBudgets;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.ClientErrorException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Budgets of the OneLogin calls of administrators and removals (S4). The tests use about half of the realm's budget for
 * these calls, which other tests of the same realm would use up.
 */
class AdministratorBudgetIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private final Devices devices = new Devices(realm);

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("One administrator can't cause more calls than the budget, with factors or connection tests")
    void administratorCannotCauseMoreCallsThanBudget() {
        var users = IntStream.range(0, 4)
                .mapToObj(number -> realm.user("eve" + number).enrolled(SimulatedFactorType.SMS))
                .toList();
        try (var administrator = realm.administrator("reads-all", "view-users", "view-realm")) {
            var api = realm.api(administrator);
            var execution = api.executions().get(0).id();
            assertThat(api.test(execution).ok()).isTrue();
            var reads = 0;
            ClientErrorException rejection = null;
            while (rejection == null) {
                var user = users.get(reads++ % users.size());
                rejection = catchThrowableOfType(ClientErrorException.class, () -> api.factors(user.id()));
            }
            assertThat(rejection.getResponse().getStatus()).isEqualTo(429);
            assertThat(users.stream().mapToInt(AdministratorBudgetIT::callsOf).sum())
                    .isLessThanOrEqualTo(CallBudgets.ADMINISTRATOR.calls() - 2);

            var test = catchThrowableOfType(ClientErrorException.class, () -> api.test(execution));

            assertThat(test.getResponse().getStatus()).isEqualTo(429);
            assertThat(test.getResponse().getHeaderString("Retry-After")).isNotNull();
        }
        assertThat(realm.person(users.get(0)).signsInWithPassword().isAskedForCode())
                .isTrue();
    }

    @Test
    @DisplayName("A removal outside the budget is postponed without a call, and an administrator can repeat it later")
    void removalOutsideBudgetIsPostponed() {
        var user = devices.enrolledAtLogin("fay");
        try (var administrator = realm.administrator("reads-fay", "view-users")) {
            BudgetReads.untilRejected(realm.api(administrator), user);
        }
        var device = devices.of(user).get(0).deviceId();

        devices.removeCredential(user);

        assertThat(removalsOf(user)).isZero();
        realm.api().freeLimits(user.id());
        realm.api().remove(user.id(), device);
        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("An administrator without calls left postpones a removal, and another administrator carries it out")
    void removalUsesBudgetOfAdministrator() {
        var user = devices.enrolledAtLogin("gwen");
        var device = devices.of(user).get(0).deviceId();
        try (var administrator = realm.administrator("removes-gwen", "view-users", "manage-users", "view-realm")) {
            useUpCallsOf(realm.api(administrator));
            realm.as(administrator).users().get(user.id()).removeCredential(devices.credentialOf(user));
        }
        assertThat(removalsOf(user)).isZero();

        realm.api().remove(user.id(), device);

        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("Removals that an administrator forces in a loop cause one call in a minute")
    void forcedRemovalsCauseOneCallInMinute() {
        var user = devices.enrolledAtLogin("gus");
        realm.oneLogin().behave(devices.removalRule(user).fault("403"));
        var device = devices.of(user).get(0).deviceId();
        devices.removeCredential(user);

        for (var repetition = 0; repetition < 20; repetition++) {
            realm.api().remove(user.id(), device);
        }

        assertThat(removalsOf(user)).isEqualTo(3);
    }

    /** Uses up the calls of an administrator by connection tests, which are about no user. */
    private static void useUpCallsOf(AdminApi administrator) {
        var execution = administrator.executions().get(0).id();
        ClientErrorException rejection = null;
        while (rejection == null) {
            rejection = catchThrowableOfType(ClientErrorException.class, () -> administrator.test(execution));
        }
        assertThat(rejection.getResponse().getStatus()).isEqualTo(429);
    }

    private static int callsOf(TestUser user) {
        return realm.oneLogin().callsFor(user.oneLoginId()).size();
    }

    private static long removalsOf(TestUser user) {
        return realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .filter(call -> call.method().equals("DELETE"))
                .count();
    }
}
