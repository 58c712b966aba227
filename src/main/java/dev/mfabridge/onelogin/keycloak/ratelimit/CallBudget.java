package dev.mfabridge.onelogin.keycloak.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Budget of the calls of one owner within any hour, over all nodes (S4).
 *
 * <p>A budget of n calls is n numbered keys in Keycloak's single-use object store, as in {@link ClusterRateLimiter}. Each
 * key expires an hour after its call, so no hour has more than n calls. Calls that have to leave something over use only
 * the keys with the lowest numbers.
 *
 * <p>An acquisition probes random keys. In a budget that is hardly used, that takes one request to the store. The more of the
 * budget is used, the more calls meet a used key first, and then note their time in one more request. A used-up budget is marked
 * for some seconds, so that a rejection takes few requests too.
 */
public final class CallBudget {
    /** Time for which a call uses up a permit. */
    public static final Duration WINDOW = Duration.ofHours(1);

    private static final int PROBES = 6;

    /** Limit of the requests to the store for one call of a budget that is nearly used up. */
    private static final int MAX_SCAN = 300;

    private static final Duration EXHAUSTED_MARK = Duration.ofSeconds(10);

    /** Precision with which the times of calls are noted. */
    private static final Duration SLICE = Duration.ofMinutes(5);

    private final SingleUseObjectProvider store;
    private final String keys;
    private final Size size;
    private final InstantSource clock;

    /**
     * Size of a budget.
     *
     * @param calls the number of calls within an hour
     * @param logins the number of calls up to which a login that is not in a known browser may call
     * @param polls the number of calls up to which the user may poll
     * @param yieldingCalls the number of calls up to which yielding calls are made
     */
    public record Size(int calls, int logins, int polls, int yieldingCalls) {
        /** Creates the size of a budget in which all calls are alike. */
        public Size(int calls) {
            this(calls, calls, calls, calls);
        }

        private int permits(Use use) {
            return switch (use) {
                case FULL -> calls;
                case LOGIN -> logins;
                case POLL -> polls;
                case YIELDING -> yieldingCalls;
            };
        }
    }

    /** Use of a budget by a call. */
    public enum Use {
        /** Call that may use up the budget. */
        FULL,
        /** Call of a login that is not in a known browser, which leaves a part of the budget to these. */
        LOGIN,
        /** Poll that a user or a program asks for, which leaves a part of the budget to codes. */
        POLL,
        /** Call that no user waits for, or that can wait: it leaves a part of the budget to all others. */
        YIELDING
    }

    /**
     * Creates a budget.
     *
     * @param name the kind of the budget
     * @param owner the id of the user, administrator or realm whose calls are limited
     * @param size the number of calls within an hour
     */
    public CallBudget(SingleUseObjectProvider store, String name, String owner, Size size, InstantSource clock) {
        this.store = store;
        this.keys = StoreKey.of(name, owner);
        this.size = size;
        this.clock = clock;
    }

    /**
     * Acquires a permit for one call.
     *
     * @return the permit, or empty if none is free
     */
    public Optional<String> acquire(Use use) {
        return probe(size.permits(use), 1).or(() -> acquireOfUsed(use)).map(number -> keys + number);
    }

    /** Acquires a permit after a used one was met, and notes the time of the call for {@link #nextRelease}. */
    private Optional<Integer> acquireOfUsed(Use use) {
        var permit = probe(size.permits(use), PROBES - 1)
                .or(() -> store.contains(exhaustedKey(use)) ? Optional.empty() : scan(use));
        permit.ifPresent(number ->
                store.putIfAbsent(sliceKey(slice()), WINDOW.plus(SLICE).toSeconds()));
        return permit;
    }

    private Optional<Integer> probe(int share, int probes) {
        return ThreadLocalRandom.current()
                .ints(probes, 0, share)
                .boxed()
                .filter(this::take)
                .findFirst();
    }

    private Optional<Integer> scan(Use use) {
        var share = size.permits(use);
        var start = ThreadLocalRandom.current().nextInt(share);
        IntPredicate isFree = this::take;
        var found = IntStream.range(0, Math.min(share, MAX_SCAN))
                .map(step -> (start + step) % share)
                .filter(isFree)
                .boxed()
                .findFirst();
        if (found.isEmpty()) {
            store.putIfAbsent(exhaustedKey(use), EXHAUSTED_MARK.toSeconds());
        }
        return found;
    }

    private boolean take(int number) {
        return store.putIfAbsent(keys + number, WINDOW.toSeconds());
    }

    /** Releases a permit, since the call was not sent. */
    public void release(String permit) {
        store.remove(permit);
    }

    /**
     * Returns the time by which a permit of a used-up budget becomes free: an hour after the first noted call, rounded up to five
     * minutes. A permit of an earlier call becomes free before.
     */
    public Instant nextRelease() {
        var now = slice();
        return LongStream.rangeClosed(now - WINDOW.dividedBy(SLICE), now)
                .filter(slice -> store.contains(sliceKey(slice)))
                .mapToObj(slice ->
                        Instant.ofEpochSecond((slice + 1) * SLICE.toSeconds()).plus(WINDOW))
                .filter(clock.instant()::isBefore)
                .findFirst()
                .orElseGet(() -> clock.instant().plus(WINDOW));
    }

    /** Returns whether this is the first rejection of such a use for an hour on any node: the log has one line for many. */
    public boolean isFirstRejection(Use use) {
        return store.putIfAbsent(loggedKey(use), WINDOW.toSeconds());
    }

    /** Frees all permits. */
    public void clear() {
        IntStream.range(0, size.calls()).forEach(number -> store.remove(keys + number));
        Stream.of(Use.values())
                .flatMap(use -> Stream.of(exhaustedKey(use), loggedKey(use)))
                .forEach(store::remove);
        LongStream.rangeClosed(slice() - WINDOW.dividedBy(SLICE), slice())
                .forEach(slice -> store.remove(sliceKey(slice)));
    }

    private long slice() {
        return clock.instant().getEpochSecond() / SLICE.toSeconds();
    }

    private String sliceKey(long slice) {
        return keys + "at." + slice;
    }

    private String loggedKey(Use use) {
        return keys + "logged." + use;
    }

    private String exhaustedKey(Use use) {
        return keys + "exhausted." + use;
    }
}
