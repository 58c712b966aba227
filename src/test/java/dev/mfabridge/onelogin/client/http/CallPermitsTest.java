package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.client.OneLoginException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Shares of the calls at once: of realms, and of the calls that no login waits for. */
class CallPermitsTest {
    private final CallPermits permits = new CallPermits(24);

    @Test
    @DisplayName("The permits have the number that the server's options set")
    void permitsHaveTheirNumber() {
        assertThat(permits.maximum()).isEqualTo(24);
    }

    @Test
    @DisplayName("One realm gets half of the permits, and is rejected at once afterwards")
    void oneRealmGetsHalf() {
        assertThat(acquireAll("acme", false)).hasSize(12);

        assertThatThrownBy(() -> permits.acquire("acme", Optional.empty(), false, "GET /x"))
                .isInstanceOf(OneLoginException.Busy.class)
                .hasMessageContaining("GET /x: not sent")
                .hasMessageContaining("24");
    }

    @Test
    @DisplayName("Further realms get permits while other realms hold all that they can get")
    void everyRealmGetsPermits() {
        acquireAll("acme", false);
        acquireAll("second", false);

        assertThat(acquireAll("third", false)).hasSizeGreaterThan(1);
    }

    @Test
    @DisplayName("Two busy realms get the same share after a while")
    void busyRealmsGetTheSameShare() {
        var first = acquireAll("acme", false);
        var second = acquireAll("other", false);

        for (var round = 0; round < 12; round++) {
            first.remove(0).close();
            first.addAll(acquireAll("acme", false));
            second.addAll(acquireAll("other", false));
        }
        assertThat(first.size() - second.size()).isBetween(-1, 1);
    }

    @Test
    @DisplayName("All realms together never hold more permits than there are")
    void totalIsBounded() {
        var held = new ArrayList<CallPermits.Permit>();
        for (var realm = 0; realm < 100; realm++) {
            held.addAll(acquireAll("realm" + realm, false));
        }

        assertThat(held).hasSizeLessThanOrEqualTo(24);
    }

    @Test
    @DisplayName("Calls that no login waits for get a quarter, and logins of the realm still get permits")
    void backgroundCallsLeaveRoomForLogins() {
        assertThat(acquireAll("acme", true)).hasSize(6);

        assertThat(acquireAll("acme", false)).hasSize(6);
        assertThatThrownBy(() -> permits.acquire("other", Optional.empty(), true, "GET /x"))
                .isInstanceOf(OneLoginException.Busy.class);
    }

    @Test
    @DisplayName("A permit is free again after the call")
    void closedPermitIsFree() {
        acquireAll("acme", true).forEach(CallPermits.Permit::close);

        assertThat(acquireAll("acme", true)).hasSize(6);
    }

    @Test
    @DisplayName("A server that sends one call at once sends it for logins and for all other calls")
    void singlePermitServesEachPurpose() {
        var single = new CallPermits(1);

        single.acquire("acme", Optional.empty(), true, "GET /x").close();
        single.acquire("acme", Optional.empty(), false, "GET /x").close();

        assertThatThrownBy(() -> new CallPermits(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("The slow calls about one user hold a quarter, and the other users of the realm still get permits")
    void slowUserLeavesPermitsToOtherUsers() {
        var slow = acquireAll("acme", Optional.of("mallory"), false);
        assertThat(slow).hasSize(6);
        assertThatThrownBy(() -> permits.acquire("acme", Optional.of("mallory"), false, "GET /x"))
                .isInstanceOf(OneLoginException.Busy.class)
                .hasMessage("GET /x: not sent, because 6 calls to OneLogin about this user are under way");

        assertThat(acquireAll("acme", Optional.of("ann"), false)).hasSize(6);

        slow.forEach(CallPermits.Permit::close);
        assertThat(acquireAll("acme", Optional.of("mallory"), false)).hasSize(6);
    }

    private List<CallPermits.Permit> acquireAll(String realm, boolean inBackground) {
        return acquireAll(realm, Optional.empty(), inBackground);
    }

    private List<CallPermits.Permit> acquireAll(String realm, Optional<String> user, boolean inBackground) {
        var held = new ArrayList<CallPermits.Permit>();
        while (true) {
            try {
                held.add(permits.acquire(realm, user, inBackground, "GET /x"));
            } catch (OneLoginException.Busy e) {
                return held;
            }
        }
    }
}
