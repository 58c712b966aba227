package dev.mfabridge.onelogin.mfa;

import java.util.HashMap;
import java.util.Map;

/**
 * Versions of a stored format that this version of the extension reads. A format gets another version only if an older
 * version of the extension would misread it. The nodes of a cluster are updated one by one, so both are at work for a while.
 *
 * <p>An older format is read, and written anew in the current one. A newer format is neither replaced nor removed, since only
 * a newer version of the extension knows what it contains.
 *
 * @param oldest the oldest version that is read
 * @param current the version that is written
 */
public record FormatVersion(int oldest, int current) {
    /** Version of a format that has never changed. Values without a version have this one. */
    public static final FormatVersion FIRST = new FormatVersion(1, 1);

    private static final String NOTE = "version";

    /** Returns whether a value of that version is read. */
    public boolean reads(int version) {
        return oldest <= version && version <= current;
    }

    /** Returns whether a newer version of the extension wrote a value of that version. */
    public boolean isOlderThan(int version) {
        return version > current;
    }

    /** Adds the current version to the notes of an entry. */
    public Map<String, String> added(Map<String, String> notes) {
        var versioned = new HashMap<>(notes);
        versioned.put(NOTE, String.valueOf(current));
        return versioned;
    }

    /** Returns whether notes of that version are read. */
    public boolean reads(Map<String, String> notes) {
        try {
            return reads(Integer.parseInt(notes.getOrDefault(NOTE, "1")));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
