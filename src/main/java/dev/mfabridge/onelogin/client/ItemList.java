package dev.mfabridge.onelogin.client;

import java.util.List;

/**
 * A list as OneLogin answered it, without the items that can't be read.
 *
 * @param items those that can be read
 * @param unreadable a sentence for the log about each that can't; while there is one, nothing is known to be missing
 */
public record ItemList<T>(List<T> items, List<String> unreadable) {
    public ItemList {
        items = List.copyOf(items);
        unreadable = List.copyOf(unreadable);
    }

    /** @return whether every item that OneLogin listed is among the items */
    public boolean isComplete() {
        return unreadable.isEmpty();
    }
}
