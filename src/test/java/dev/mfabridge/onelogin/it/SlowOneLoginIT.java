package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Slow OneLogin: a bounded number of calls at once, a deadline for each request, and no effect on other realms. */
@Tag("this-machine")
@Tag("one-node")
@ResourceLock(KeycloakServer.MANY_CALLS_AT_ONCE)
class SlowOneLoginIT {
    private static final int LOGINS = KeycloakServer.CALLS_AT_ONCE;
    private static final int SHARE_OF_REALM = KeycloakServer.CALLS_AT_ONCE / 2;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin()
            // The logins must reach OneLogin at the same time, also on a slow machine.
            .customized(representation ->
                    representation.setPasswordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));

    @RegisterExtension
    static final TestRealm other = TestRealm.withOneLogin();

    @RegisterExtension
    final OwnOneLogin oneLogin = new OwnOneLogin();

    private final ExecutorService threads = Executors.newFixedThreadPool(LOGINS);

    @BeforeEach
    void useOwnOneLogin() {
        realm.execution()
                .configure(Map.of("onelogin.baseUrl", oneLogin.baseUrl(), "onelogin.passWhenUnreachable", "true"));
    }

    @AfterEach
    void waitForLogins() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("A realm sends at most its share of calls at once, and logins beyond it end at once")
    void callsAtOnceAreBounded() {
        var users = IntStream.range(0, LOGINS)
                .mapToObj(number -> enrolledUser("user" + number))
                .toList();
        var client = enrolledUser("client");
        fetchToken();
        oneLogin.client().behave(BehaviorRule.on("* /api/*").fault("hang"));
        var mark = realm.log().mark();
        var callsBefore = oneLogin.mfaCalls().size();

        var logins = users.stream()
                .map(user -> start(() -> realm.person(user).signsInWithPassword()))
                .toList();

        Awaitility.await()
                .atMost(Duration.ofSeconds(9))
                .until(() -> logins.stream().filter(Future::isDone).count() >= LOGINS - SHARE_OF_REALM);
        assertThat(oneLogin.mfaCalls().size() - callsBefore).isBetween(1, SHARE_OF_REALM);
        var rejected = logins.stream()
                .filter(Future::isDone)
                .map(SlowOneLoginIT::result)
                .toList();
        assertThat(rejected)
                .allSatisfy(person -> person.sees("OneLogin is busy right now. Try again in a moment."))
                .noneMatch(Person::isSignedIn);
        var grant = realm.requestToken(client, Map.of());
        assertThat(grant.status()).isEqualTo(503);
        assertThat(grant.error()).isEqualTo("temporarily_unavailable");
        var ann = other.user("ann").enrolled(SimulatedFactorType.SMS);
        other.person(ann).signsInWithPassword().sees("We sent a text message");
        assertThat(realm.metrics()
                        .value(
                                "onelogin_mfa_calls_seconds_count",
                                "operation=POST /api/2/mfa/users/{user_id}/verifications",
                                "outcome=busy"))
                .isGreaterThanOrEqualTo(LOGINS - SHARE_OF_REALM);
        assertThat(realm.log().since(mark))
                .filteredOn(line -> line.contains("calls to OneLogin were not sent, because too many are under way"))
                .hasSizeBetween(1, 2);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("All calls of a login end within 15 seconds, a call without time is not sent, and no user passes")
    void callsOfALoginShareADeadline() {
        var user = realm.user("slow");
        oneLogin.client()
                .addUser(SimulatedUser.named(user.oneLoginId(), user.username()).withEmail(user.email()));
        oneLogin.client().behave(BehaviorRule.always().latency(Duration.ofMillis(6300)));
        var mark = realm.log().mark();
        var startedAt = System.nanoTime();

        var person = realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(17));
        assertThat(person.isSignedIn()).isFalse();
        assertThat(oneLogin.client().calls()).hasSize(2);
        assertThat(realm.log().since(mark)).anyMatch(line -> line.contains(user.id()) && line.contains("not sent"));
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("Removals after a request share the deadline of the request")
    void removalsShareTheDeadline() {
        var user = enrolledUser("ben");
        var devices = IntStream.range(0, 2)
                .mapToObj(number -> user.withDevice(SimulatedFactorType.SMS).device())
                .toList();
        var more = SimulatedUser.named(user.oneLoginId(), user.username())
                .withEmail(user.email())
                .withDevice(user.device(), SimulatedFactorType.SMS)
                .withDevice(devices.get(0), SimulatedFactorType.SMS)
                .withDevice(devices.get(1), SimulatedFactorType.SMS);
        oneLogin.client().addUser(more);
        fetchToken();
        oneLogin.client().behave(BehaviorRule.on("* /api/*").latency(Duration.ofMillis(6300)));
        var startedAt = System.nanoTime();

        realm.api().reset(user.id());

        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(17));
        assertThat(oneLogin.mfaCalls())
                .filteredOn(call -> call.method().equals("DELETE"))
                .hasSize(1);
    }

    private void fetchToken() {
        realm.person(enrolledUser("first" + System.nanoTime()))
                .signsInWithPassword()
                .sees("We sent a text message");
    }

    private TestUser enrolledUser(String name) {
        var user = realm.user(name).enrolled(SimulatedFactorType.SMS);
        oneLogin.add(user);
        return user;
    }

    private Future<Person> start(Callable<Person> login) {
        return threads.submit(login);
    }

    private static Person result(Future<Person> login) {
        try {
            return login.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
