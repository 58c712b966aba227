package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.CallGate.Moment;
import dev.mfabridge.onelogin.it.ClusterFigures.Figure;
import dev.mfabridge.onelogin.it.StepTrial.Step;
import dev.mfabridge.onelogin.it.server.ServerLog;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.Message.MessageState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logins during which the database of the nodes stops and starts (S1, S2, S4, S10). */
@ClusterOnly
@ResourceLock(ServerLog.STACK_TRACES)
class StoppedDatabaseIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    /** Realm with a base URL of its own, at which a call is held. */
    @RegisterExtension
    static final TestRealm held = TestRealm.withOneLogin();

    @Test
    @Attack(
            on = {"S1", "S2", "S4", "S10"},
            kind = AttackKind.LOSS)
    @DisplayName("A database that stops between two steps lets no user pass, and each login continues afterwards")
    void loginGoesOnAfterDatabaseStopsBetweenSteps() {
        var figures = ClusterFigures.of("the database stopped between two steps");
        FactorScenario.SMS.configure(realm);
        var trials = Arrays.stream(FactorScenario.values())
                .flatMap(scenario ->
                        Arrays.stream(Step.values()).map(step -> new StepTrial(realm, scenario, step, 9, figures)))
                .toList();
        trials.forEach(StepTrial::begin);

        realm.cluster().stopDatabase();
        trials.forEach(StepTrial::triesInVain);
        realm.cluster().startDatabase();
        awaitDatabase();
        trials.forEach(StepTrial::goOn);

        assertThat(figures.violations()).isEmpty();
    }

    @ParameterizedTest
    @Attack(
            on = {"S1", "S2", "S4", "S10"},
            kind = AttackKind.LOSS)
    @DisplayName("A database that stops inside a call lets no user pass, and the login continues afterwards")
    @EnumSource(names = {"REGISTER", "COMPLETE", "CHALLENGE", "VERIFY", "POLL", "VERIFY_APP_CODE"})
    void loginGoesOnAfterDatabaseStopsInsideCall(FaultedCall call) {
        var figures = ClusterFigures.of("the database stopped inside a call");
        try (var gate = new CallGate(held.oneLoginFromHere())) {
            var settings = new HashMap<>(call.settings());
            settings.put(ConfigProperty.BASE_URL.key(), gate.baseUrl());
            settings.put(ConfigProperty.RESEND_COOLDOWN.key(), "10");
            held.execution().configure(settings);
            var user = call.user(held, call.id());
            gate.hold(call, Moment.AFTER);
            var login =
                    CompletableFuture.supplyAsync(() -> call.login(held, user).signIn(true));
            gate.awaitHeld(1);
            held.cluster().stopDatabase();
            gate.release();
            var person = login.join();
            figures.add(Figure.TRIED);
            if (person.isSignedIn()) {
                figures.violates(Figure.WRONGLY_PASSED, call.label());
            }
            held.cluster().startDatabase();
            awaitDatabase();

            var patient = new PatientUser(held, user, call.type(), person);
            if (patient.goesOn()) {
                figures.add(patient.hasBegunAnew() ? Figure.BEGUN_ANEW : Figure.WENT_ON);
            } else {
                figures.violates(
                        Figure.LOST, call.label() + ": " + person.page().text());
            }
            var sent = held.oneLogin().messagesTo(user.oneLoginId());
            var accepted = sent.stream()
                    .filter(message -> message.state() == MessageState.ACCEPTED)
                    .count();
            if (sent.size() > Math.max(1, accepted) + patient.requested()) {
                figures.violates(Figure.SENT_TWICE, call.label() + ": " + sent.size() + " messages");
            }
            if (held.oneLogin().devicesOf(user.oneLoginId()).size() != 1
                    || held.factorsOf(user).size() != 1) {
                figures.violates(Figure.DEVICES_LOST, call.label());
            }
        }

        assertThat(figures.violations()).isEmpty();
    }

    /** Waits until both nodes use the database again. */
    private static void awaitDatabase() {
        for (var node : List.of(0, 1)) {
            realm.cluster().sendTo(node);
            Awaitility.await().ignoreExceptions().until(() -> realm.admin().toRepresentation() != null);
        }
        realm.cluster().balance();
    }

    @AfterAll
    static void writeFigures() {
        ClusterFigures.write();
    }
}
