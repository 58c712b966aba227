package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Facts that one node learns and the other one must know at once, and the circuit breaker, which each node has for itself. */
@ClusterOnly
class NodesIT {
    private static final int FAILURES = 5;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    final OwnOneLogin oneLogin = new OwnOneLogin();

    @BeforeEach
    void sendToFirstNode() {
        realm.cluster().sendTo(0);
    }

    @AfterEach
    void balance() {
        realm.cluster().balance();
    }

    @Test
    @DisplayName("Settings that one node saves take effect at the other node at the next request")
    void settingsTakeEffectAtTheOtherNode() {
        for (var node = 0; node < realm.nodes(); node++) {
            var user = realm.user("settings" + node)
                    .withDevice(SimulatedFactorType.SMS)
                    .withDevice(SimulatedFactorType.EMAIL);
            realm.cluster().sendTo(node);
            realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "SMS"));
            realm.person(user).signsInWithPassword().sees("We sent a text message");

            realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "EMAIL"));
            realm.cluster().sendTo(1 - node);

            realm.person(user).signsInWithPassword().sees("e-mail");
            assertThat(realm.oneLogin().messagesTo(user.oneLoginId()).get(0).kind())
                    .isEqualTo("EMAIL");
        }
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("The nodes share the message limit of a user")
    void nodesShareTheMessageLimit() {
        realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "2"));
        var user = realm.user("limited").withDevice(SimulatedFactorType.SMS);
        for (var node = 0; node < realm.nodes(); node++) {
            realm.cluster().sendTo(node);
            realm.person(user).signsInWithPassword().sees("We sent a text message");
        }

        for (var node = 0; node < realm.nodes(); node++) {
            realm.cluster().sendTo(node);
            realm.person(user).signsInWithPassword().sees("We sent you too many messages");
        }
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(2);
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("The nodes share the tries of a challenge, and count each wrong code once")
    void nodesShareTheTriesOfChallenge() {
        realm.execution().configure(Map.of());
        var user = realm.user("guesses").withDevice(SimulatedFactorType.SMS);
        var guesser = realm.person(user).signsInWithPassword();
        for (var guess = 0; guess < 5; guess++) {
            realm.cluster().sendTo(guess % realm.nodes());
            guesser.entersCode("00000" + guess);
        }
        var calls = realm.oneLogin().callsFor(user.oneLoginId()).size();

        guesser.goesBack().entersCode(realm.lastCodeOf(user));

        assertThat(guesser.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().callsFor(user.oneLoginId())).hasSize(calls);
        realm.assertCounted(user, 5);
    }

    @Test
    @DisplayName("A browser that one node remembers is known to the other node, until one of them forgets it")
    void rememberedBrowserIsKnownToTheOtherNode() {
        realm.execution().configure(Map.of(ConfigProperty.REMEMBER_HOURS.key(), "168"));
        var user = realm.user("remembered").withDevice(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        person.entersCodeToBeRemembered(realm.lastCodeOf(user));
        assertThat(person.isSignedIn()).isTrue();

        realm.cluster().sendTo(1);
        assertThat(person.signsOut().signsInWithPassword().isSignedIn()).isTrue();
        realm.admin()
                .users()
                .get(user.id())
                .removeCredential(realm.factorsOf(user).get(0).getId());

        realm.cluster().sendTo(0);
        assertThat(person.signsOut().signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.BYPASS)
    @DisplayName("A challenge at one node ends when an administrator removes the device at the other node")
    void removalAtOneNodeEndsChallengeAtTheOther() {
        realm.execution().configure(Map.of());
        var user = realm.user("removed").enrolled(SimulatedFactorType.SMS);
        var person = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);

        realm.cluster().sendTo(1);
        realm.admin()
                .users()
                .get(user.id())
                .removeCredential(realm.factorsOf(user).get(0).getId());
        realm.cluster().sendTo(0);

        assertThat(person.entersCode(code).isSignedIn()).isFalse();
        assertThat(realm.factorsOf(user)).isEmpty();
    }

    @Test
    @DisplayName("The circuit breaker of one node doesn't stop the logins at the other node")
    void circuitBreakerOfOneNodeDoesNotStopTheOther() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.BASE_URL.key(), oneLogin.baseUrl(), ConfigProperty.MESSAGE_LIMIT.key(), "100"));
        var user = realm.user("circuit").enrolled(SimulatedFactorType.SMS);
        oneLogin.add(user);
        oneLogin.client().behave(BehaviorRule.always().fault("reset"));
        for (var login = 0; login < FAILURES; login++) {
            realm.person(user).signsInWithPassword();
        }
        oneLogin.client().reset();
        oneLogin.add(user);
        assertThat(openCircuits(0)).isEqualTo(1);
        assertThat(openCircuits(1)).isZero();
        realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

        realm.cluster().sendTo(1);
        var person = realm.person(user).signsInWithPassword();

        assertThat(person.entersCode(
                                oneLogin.client().lastCodeFor(user.oneLoginId()).orElseThrow())
                        .isSignedIn())
                .isTrue();
    }

    private static double openCircuits(int node) {
        return realm.metricsOf(node).value("onelogin_mfa_circuits", "state=open");
    }
}
