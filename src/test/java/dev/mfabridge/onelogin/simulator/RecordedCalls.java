package dev.mfabridge.onelogin.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The calls that were made to the API, oldest first. The oldest are forgotten. */
final class RecordedCalls {
    private static final int KEPT = 5000;

    private final Deque<RecordedCall> made = new ArrayDeque<>();

    synchronized void add(RecordedCall call) {
        made.addLast(call);
        if (made.size() > KEPT) {
            made.removeFirst();
        }
    }

    synchronized List<RecordedCall> oldestFirst() {
        return List.copyOf(made);
    }

    synchronized void clear() {
        made.clear();
    }
}
