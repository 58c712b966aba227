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
    @DisplayName("A Keycloak that is newer than the tests gets one warning")
    void untestedKeycloakGetsWarning() {
        assertThat(ServerCheck.warnings(new KeycloakVersion(26, 8)))
                .singleElement()
                .asString()
                .contains("tested on Keycloak 26.0 to 26.7", "Test all flows");
    }

    @Test
    @DisplayName("Keycloak 26.0 gets a warning that names the listeners and the upgrade")
    void keycloakWithoutGlobalListenersGetsWarning() {
        assertThat(ServerCheck.warnings(KeycloakVersion.OLDEST))
                .anySatisfy(line -> assertThat(line)
                        .contains("onelogin-mfa-removal", "onelogin-mfa-settings-check", "upgrade to Keycloak 26.1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    @DisplayName("A Keycloak that masks no secret of an execution gets one warning, which names the vault")
    void keycloakWithoutMaskGetsWarning(int minor) {
        assertThat(ServerCheck.warnings(new KeycloakVersion(26, minor)))
                .singleElement()
                .asString()
                .contains("client secret", "vault", "upgrade to Keycloak 26.7");
    }

    @Test
    @DisplayName("The newest tested Keycloak gets no warning")
    void newestKeycloakGetsNoWarning() {
        assertThat(ServerCheck.warnings(KeycloakVersion.NEWEST)).isEmpty();
    }
}
