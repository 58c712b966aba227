package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.CallGate.Moment;
import dev.mfabridge.onelogin.it.ClusterFigures.Figure;
import dev.mfabridge.onelogin.it.StepTrial.Step;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins whose node ends at once (SIGKILL) between two requests, and that go on at the other node (S1, S2, S4, S10). */
@ClusterOnly
class KilledBetweenStepsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    /** Realm with a base URL of its own, at which the removal of a device is held. */
    @RegisterExtension
    static final TestRealm removing = TestRealm.withOneLogin();

    @AfterEach
    void balance() {
        realm.cluster().balance();
    }

    @ParameterizedTest
    @Attack(
            on = {"S1", "S2", "S4", "S10"},
            kind = AttackKind.LOSS)
    @DisplayName("A login whose node is killed between two steps continues at the other node, and nothing is lost")
    @ValueSource(ints = {0, 1})
    void loginGoesOnAfterItsNodeIsKilledBetweenSteps(int node) {
        var figures = ClusterFigures.of("a node killed between two steps");
        var cluster = realm.cluster();
        FactorScenario.SMS.configure(realm);
        cluster.sendTo(node);
        var trials = Arrays.stream(FactorScenario.values())
                .flatMap(scenario ->
                        Arrays.stream(Step.values()).map(step -> new StepTrial(realm, scenario, step, node, figures)))
                .toList();
        trials.forEach(StepTrial::begin);
        var client = new DirectGrantClient(realm);
        var granted = realm.user("granted" + node).withDevice(SimulatedFactorType.SMS);
        assertThat(client.requestToken(granted, Map.of()).error()).isEqualTo("mfa_required");

        cluster.kill(node);
        var restart = CompletableFuture.runAsync(() -> cluster.start(node));
        cluster.sendTo(1 - node);
        var code = Map.of("otp", realm.lastCodeOf(granted));
        figures.add(Figure.TRIED);
        assertThat(client.requestToken(granted, code).isToken()).isTrue();
        figures.add(Figure.WENT_ON);
        trials.forEach(StepTrial::goOn);
        restart.join();

        assertThat(figures.violations()).isEmpty();
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.LOSS)
    @DisplayName("A removal whose node is killed inside the call ends at a login at the other node, after a minute")
    void removalEndsAtTheOtherNodeAfterItsNodeIsKilled() {
        var cluster = removing.cluster();
        try (var gate = new CallGate(removing.oneLoginFromHere())) {
            removing.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), gate.baseUrl()));
            var user = FaultedCall.REMOVE.user(removing, "removed");
            var credential = removing.factorsOf(user).get(0).getId();
            var credentials = removing.admin().users().get(user.id());
            gate.hold(FaultedCall.REMOVE, Moment.BEFORE);
            cluster.sendTo(0);
            var removal = CompletableFuture.runAsync(() -> {
                try {
                    credentials.removeCredential(credential);
                } catch (WebApplicationException e) {
                    // The node has ended.
                }
            });
            gate.awaitHeld(1);
            cluster.kill(0);
            gate.open();
            removal.join();
            var restart = CompletableFuture.runAsync(() -> cluster.start(0));
            assertThat(removing.factorsOf(user)).isEmpty();
            assertThat(removing.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);

            // The claim of the ended node lasts for a minute.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(8))
                    .untilAsserted(() -> {
                        var person = removing.person(user).signsInWithPassword();
                        assertThat(person.isSignedIn()).isFalse();
                        assertThat(removing.factorsOf(user)).isEmpty();
                        assertThat(removing.oneLogin().devicesOf(user.oneLoginId()))
                                .isEmpty();
                    });
            restart.join();
        }
    }

    @AfterAll
    static void writeFigures() {
        ClusterFigures.write();
    }
}
