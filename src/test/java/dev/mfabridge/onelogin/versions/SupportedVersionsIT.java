package dev.mfabridge.onelogin.versions;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests with the tag {@code core}, on each supported Keycloak or on those that {@code -Dversions} names. */
@ResourceLock(MavenRun.BUILT_JAR)
class SupportedVersionsIT {

    static List<String> versions() {
        var named = System.getProperty("versions", "");
        return named.isBlank() ? SupportedVersions.ALL : List.of(named.split(","));
    }

    @ParameterizedTest(name = "Keycloak {0}")
    @MethodSource("versions")
    @DisplayName("The core of the tests passes on each supported Keycloak")
    void coreOfTheTestsPasses(String version) throws IOException, InterruptedException {
        MavenRun.succeeds(
                version,
                "verify",
                "-Pcore",
                "-Dkeycloak.version=" + version,
                "-Dspotless.check.skip=true",
                "-Dmaven.javadoc.skip=true",
                "-Dcyclonedx.skip=true");
    }
}
