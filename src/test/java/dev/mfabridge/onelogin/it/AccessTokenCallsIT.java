package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Calls for access tokens: one for all logins of a node, however many begin at once (S4). */
@Tag("this-machine")
@Tag("one-node")
@ResourceLock(KeycloakServer.MANY_CALLS_AT_ONCE)
class AccessTokenCallsIT {
    private static final int LOGINS = 100;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin()
            // The logins must need the token at the same time, also on a slow machine.
            .customized(representation ->
                    representation.setPasswordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));

    /** OneLogin at an address of its own in each test, for which the node has no token yet. */
    @RegisterExtension
    final OwnOneLogin oneLogin = new OwnOneLogin();

    @BeforeEach
    void useOwnOneLogin() {
        realm.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), oneLogin.baseUrl()));
    }

    @Test
    @DisplayName("A login after another one needs no access token of its own")
    void laterLoginNeedsNoToken() {
        realm.person(enrolledUser("first")).signsInWithPassword().sees("We sent a text message");
        assertThat(tokenCalls()).isEqualTo(1);

        realm.person(enrolledUser("second")).signsInWithPassword().sees("We sent a text message");

        assertThat(tokenCalls()).isEqualTo(1);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("A hundred logins at once without an access token fetch one token")
    void loginsAtOnceFetchOneToken() {
        var users = IntStream.range(0, LOGINS)
                .mapToObj(number -> enrolledUser("cold" + number))
                .toList();
        oneLogin.client().behave(BehaviorRule.on("POST /auth/oauth2/v2/token").answerLatency(Duration.ofSeconds(2)));
        var logins = new Together();
        users.forEach(user -> logins.at(0, () -> realm.requestToken(user, Map.of())));

        logins.run();

        assertThat(tokenCalls()).isEqualTo(1);
        assertThat(oneLogin.mfaCalls())
                .as("challenges after the token")
                .hasSizeGreaterThan(1)
                .allMatch(call -> call.path().endsWith("/verifications"));
    }

    private long tokenCalls() {
        return oneLogin.client().calls().stream()
                .filter(call -> call.path().startsWith("/auth/"))
                .count();
    }

    private TestUser enrolledUser(String name) {
        var user = realm.user(name).enrolled(SimulatedFactorType.SMS);
        oneLogin.add(user);
        return user;
    }
}
