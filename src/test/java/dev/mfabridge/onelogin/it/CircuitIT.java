package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests of the circuit breaker, which rejects calls while OneLogin doesn't answer, so that users needn't wait for an error. The
 * tests use several realms, since each realm has its own circuit breaker.
 */
class CircuitIT {
    private static final int FAILURES = 5;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm lenient = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm tested = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm other = TestRealm.withOneLogin();

    @Test
    @DisplayName(
            "The circuit breaker opens after several failures, sends a trial after a pause, and closes after an answer")
    void circuitBreakerSendsTrialAfterPauseAndCloses() {
        var mark = realm.log().mark();
        var user = userAfterOutage(realm);
        assertThat(circuitBreakers(realm, "open")).isEqualTo(1);

        realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

        assertThat(realm.oneLogin().callsFor(user.oneLoginId())).hasSize(FAILURES);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> circuitBreakers(realm, "half_open") == 1);
        realm.person(user).signsInWithPassword().sees("We sent a text message");
        assertThat(circuitBreakers(realm, "closed")).isEqualTo(1);
        var name = realm.address().replaceAll(".*/", "");
        assertThat(realm.log().since(mark))
                .filteredOn(line -> line.contains("realm " + name))
                .haveExactly(1, containing("the last 5 requests to", "OneLogin can't be reached", "proxy"))
                .haveExactly(1, containing("INFO", "answers again"));
    }

    @Test
    @DisplayName("A bypass while OneLogin is unreachable makes no call if the circuit breaker is open")
    void bypassNeedsNoCallWhileCircuitBreakerIsOpen() {
        var user = userAfterOutage(lenient);
        lenient.execution().configure(Map.of("onelogin.passWhenUnreachable", "true"));

        assertThat(lenient.person(user).signsInWithPassword().isSignedIn()).isTrue();

        assertThat(lenient.events(user, "LOGIN").get(0).getDetails())
                .containsEntry("onelogin_bypassed_unreachable", "true");
        assertThat(lenient.oneLogin().callsFor(user.oneLoginId())).hasSize(FAILURES);
    }

    @Test
    @DisplayName("The connection test calls OneLogin even if the circuit breaker is open")
    void connectionTestIgnoresTheCircuitBreaker() {
        userAfterOutage(tested);

        assertThat(tested.api().test(tested.api().executions().get(0).id()).ok())
                .isTrue();
    }

    @Test
    @DisplayName("Another realm has a circuit breaker of its own")
    void realmsHaveSeparateCircuitBreakers() {
        userAfterOutage(tested);
        var bob = other.user("bob").enrolled(SimulatedFactorType.SMS);

        other.person(bob).signsInWithPassword().sees("We sent a text message");
    }

    private static TestUser userAfterOutage(TestRealm realm) {
        realm.execution().configure(Map.of("onelogin.messageLimit", "100"));
        var user = realm.user("ann" + System.nanoTime()).enrolled(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.onUser(user.oneLoginId()).fault("reset").times(FAILURES));
        for (var login = 0; login < FAILURES; login++) {
            realm.person(user).signsInWithPassword();
        }
        return user;
    }

    private static double circuitBreakers(TestRealm realm, String state) {
        return realm.metrics().value("onelogin_mfa_circuits", "state=" + state);
    }

    private static Condition<String> containing(String... parts) {
        return new Condition<>(line -> Stream.of(parts).allMatch(line::contains), "containing %s", List.of(parts));
    }
}
