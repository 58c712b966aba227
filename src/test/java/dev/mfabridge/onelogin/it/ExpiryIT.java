package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Expiry of a code after the shortest lifetime of OneLogin, two minutes (S5). The test starts first, since it waits for that time
 * while the other tests run.
 */
@Order(1)
class ExpiryIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @Test
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("A code expires after its lifetime, and the extension rejects the code without a call to OneLogin")
    void expiredCodeIsRejectedWithoutCallToOneLogin() {
        realm.execution().configure(Map.of("onelogin.codeLifetime", "120"));
        var user = realm.user("alice", simulated -> simulated.offered(SimulatedFactorType.SMS));
        var alice = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);

        Awaitility.await()
                .pollDelay(Duration.ofSeconds(121))
                .atMost(Duration.ofSeconds(130))
                .until(() -> true);
        alice.entersCode(code).sees("Your code has expired. Request a new code.");

        assertThat(realm.oneLogin().callsFor(user.oneLoginId()))
                .noneMatch(call -> call.method().equals("PUT"));
        realm.assertCounted(user, 0);
        alice.requestsAnotherMessage();
        assertThat(alice.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }
}
