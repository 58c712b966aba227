package dev.mfabridge.onelogin.keycloak.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.ratelimit.CallBudget.Size;
import dev.mfabridge.onelogin.keycloak.ratelimit.CallBudget.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Budget of the calls of one owner within any hour (S4). */
class CallBudgetTest {
    private static final Size SIZE = new Size(100, 90, 80, 60);

    private Instant now = Instant.parse("2026-11-26T08:02:00Z");
    private final MemoryStore store = new MemoryStore(() -> now);
    private final CallBudget budget = budget("ann");

    @Test
    @DisplayName("A budget allows exactly its calls, and none of another owner's budget")
    void budgetAllowsExactlyItsCalls() {
        assertThat(acquired(budget, Use.FULL, 150)).isEqualTo(100);
        assertThat(acquired(budget("ben"), Use.FULL, 150)).isEqualTo(100);
    }

    @Test
    @DisplayName("Two nodes share a budget")
    void twoNodesShareBudget() {
        assertThat(acquired(budget("ann"), Use.FULL, 70) + acquired(budget("ann"), Use.FULL, 70))
                .isEqualTo(100);
    }

    @Test
    @DisplayName("Yielding calls leave a part of the budget to the others")
    void yieldingCallsLeavePartOfBudget() {
        assertThat(acquired(budget, Use.YIELDING, 150)).isEqualTo(60);
        assertThat(acquired(budget, Use.POLL, 150)).isEqualTo(20);
        assertThat(acquired(budget, Use.LOGIN, 150)).isEqualTo(10);
        assertThat(acquired(budget, Use.FULL, 150)).isEqualTo(10);
        assertThat(budget.acquire(Use.YIELDING)).isEmpty();
    }

    @Test
    @DisplayName("Each call uses up its permit for an hour, so no hour has more calls")
    void callUsesUpPermitForHour() {
        acquired(budget, Use.FULL, 50);
        now = now.plus(Duration.ofMinutes(30));
        assertThat(acquired(budget, Use.FULL, 100)).isEqualTo(50);

        now = now.plus(Duration.ofMinutes(29));
        assertThat(acquired(budget, Use.FULL, 100)).isZero();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(acquired(budget, Use.FULL, 100)).isEqualTo(50);
    }

    @Test
    @DisplayName("The time of the next release is known to five minutes")
    void nextReleaseIsKnown() {
        var first = now;
        acquired(budget, Use.FULL, 60);
        now = now.plus(Duration.ofMinutes(20));
        acquired(budget, Use.FULL, 40);

        assertThat(budget.nextRelease())
                .isBetween(first.plus(Duration.ofMinutes(60)), first.plus(Duration.ofMinutes(65)));

        now = first.plus(Duration.ofMinutes(66));
        acquired(budget, Use.FULL, 60);
        assertThat(budget.nextRelease())
                .isBetween(first.plus(Duration.ofMinutes(80)), first.plus(Duration.ofMinutes(85)));
    }

    @Test
    @DisplayName("If no call was noted, a permit becomes free within the hour")
    void unnotedCallReleasesWithinHour() {
        acquired(budget, Use.FULL, 1);

        assertThat(budget.nextRelease()).isEqualTo(now.plus(Duration.ofHours(1)));
    }

    @Test
    @DisplayName("A released permit can be acquired again")
    void releasedPermitCanBeAcquiredAgain() {
        var permit = budget.acquire(Use.FULL).orElseThrow();
        acquired(budget, Use.FULL, 99);
        now = now.plusSeconds(1);

        budget.release(permit);

        assertThat(budget.acquire(Use.FULL)).contains(permit);
    }

    @Test
    @DisplayName("A cleared budget is as new and leaves nothing in the store")
    void clearedBudgetIsNew() {
        acquired(budget, Use.YIELDING, 70);
        acquired(budget, Use.FULL, 70);
        assertThat(budget.isFirstRejection(Use.FULL)).isTrue();

        budget.clear();

        assertThat(store.size()).isZero();
        assertThat(acquired(budget, Use.FULL, 150)).isEqualTo(100);
    }

    @Test
    @DisplayName("A rejection is the first one once an hour")
    void rejectionIsFirstOnceAnHour() {
        assertThat(budget.isFirstRejection(Use.FULL)).isTrue();
        assertThat(budget("ann").isFirstRejection(Use.FULL)).isFalse();
        now = now.plus(Duration.ofHours(1));
        assertThat(budget.isFirstRejection(Use.FULL)).isTrue();
    }

    @Test
    @DisplayName("The first call of a budget takes one request to the store, and leaves one entry")
    void firstCallTakesOneRequest() {
        acquired(budget, Use.LOGIN, 1);

        assertThat(store.requests()).isEqualTo(1);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("A call takes few requests to the store, and a rejection too")
    void callTakesFewRequests() {
        acquired(budget, Use.FULL, 30);
        assertThat(store.requests()).isLessThan(30 * 4);
        acquired(budget, Use.FULL, 80);
        var before = store.requests();

        acquired(budget, Use.FULL, 100);

        assertThat(store.requests() - before).isLessThanOrEqualTo(100 * 7);
    }

    private CallBudget budget(String owner) {
        return new CallBudget(store, "test", owner, SIZE, () -> now);
    }

    private static long acquired(CallBudget budget, Use use, int tries) {
        return IntStream.range(0, tries)
                .filter(attempt -> budget.acquire(use).isPresent())
                .count();
    }
}
