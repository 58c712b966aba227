package dev.mfabridge.onelogin.bench.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterCostsTest {
    private final ClusterCosts costs = new ClusterCosts();

    @BeforeEach
    void addTwoRounds() {
        for (var factor : new double[] {1, 3}) {
            costs.add(LoginKind.OTP, 1, Map.of("CPU", 2 * factor, "Failures", 0.0));
            costs.add(LoginKind.SMS, 1, Map.of("CPU", 4 * factor, "Failures", 0.0));
            costs.add(LoginKind.OTP, 2, Map.of("CPU", 5 * factor, "Failures", 0.0));
            costs.add(LoginKind.SMS, 2, Map.of("CPU", 6 * factor, "Failures", 0.0));
        }
    }

    @Test
    @DisplayName("A kind of login is compared with the first kind on the same cluster, round by round")
    void comparesKinds() {
        var ratios = costs.toFirstKind("CPU");

        assertThat(ratios).containsOnlyKeys("SMS, 1 node / OTP", "SMS, 2 nodes / OTP");
        assertThat(ratios.get("SMS, 1 node / OTP").values()).containsExactly(2.0, 2.0);
        assertThat(ratios.get("SMS, 2 nodes / OTP").values()).containsExactly(1.2, 1.2);
    }

    @Test
    @DisplayName("A cluster is compared with the first cluster for the same kind, round by round")
    void comparesClusters() {
        var ratios = costs.toFirstSize("CPU");

        assertThat(ratios).containsOnlyKeys("OTP, 2 nodes / 1 node", "SMS, 2 nodes / 1 node");
        assertThat(ratios.get("OTP, 2 nodes / 1 node").values()).containsExactly(2.5, 2.5);
        assertThat(ratios.get("SMS, 2 nodes / 1 node").values()).containsExactly(1.5, 1.5);
    }

    @Test
    @DisplayName("The table has medians and ranges, and no cost that is always 0")
    void tableOfCosts() {
        assertThat(costs.table()).isEqualTo("""
                        | For a login | OTP, 1 node | SMS, 1 node | OTP, 2 nodes | SMS, 2 nodes |
                        |---|---|---|---|---|
                        | CPU | 4.00 (2.00 to 6.00) | 8.00 (4.00 to 12.00) | 10.00 (5.00 to 15.00) | 12.00 (6.00 to 18.00) |
                        """);
    }
}
