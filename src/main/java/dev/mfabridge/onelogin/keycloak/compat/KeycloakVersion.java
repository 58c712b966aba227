package dev.mfabridge.onelogin.keycloak.compat;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.keycloak.common.Version;

/**
 * Minor version of Keycloak. The patch version decides nothing.
 *
 * @param major such as 26
 * @param minor such as 7
 */
public record KeycloakVersion(int major, int minor) implements Comparable<KeycloakVersion> {
    /** The oldest version on which the extension runs. */
    public static final KeycloakVersion OLDEST = new KeycloakVersion(26, 0);

    /** The newest version that was tested. */
    public static final KeycloakVersion NEWEST = new KeycloakVersion(26, 7);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");
    private static final KeycloakVersion RUNNING = parse(Version.VERSION);

    /** Returns the version of the running server. */
    public static KeycloakVersion running() {
        return RUNNING;
    }

    /**
     * Reads a version.
     *
     * @param text such as {@code 26.7.5} or {@code 26.4.7.redhat-00001}, or null; a text without a version is a build of
     *     Keycloak's developers, which is newer than all
     */
    static KeycloakVersion parse(String text) {
        var found = TEXT.matcher(text == null ? "" : text);
        return found.matches()
                ? new KeycloakVersion(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)))
                : new KeycloakVersion(999, 0);
    }

    /** Returns whether this is the given version or a newer one. */
    boolean isSince(int otherMajor, int otherMinor) {
        return compareTo(new KeycloakVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(KeycloakVersion other) {
        return Comparator.comparingInt(KeycloakVersion::major)
                .thenComparingInt(KeycloakVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
