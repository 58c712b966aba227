package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Order in which a user sees factors and devices. */
class PolicyFilterTest {
    private final PolicyFilter filter = new PolicyFilter(POLICY);

    @Test
    @DisplayName("Factors come in the order of the administrator, and not in OneLogin's order")
    void factorsComeInAdministratorsOrder() {
        var listed = (OneLoginEvent.FactorsListed) MfaEvents.named("two factors");

        assertThat(filter.factors(listed))
                .extracting(OfferedFactor::type)
                .containsExactly(FactorType.EMAIL, FactorType.SMS);
    }

    @Test
    @DisplayName("OneLogin's default device comes first, and the others in the order of the administrator")
    void defaultDeviceComesBeforeAdministratorsOrder() {
        var devices = List.of(
                device("1", "Email", false),
                device("2", "OneLogin Protect", false),
                device("3", "SMS", true),
                device("4", "Duo", false),
                device("5", "Authenticator", false));

        assertThat(filter.devices(USER, devices))
                .extracting(device -> device.id().value())
                .containsExactly("3", "2", "5", "1");
    }

    private static Device device(String id, String authFactorName, boolean isDefault) {
        return new Device(new OneLoginId(id), "Mine", "", authFactorName, isDefault);
    }
}
