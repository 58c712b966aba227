package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins in which each request goes to the other node than the one before, beginning with either node. */
@ClusterOnly
class OtherNodeIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    /** Realm that requires only a password. The action reads its settings from the disabled execution. */
    @RegisterExtension
    static final TestRealm password = TestRealm.withPassword().then(TestRealm.ONELOGIN, "DISABLED");

    @AfterEach
    void balance() {
        realm.cluster().balance();
    }

    static Stream<Arguments> factorsAndNodes() {
        return Arrays.stream(FactorScenario.values())
                .flatMap(scenario -> Stream.of(0, 1).map(node -> Arguments.of(scenario, node)));
    }

    @ParameterizedTest
    @DisplayName("Enrollment and login continue at the other node with each request, whatever the factor")
    @MethodSource("factorsAndNodes")
    void enrollmentAndLoginGoOnAtTheOtherNode(FactorScenario scenario, int first) {
        scenario.configure(realm);
        var user = scenario.withoutDevice(realm, "enrolls" + first);
        realm.cluster().alternate(first);
        var newcomer = scenario.startsEnrollment(realm, user);
        scenario.proves(realm, newcomer, user);
        assertThat(newcomer.isSignedIn()).as(newcomer.page().text()).isTrue();
        assertTookTurns(realm, first);
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);
        assertThat(realm.factorsOf(user)).hasSize(1);

        var enrolled = scenario.withDevice(realm, "signs-in" + first);
        realm.cluster().alternate(first);
        var person = realm.person(enrolled).signsInWithPassword().reloads();
        assertThat(person.isSignedIn()).isFalse();
        scenario.proves(realm, person, enrolled);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertTookTurns(realm, first);
        assertThat(realm.oneLogin().messagesTo(enrolled.oneLoginId()))
                .hasSizeLessThanOrEqualTo(1)
                .hasSize(scenario == FactorScenario.AUTHENTICATOR ? 0 : 1);
    }

    @ParameterizedTest
    @DisplayName("The required action continues at the other node with each request, whatever the factor")
    @MethodSource("factorsAndNodes")
    void requiredActionGoesOnAtTheOtherNode(FactorScenario scenario, int first) {
        scenario.configure(password);
        var user = scenario.withoutDevice(password, "action" + first);
        password.requestEnrollment(user);
        password.cluster().alternate(first);

        var person = scenario.startsEnrollment(password, user);
        scenario.proves(password, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertTookTurns(password, first);
        assertThat(password.factorsOf(user)).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("A direct grant continues at the other node with each request")
    @ValueSource(ints = {0, 1})
    void directGrantGoesOnAtTheOtherNode(int first) {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
        var client = new DirectGrantClient(realm);
        for (var type : new SimulatedFactorType[] {SimulatedFactorType.SMS, SimulatedFactorType.EMAIL}) {
            var user = realm.user(type.kind().toLowerCase(Locale.ROOT) + first).withDevice(type);
            realm.cluster().alternate(first);
            assertThat(client.requestToken(user, Map.of()).error()).isEqualTo("mfa_required");
            assertThat(client.requestToken(user, Map.of()).error()).isEqualTo("mfa_required");

            var code = Map.of("otp", realm.lastCodeOf(user));

            assertThat(client.requestToken(user, code).isToken()).isTrue();
            assertTookTurns(realm, first);
            assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        }
        var pushed = realm.user("pushed" + first).withDevice(SimulatedFactorType.PROTECT);
        realm.cluster().alternate(first);
        var pending = client.requestToken(pushed, Map.of());
        var handle = Map.of("mfa_token", pending.text("mfa_token"));
        realm.oneLogin().approve(pushed.oneLoginId());
        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> client.requestToken(pushed, handle).isToken());
        assertTookTurns(realm, first);
        assertThat(realm.oneLogin().messagesTo(pushed.oneLoginId())).hasSize(1);
    }

    /** Checks that no two requests in a row went to the same node, and ends the turns. */
    private static void assertTookTurns(TestRealm realm, int first) {
        var visits = realm.cluster().visits();
        assertThat(visits).hasSizeGreaterThan(1);
        for (var number = 0; number < visits.size(); number++) {
            assertThat(visits.get(number)).isEqualTo((first + number) % realm.nodes());
        }
        realm.cluster().balance();
    }
}
