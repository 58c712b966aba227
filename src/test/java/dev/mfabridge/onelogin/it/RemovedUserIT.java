package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.server.ServerLog;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Users who are removed or disabled in Keycloak while their login waits: the login ends and the log blames no setting. */
@ResourceLock(value = ServerLog.STACK_TRACES, mode = ResourceAccessMode.READ_WRITE)
class RemovedUserIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void allowEveryFactor() {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
    }

    @Test
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("The form of a removed user ends the login with a clear page and no error about the flow")
    void formOfRemovedUserEndsLogin() {
        var user = realm.user("gone").withDevice(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        var mark = realm.log().mark();

        realm.admin().users().delete(user.id()).close();
        person.entersCode(code).sees("Your account no longer exists");

        assertEndsWithoutFalseAdvice(mark);
        assertThat(person.page().has("#onelogin-retry-form")).isFalse();
        assertThat(person.isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("A reload by a removed user shows Keycloak's own page, and the waiting page stops to poll")
    void reloadByRemovedUserEndsLogin() {
        var user = realm.user("reloads").withDevice(SimulatedFactorType.PROTECT);
        var person = realm.person(user).signsInWithPassword();
        var mark = realm.log().mark();

        realm.admin().users().delete(user.id()).close();

        assertThat(person.pageContinues()).isTrue();
        person.reloads().sees("Invalid username or password");
        assertThat(realm.log().since(mark)).noneMatch(line -> line.contains("Move this execution"));
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A user who was disabled during the login sees Keycloak's page, and the waiting page stops to poll")
    void disabledUserSeesKeycloaksPage() {
        var user = realm.user("disabled").withDevice(SimulatedFactorType.PROTECT);
        var person = realm.person(user).signsInWithPassword();
        disable(user);

        assertThat(person.pageContinues()).isTrue();
        person.checksConfirmation().sees("Account is disabled");

        assertThat(person.isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("A user who was removed during the required action sees a clear page")
    void requiredActionOfRemovedUserEnds() {
        var user = realm.user("action-gone");
        var person = atRequiredAction(user);
        var mark = realm.log().mark();

        realm.admin().users().delete(user.id()).close();
        person.submits("#onelogin-factor-form", Map.of("factor", "1")).sees("Your account no longer exists");

        assertEndsWithoutFalseAdvice(mark);
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user who was disabled during the required action can't enroll a factor")
    void requiredActionOfDisabledUserEnds() {
        var user = realm.user("action-disabled");
        var person = atRequiredAction(user);
        disable(user);

        person.choosesFactor("SMS").sees("Account is disabled");

        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
    }

    /** Disables the execution, since the user must reach the required action without it. */
    private static Person atRequiredAction(TestUser user) {
        realm.requestEnrollment(user);
        realm.execution().setRequirement(TestRealm.ONELOGIN, "DISABLED");
        try {
            var person = realm.person(user).signsInWithPassword();
            assertThat(person.isAskedForFactor()).as(person.page().text()).isTrue();
            return person;
        } finally {
            realm.execution().setRequirement(TestRealm.ONELOGIN, "REQUIRED");
        }
    }

    private static void disable(TestUser user) {
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setEnabled(false);
        resource.update(changed);
    }

    private static void assertEndsWithoutFalseAdvice(int mark) {
        assertThat(realm.log().since(mark))
                .noneMatch(line -> line.contains("Move this execution") || line.contains("Uncaught server error"))
                .anyMatch(line -> line.contains("its user was removed from Keycloak in the meantime"));
    }
}
