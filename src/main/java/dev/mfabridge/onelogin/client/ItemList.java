package dev.mfabridge.onelogin.client;

import java.util.List;

/**
 * A list as OneLogin answered it, without the items that can't be read.
 *
 * @param items those that can be read
 * @param oddities a sentence for the log about each that can't; while there is one, nothing is known to be missing
 */
public record ItemList<T>(List<T> items, List<String> oddities) {
    public ItemList {
        items = List.copyOf(items);
        oddities = List.copyOf(oddities);
    }

    /** @return whether every item that OneLogin listed is among the items */
    public boolean isComplete() {
        return oddities.isEmpty();
    }
}
