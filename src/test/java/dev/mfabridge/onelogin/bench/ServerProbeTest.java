package dev.mfabridge.onelogin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServerProbeTest {
    private static final String PAGE = """
            # HELP vendor_statistics_stores Number of stores
            vendor_statistics_stores{cache="work",cache_manager="keycloak",node="a"} 2.0
            vendor_statistics_stores{cache="sessions",cache_manager="keycloak",node="a"} 1.5E3
            vendor_statistics_stores_other{cache="work",cache_manager="keycloak",node="a"} 7.0
            vendor_jgroups_sent{cache_manager="keycloak",node="a"} 4.0
            vendor_jgroups_sent{cache_manager="keycloak",node="b"} 5.0
            """;

    @Test
    @DisplayName("A series has a value for each cache")
    void seriesByCache() {
        assertThat(ServerProbe.byCache(PAGE, "vendor_statistics_stores"))
                .hasSize(2)
                .containsEntry("work", 2.0)
                .containsEntry("sessions", 1_500.0);
    }

    @Test
    @DisplayName("The sum of a series has all labels and no other series")
    void sumOfSeries() {
        assertThat(ServerProbe.sum(PAGE, "vendor_jgroups_sent")).isEqualTo(9);
    }
}
