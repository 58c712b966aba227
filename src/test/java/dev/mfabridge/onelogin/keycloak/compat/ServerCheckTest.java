package dev.mfabridge.onelogin.keycloak.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCheckTest {

    @Test
    @DisplayName("A Keycloak that is too old is told which version the extension needs")
    void tooOldKeycloakIsRejected() {
        assertThat(ServerCheck.rejection(new KeycloakVersion(25, 0)).orElseThrow())
                .contains("needs Keycloak 26.0 or later", "Upgrade Keycloak");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8})
    @DisplayName("A supported or newer Keycloak is not rejected")
    void supportedKeycloakIsNotRejected(int minor) {
        assertThat(ServerCheck.rejection(new KeycloakVersion(26, minor))).isEmpty();
    }

    @Test
    @DisplayName("A Keycloak that is newer than the tests gets a warning")
    void untestedKeycloakGetsWarning() {
        assertThat(ServerCheck.warning(new KeycloakVersion(26, 8)).orElseThrow())
                .contains("tested on Keycloak 26.0 to 26.7", "Test all flows");
    }

    @Test
    @DisplayName("Keycloak 26.0 gets a warning that names the listeners and the upgrade")
    void keycloakWithoutGlobalListenersGetsWarning() {
        assertThat(ServerCheck.warning(KeycloakVersion.OLDEST).orElseThrow())
                .contains("onelogin-mfa-removal", "onelogin-mfa-settings-check", "upgrade to Keycloak 26.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    @DisplayName("Any other tested Keycloak gets no warning")
    void testedKeycloakGetsNoWarning(int minor) {
        assertThat(ServerCheck.warning(new KeycloakVersion(26, minor))).isEmpty();
    }
}
