package dev.mfabridge.onelogin.client;

import java.util.List;

/**
 * List from a response of OneLogin, without the items that can't be read.
 *
 * @param items the readable items
 * @param unreadable a sentence for the log about each unreadable item; if there is one, no item is known to be missing
 *     (S2)
 */
public record ReadableItems<T>(List<T> items, List<String> unreadable) {
    public ReadableItems {
        items = List.copyOf(items);
        unreadable = List.copyOf(unreadable);
    }

    /** Returns whether {@link #items} contains every item that OneLogin listed. */
    public boolean isComplete() {
        return unreadable.isEmpty();
    }
}
