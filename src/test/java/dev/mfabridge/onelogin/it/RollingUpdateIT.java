package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.ClusterFigures.Figure;
import dev.mfabridge.onelogin.it.StepTrial.Step;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Logins during which one node gets another configuration, or another version of the extension (S1, S2, S4, S10). */
@ClusterOnly
class RollingUpdateIT {
    private static final int COOLDOWN_SECONDS = 15;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @DisplayName("A login continues while each node restarts with another configuration")
    void loginGoesOnDuringRestartWithOtherConfiguration() {
        var figures = ClusterFigures.of("a rolling update with another configuration");
        FactorScenario.SMS.configure(realm);
        var cluster = realm.cluster();
        cluster.sendTo(1);
        var trials = Arrays.stream(FactorScenario.values())
                .flatMap(scenario ->
                        Arrays.stream(Step.values()).map(step -> new StepTrial(realm, scenario, step, 7, figures)))
                .toList();
        trials.forEach(StepTrial::begin);
        try {
            cluster.stop(1);
            cluster.start(1, "--spi-authenticator--onelogin-mfa--max-concurrent-calls=12", "--log-level=info");
            cluster.alternate(1);
            trials.forEach(StepTrial::goOn);
        } finally {
            cluster.stop(1);
            cluster.start(1);
            cluster.balance();
        }

        assertThat(figures.violations()).isEmpty();
    }

    @Test
    @Attack(
            on = {"S1", "S2", "S4", "S10"},
            kind = AttackKind.LOSS)
    @DisplayName("Logins over nodes of two versions send no message twice, let no user pass, and lose no device")
    void loginsOverTwoVersionsSendNothingTwice(@TempDir Path folder) {
        var figures = ClusterFigures.of("a rolling update with another version");
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(),
                        "",
                        ConfigProperty.RESEND_COOLDOWN.key(),
                        String.valueOf(COOLDOWN_SECONDS),
                        ConfigProperty.MESSAGE_LIMIT.key(),
                        "100"));
        var cluster = realm.cluster();
        try {
            cluster.stop(1);
            cluster.startWith(1, OtherVersion.make(folder, List.of("mfa/StateCodec")));
            for (var first = 0; first < realm.nodes(); first++) {
                for (var type : List.of(
                        SimulatedFactorType.SMS,
                        SimulatedFactorType.EMAIL,
                        SimulatedFactorType.VOICE,
                        SimulatedFactorType.PROTECT)) {
                    goesThroughBothVersions(figures, type, first);
                }
            }
        } finally {
            cluster.stop(1);
            cluster.start(1);
            cluster.balance();
        }

        assertThat(figures.violations()).isEmpty();
    }

    private static void goesThroughBothVersions(ClusterFigures figures, SimulatedFactorType type, int first) {
        var cluster = realm.cluster();
        var user = realm.user(type.kind().toLowerCase(Locale.ROOT) + "-versions" + first)
                .enrolled(type);
        figures.add(Figure.TRIED);
        cluster.sendTo(first);
        var person = realm.person(user).signsInWithPassword();
        // A reload at the other version is a fresh start with a button, whose form goes to that version, too.
        for (var reload = 1; reload <= 4; reload++) {
            cluster.sendTo((first + reload) % realm.nodes());
            person.reloads();
        }
        if (person.isSignedIn()) {
            figures.violates(Figure.WRONGLY_PASSED, type + " without a proof");
        }
        var sent = realm.oneLogin().messagesTo(user.oneLoginId()).size();
        if (sent > 1) {
            figures.violates(Figure.SENT_TWICE, type + ": " + sent + " messages within the cool-down");
        }
        // The load balancer keeps to one version, as at the end of an update.
        cluster.sendTo(1);
        var patient = new PatientUser(realm, user, type, person);
        if (patient.goesOn()) {
            figures.add(
                    sent == realm.oneLogin().messagesTo(user.oneLoginId()).size() ? Figure.WENT_ON : Figure.BEGUN_ANEW);
        } else {
            figures.violates(Figure.LOST, type + ": " + person.page().text());
        }
        if (realm.oneLogin().devicesOf(user.oneLoginId()).size() != 1
                || realm.factorsOf(user).size() != 1) {
            figures.violates(Figure.DEVICES_LOST, type.toString());
        }
        Awaitility.await().until(() -> !realm.isLockedOut(user));
    }

    @AfterAll
    static void writeFigures() {
        ClusterFigures.write();
    }
}
