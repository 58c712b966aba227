package dev.mfabridge.onelogin.keycloak.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeycloakVersionTest {

    @ParameterizedTest
    @CsvSource({"26.7.5,26.7", "26.0.8,26.0", "26.4.7.redhat-00001,26.4", "25.0.6,25.0", "26.10.0,26.10"})
    @DisplayName("A version of Keycloak or of a vendor has its minor version")
    void versionHasMinorVersion(String text, String expected) {
        assertThat(KeycloakVersion.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"999.0.0-SNAPSHOT", "main", "''", "99999999999.1"})
    @DisplayName("A build of Keycloak's developers is newer than all versions")
    void developersBuildIsNewer(String text) {
        assertThat(KeycloakVersion.parse(text)).isGreaterThan(KeycloakVersion.NEWEST);
    }

    @Test
    @DisplayName("A missing version is newer than all versions")
    void missingVersionIsNewer() {
        assertThat(KeycloakVersion.parse(null)).isGreaterThan(KeycloakVersion.NEWEST);
    }

    @Test
    @DisplayName("A tenth minor version is newer than the ninth")
    void minorVersionsAreNumbers() {
        assertThat(KeycloakVersion.parse("26.10.0").isSince(26, 9)).isTrue();
        assertThat(KeycloakVersion.parse("26.10.0").isSince(26, 11)).isFalse();
        assertThat(KeycloakVersion.parse("27.0.0").isSince(26, 11)).isTrue();
    }
}
