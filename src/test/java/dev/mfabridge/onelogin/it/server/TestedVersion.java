package dev.mfabridge.onelogin.it.server;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Version of the Keycloak that the tests run on, from the name of its folder. */
public final class TestedVersion {
    private static final Pattern FOLDER = Pattern.compile("keycloak-26\\.(\\d+)\\..*");

    private TestedVersion() {}

    /**
     * Returns whether the server is older than a minor version of Keycloak 26.
     *
     * @param minor such as 3 for Keycloak 26.3
     */
    public static boolean isBefore(int minor) {
        var folder = FOLDER.matcher(Path.of(System.getProperty("keycloak.home", "keycloak"))
                .getFileName()
                .toString());
        return folder.matches() && Integer.parseInt(folder.group(1)) < minor;
    }

    /** Returns the name of a provider's option, which single dashes separate up to 26.2. */
    static String option(String option) {
        return isBefore(3) ? "--" + option.substring(2).replace("--", "-") : option;
    }
}
