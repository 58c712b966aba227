package dev.mfabridge.onelogin.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Recorded calls of the API, oldest first. The oldest calls are removed. */
final class RecordedCalls {
    private static final int MAX_SIZE = 5000;

    private final Deque<RecordedCall> made = new ArrayDeque<>();

    synchronized void add(RecordedCall call) {
        made.addLast(call);
        if (made.size() > MAX_SIZE) {
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
