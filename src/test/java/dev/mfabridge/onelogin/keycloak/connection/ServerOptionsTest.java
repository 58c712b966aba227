package dev.mfabridge.onelogin.keycloak.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;
import org.keycloak.Config.SystemPropertiesScope;

/** Options of the server. */
class ServerOptionsTest {
    private static final String PROPERTY = "onelogin-test.allowed-hosts";

    @Test
    @DisplayName("Without the option, all hosts of OneLogin are allowed and no others")
    void oneLoginIsTheDefault() {
        assertThat(ServerOptions.of(scope(null)).allowedHosts()).hasToString("*.onelogin.com");
        assertThat(ServerOptions.of(scope(" ")).allowedHosts()).hasToString("*.onelogin.com");
    }

    @Test
    @DisplayName("The option replaces the default")
    void optionReplacesTheDefault() {
        assertThat(ServerOptions.of(scope("acme.onelogin.com, localhost:8090")).allowedHosts())
                .hasToString("acme.onelogin.com,localhost:8090");
    }

    @Test
    @DisplayName("An invalid option stops the start with a sentence that names the option")
    void invalidOptionStopsTheStart() {
        assertThatThrownBy(() -> ServerOptions.of(scope("*.onelogin.com,*")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "The option --spi-authenticator--onelogin-mfa--allowed-hosts is invalid: \"*\" is no host.");
    }

    private static Config.Scope scope(String value) {
        System.clearProperty(PROPERTY);
        if (value != null) {
            System.setProperty(PROPERTY, value);
        }
        return new SystemPropertiesScope("onelogin-test.");
    }
}
