package dev.mfabridge.onelogin.client.http;

import dev.mfabridge.onelogin.client.OneLoginException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Permits for the calls that this server sends at once: a bulkhead between a slow OneLogin and everything else that the
 * server does. No call waits for a permit.
 *
 * <ul>
 *   <li>A realm gets a permit only while the realm holds fewer permits than are free. The only busy realm holds at most
 *       half of the permits, two busy realms a third each, and there is always a permit for a further realm.
 *   <li>The calls about one user hold at most a quarter of the permits, and so do the calls that no login waits for. A
 *       user can have a device at which each call is slow.
 * </ul>
 *
 * <p>Instances are thread safe.
 */
public final class CallPermits {
    private final int maximum;
    private final int backgroundMaximum;
    private final int userMaximum;
    private final Map<String, Integer> heldByRealm = new HashMap<>();
    private final Map<String, Integer> heldByUser = new HashMap<>();
    private int held;
    private int heldInBackground;

    /**
     * Creates the permits.
     *
     * @param maximum the number of permits, 1 or more
     */
    public CallPermits(int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("At least one call at once is needed");
        }
        this.maximum = maximum;
        this.backgroundMaximum = Math.max(1, maximum / 4);
        // A waiting page polls while the user submits its form.
        this.userMaximum = Math.max(2, maximum / 4);
    }

    /** Permit for one call. It must be closed, once, after the call. */
    @FunctionalInterface
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns the number of permits. */
    public int maximum() {
        return maximum;
    }

    /**
     * Acquires a permit.
     *
     * @param realm the realm that calls
     * @param user the id of the user that the call is about, or empty
     * @param inBackground whether no login waits for the call
     * @param operation the call, for the message
     * @throws OneLoginException.Busy if there is no permit for the caller
     */
    public synchronized Permit acquire(String realm, Optional<String> user, boolean inBackground, String operation) {
        int heldHere = heldByRealm.getOrDefault(realm, 0);
        if (heldHere >= maximum - held || inBackground && heldInBackground >= backgroundMaximum) {
            throw new OneLoginException.Busy(operation + ": not sent, because this server sends at most " + maximum
                    + " calls to OneLogin at once, and " + heldHere + " of this realm are under way");
        }
        if (user.filter(id -> heldByUser.getOrDefault(id, 0) >= userMaximum).isPresent()) {
            throw new OneLoginException.Busy(operation + ": not sent, because " + userMaximum
                    + " calls to OneLogin about this user are under way");
        }
        held++;
        heldByRealm.put(realm, heldHere + 1);
        user.ifPresent(id -> heldByUser.merge(id, 1, Integer::sum));
        if (inBackground) {
            heldInBackground++;
        }
        return () -> release(realm, user, inBackground);
    }

    private synchronized void release(String realm, Optional<String> user, boolean inBackground) {
        held--;
        decrement(heldByRealm, realm);
        user.ifPresent(id -> decrement(heldByUser, id));
        if (inBackground) {
            heldInBackground--;
        }
    }

    private static void decrement(Map<String, Integer> counts, String key) {
        counts.computeIfPresent(key, (name, count) -> count == 1 ? null : count - 1);
    }
}
