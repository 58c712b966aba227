package dev.mfabridge.onelogin.keycloak.realmcheck;

import java.util.ArrayList;
import java.util.List;

/** List of names for a sentence: the first names, and the number of the others. */
final class NameList {
    private static final int SHOWN = 5;

    private final List<String> names = new ArrayList<>();
    private boolean isOpenEnd;

    void add(String name) {
        names.add(name);
    }

    /** Marks the list as incomplete: the realm can have more than the check read. */
    void setOpenEnd() {
        isOpenEnd = true;
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    @Override
    public String toString() {
        var shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        var others = names.size() - SHOWN;
        if (others > 0) {
            return shown + " and " + (isOpenEnd ? "at least " : "") + others + " more";
        }
        return isOpenEnd ? shown + " and possibly more" : shown;
    }
}
