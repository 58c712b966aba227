package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests of the scenarios of the integration tests. */
class FactorScenarioTest {

    @Test
    @DisplayName("Each factor type that a user can prove has a scenario")
    void factorTypesHaveScenarios() {
        assertThat(Stream.of(FactorScenario.values())
                        .map(scenario -> FactorType.of(scenario.type().authFactorName())))
                .containsAll(FactorType.provable());
    }
}
