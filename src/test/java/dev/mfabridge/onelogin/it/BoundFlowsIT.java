package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Tests of bound flows that give a session without a factor while another bound flow requires the factor: {@code admin-cli}
 * accepts passwords in every realm.
 */
class BoundFlowsIT {
    private static final String WARNING =
            "The flow \"password only\", bound as the direct grant flow, gives a session without the"
                    + " execution \"OneLogin MFA\", which the flow \"browser with OneLogin\" has. Add the execution to"
                    + " the flow \"password only\", or switch off \"Direct access grants\" in every client with them: admin-cli, "
                    + TestRealmBuilder.CLIENT;

    /** Realm whose direct grants need only the password, as in a realm that no administrator set up. */
    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(BoundFlowsIT::bindPasswordOnlyFlow);

    @RegisterExtension
    static final TestRealm covered = TestRealm.withOneLogin();

    private static void bindPasswordOnlyFlow(RealmRepresentation settings) {
        FlowBuilder.named("password only")
                .execution("direct-grant-validate-username", "REQUIRED")
                .execution("direct-grant-validate-password", "REQUIRED")
                .addTo(settings);
        settings.setDirectGrantFlow("password only");
    }

    @AfterEach
    void enableDirectGrants() {
        setDirectGrants(true);
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The log names a bound flow without the execution once")
    void logNamesTheFlowOnce() {
        var mark = realm.log().mark();
        var name = realm.admin().toRepresentation().getRealm();
        var user = realm.user("ann");

        realm.person(user).signsInWithPassword();
        realm.person(user).signsInWithPassword();

        assertThat(realm.log().since(mark).stream()
                        .filter(line -> line.contains(name) && line.contains("password only")))
                .hasSizeBetween(1, realm.nodes())
                .allSatisfy(line -> assertThat(line).contains(WARNING + "."));
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The connection test names a bound flow without the execution")
    void connectionTestNamesTheFlow() {
        assertThat(warningsOf(realm)).containsExactly(WARNING + ".");
    }

    @Test
    @DisplayName("The connection test has no warning if no client accepts passwords")
    void disabledDirectGrantsGiveNoWarning() {
        setDirectGrants(false);

        assertThat(warningsOf(realm)).isEmpty();
    }

    @Test
    @DisplayName("The connection test has no warning if both flows have the execution")
    void flowsWithTheExecutionGiveNoWarning() {
        assertThat(warningsOf(covered)).isEmpty();
    }

    @Test
    @DisplayName("The connection test names a flow that an administrator enables later")
    void flowEnabledLaterIsNamed() {
        var settings = covered.admin().toRepresentation();
        settings.setResetPasswordAllowed(true);
        covered.admin().update(settings);
        try {
            assertThat(warningsOf(covered))
                    .singleElement()
                    .satisfies(warning -> assertThat(warning)
                            .contains("bound as the reset credentials flow", "switch off \"Forgot password\""));
        } finally {
            settings.setResetPasswordAllowed(false);
            covered.admin().update(settings);
        }
    }

    /** Returns the warnings without the note that the realm doesn't use its other direct grant flow. */
    private static List<String> warningsOf(TestRealm realm) {
        var execution = realm.api().executions().get(0).id();
        return realm.api().test(execution).warnings().stream()
                .filter(warning -> !warning.startsWith("Note: "))
                .toList();
    }

    /** Switches direct grants of every client with them. Keycloak's other clients can't be changed or accept no direct grants. */
    private static void setDirectGrants(boolean areOn) {
        for (var name : List.of("admin-cli", TestRealmBuilder.CLIENT)) {
            var client = realm.admin().clients().findByClientId(name).get(0);
            client.setDirectAccessGrantsEnabled(areOn);
            realm.admin().clients().get(client.getId()).update(client);
        }
    }
}
