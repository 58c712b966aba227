package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.CallGate.Moment;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins whose node ends at once (SIGKILL) inside a call of OneLogin, and that go on at the other node (S1, S2, S4, S10). */
@ClusterOnly
class KilledNodeIT {

    @RegisterExtension
    static final RealmsOfCalls realms = new RealmsOfCalls();

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    /** RealmsOfCalls of the calls, since each realm has one base URL. */
    private static final class RealmsOfCalls implements BeforeAllCallback {
        private final Map<FaultedCall, TestRealm> byCall = new EnumMap<>(FaultedCall.class);

        @Override
        public void beforeAll(ExtensionContext context) {
            for (var call : calls()) {
                var realm = TestRealm.withOneLogin()
                        .customized(representation ->
                                representation.setPasswordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
                realm.beforeAll(context);
                byCall.put(call, realm);
            }
        }

        TestRealm of(FaultedCall call) {
            return byCall.get(call);
        }

        TestRealm any() {
            return of(FaultedCall.TOKEN);
        }
    }

    static Stream<Arguments> nodesAndMoments() {
        return Stream.of(0, 1)
                .flatMap(node -> Arrays.stream(Moment.values()).map(moment -> Arguments.of(node, moment)));
    }

    /** Calls of logins. No login waits for a removal. */
    private static List<FaultedCall> calls() {
        return Arrays.stream(FaultedCall.values())
                .filter(call -> !call.isRemoval())
                .toList();
    }

    @ParameterizedTest
    @Attack(
            on = {"S1", "S2", "S4", "S10"},
            kind = AttackKind.LOSS)
    @DisplayName("A login whose node is killed inside a call continues at the other node, and nothing is lost")
    @MethodSource("nodesAndMoments")
    void loginGoesOnAfterItsNodeIsKilledInsideCall(int node, Moment moment) {
        var figures = ClusterFigures.of("a node killed inside a call, " + moment.label());
        var cluster = realms.any().cluster();
        warmUp(node);
        var trials = calls().stream()
                .map(call -> new KillTrial(realms.of(call), call, moment, node, figures))
                .toList();
        try {
            cluster.sendTo(node);
            trials.forEach(trial -> trial.start(THREADS));
            trials.forEach(KillTrial::awaitHeld);
            cluster.kill(node);
            cluster.sendTo(1 - node);
            var restart = CompletableFuture.runAsync(() -> cluster.start(node), THREADS);
            CompletableFuture.allOf(trials.stream()
                            .map(trial -> CompletableFuture.runAsync(trial::goOn, THREADS))
                            .toArray(CompletableFuture[]::new))
                    .join();
            restart.join();
        } finally {
            trials.forEach(KillTrial::close);
            cluster.balance();
        }

        assertThat(figures.violations()).isEmpty();
    }

    /** Lets the node load its classes, so that no call is held for long. */
    private static void warmUp(int node) {
        var realm = realms.any();
        realm.execution().configure(Map.of());
        realm.cluster().sendTo(node);
        var user = realm.user("warms-up" + System.nanoTime()).enrolled(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @AfterAll
    static void writeFigures() {
        THREADS.shutdown();
        ClusterFigures.write();
    }
}
