package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests of the circuit breaker, which rejects calls while OneLogin doesn't answer, so that users needn't wait for an error.
 * Each test has its own circuit breaker: each realm has one, and each test has its own address of OneLogin.
 */
@Tag("this-machine")
@Tag("one-node")
class CircuitIT {
    private static final int FAILURES = 5;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm attacked = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm crowded = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm lenient = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm tested = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm other = TestRealm.withOneLogin();

    @RegisterExtension
    final OwnOneLogin oneLogin = new OwnOneLogin();

    @Test
    @DisplayName(
            "The circuit breaker opens after several failures, makes a trial after a pause, and closes after an answer")
    void circuitBreakerMakesTrialAfterPauseAndCloses() {
        var mark = realm.log().mark();
        var user = userAfterOutage(realm);
        assertThat(circuitBreakers(realm, "open")).isEqualTo(1);

        realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

        assertThat(oneLogin.client().calls()).hasSize(FAILURES);
        oneLogin.client().reset();
        oneLogin.add(user);
        awaitPause(realm);
        realm.person(user).signsInWithPassword().sees("We sent a text message");
        assertThat(circuitBreakers(realm, "closed")).isEqualTo(1);
        var name = realm.address().replaceAll(".*/", "");
        assertThat(realm.log().since(mark))
                .filteredOn(line -> line.contains("realm " + name))
                .haveExactly(1, containing("the last 5 requests to", "OneLogin can't be reached", "proxy"))
                .haveExactly(1, containing("INFO", "answers again"));
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("Two users with a failing device open no circuit breaker, and others are challenged")
    void failingDevicesOfTwoUsersOpenNoCircuitBreaker() {
        configure(attacked, Map.of());
        for (var name : List.of("mallory", "trudy")) {
            var attacker = enrolledUser(attacked, name);
            failCallsFor(attacker);
            for (var login = 0; login < 6; login++) {
                attacked.person(attacker).signsInWithPassword().sees("OneLogin can't be reached");
            }
        }

        attacked.person(enrolledUser(attacked, "victim")).signsInWithPassword().sees("We sent a text message");
        assertThat(circuitBreakers(attacked, "open")).isZero();
    }

    @Test
    @DisplayName("Failures of three users open the circuit breaker, and none of them keeps it open")
    void failuresOfThreeUsersOpenTheCircuitBreaker() {
        configure(crowded, Map.of());
        var users = IntStream.range(0, 3)
                .mapToObj(number -> enrolledUser(crowded, "user" + number))
                .toList();
        users.forEach(this::failCallsFor);
        for (var login = 0; login < 6; login++) {
            crowded.person(users.get(login % 3)).signsInWithPassword();
        }
        assertThat(circuitBreakers(crowded, "open")).isEqualTo(1);
        var victim = enrolledUser(crowded, "cora");
        crowded.person(victim).signsInWithPassword().sees("OneLogin can't be reached");

        awaitPause(crowded);
        crowded.person(users.get(0)).signsInWithPassword().sees("OneLogin can't be reached");

        assertThat(circuitBreakers(crowded, "closed")).isEqualTo(1);
        crowded.person(victim).signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @DisplayName("A bypass makes no call about the user if the circuit breaker is open, and one harmless call")
    void bypassNeedsNoCallWhileCircuitBreakerIsOpen() {
        var user = userAfterOutage(lenient);
        configure(lenient, Map.of("onelogin.passWhenUnreachable", "true"));

        assertThat(lenient.person(user).signsInWithPassword().isSignedIn()).isTrue();
        assertThat(lenient.person(user).signsInWithPassword().isSignedIn()).isTrue();

        assertThat(lenient.events(user, "LOGIN").get(0).getDetails())
                .containsEntry("onelogin_bypassed_unreachable", "true");
        assertThat(oneLogin.client().calls()).hasSize(FAILURES + 1);
    }

    @Test
    @DisplayName("The connection test calls OneLogin even if the circuit breaker is open")
    void connectionTestIgnoresTheCircuitBreaker() {
        userAfterOutage(tested);
        oneLogin.client().reset();

        assertThat(tested.api().test(tested.api().executions().get(0).id()).ok())
                .isTrue();
    }

    @Test
    @DisplayName("Another realm has a circuit breaker of its own")
    void realmsHaveSeparateCircuitBreakers() {
        userAfterOutage(tested);
        oneLogin.client().reset();
        configure(other, Map.of());
        var bob = enrolledUser(other, "bob");

        other.person(bob).signsInWithPassword().sees("We sent a text message");
    }

    private void configure(TestRealm realm, Map<String, String> more) {
        realm.execution()
                .configure(Stream.concat(
                                Stream.of(
                                        Map.entry("onelogin.baseUrl", oneLogin.baseUrl()),
                                        Map.entry("onelogin.messageLimit", "100")),
                                more.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private TestUser enrolledUser(TestRealm realm, String name) {
        var user = realm.user(name + System.nanoTime()).enrolled(SimulatedFactorType.SMS);
        oneLogin.add(user);
        return user;
    }

    private void failCallsFor(TestUser user) {
        oneLogin.client().behave(BehaviorRule.onUser(user.oneLoginId()).fault("503"));
    }

    /** Returns a user whose logins met an outage of OneLogin, which goes on. */
    private TestUser userAfterOutage(TestRealm realm) {
        configure(realm, Map.of());
        oneLogin.client().behave(BehaviorRule.always().fault("reset"));
        var user = enrolledUser(realm, "ann");
        for (var login = 0; login < FAILURES; login++) {
            realm.person(user).signsInWithPassword();
        }
        return user;
    }

    private static void awaitPause(TestRealm realm) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> circuitBreakers(realm, "half_open") == 1);
    }

    private static double circuitBreakers(TestRealm realm, String state) {
        return realm.metrics().value("onelogin_mfa_circuits", "state=" + state);
    }

    private static Condition<String> containing(String... parts) {
        return new Condition<>(line -> Stream.of(parts).allMatch(line::contains), "containing %s", List.of(parts));
    }
}
