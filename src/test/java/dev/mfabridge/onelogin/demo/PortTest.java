package dev.mfabridge.onelogin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ports of the demo, which the docs name. */
class PortTest {
    private static final String PROPERTY = "port.of.this.test";

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
    }

    @Test
    @DisplayName("Without a system property, the servers get the port of the docs")
    void standardPortReachesTheServers() {
        assertThat(Port.of(PROPERTY, 8080).number()).isEqualTo(8080);

        assertThat(Integer.getInteger(PROPERTY)).isEqualTo(8080);
    }

    @Test
    @DisplayName("The system property sets another port")
    void propertySetsAnotherPort() {
        System.setProperty(PROPERTY, "8081");

        assertThat(Port.of(PROPERTY, 8080).number()).isEqualTo(8081);
    }
}
