package dev.mfabridge.onelogin.versions;

import java.util.List;

/** Supported versions of Keycloak. */
final class SupportedVersions {
    /** The newest published patch of each supported minor version, the oldest first. */
    static final List<String> ALL =
            List.of("26.0.8", "26.1.4", "26.2.5", "26.3.5", "26.4.7", "26.5.7", "26.6.4", "26.7.5");

    /** A version that is too old. */
    static final String TOO_OLD = "25.0.6";

    private SupportedVersions() {}
}
