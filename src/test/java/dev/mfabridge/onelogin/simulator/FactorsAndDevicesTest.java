package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of the factors and devices of a user. */
class FactorsAndDevicesTest {
    @Test
    @DisplayName("The simulator lists every factor with the documented names")
    void factorsAreListedWithTheDocumentedNames() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.addUser(user.user()
                .offered(
                        SimulatedFactorType.PROTECT,
                        SimulatedFactorType.SMS,
                        SimulatedFactorType.VOICE,
                        SimulatedFactorType.EMAIL,
                        SimulatedFactorType.AUTHENTICATOR));

        assertThat(SimulatorFixture.API.get(user.path("/factors")).body()).isEqualTo("""
                        [{"factor_id":58958,"name":"OneLogin Protect","auth_factor_name":"OneLogin"},\
                        {"factor_id":58959,"name":"OneLogin SMS","auth_factor_name":"SMS"},\
                        {"factor_id":58960,"name":"OneLogin Voice","auth_factor_name":"OneLogin Voice"},\
                        {"factor_id":58961,"name":"OneLogin Email","auth_factor_name":"OneLogin Email"},\
                        {"factor_id":58957,"name":"Authenticator","auth_factor_name":"Google Authenticator"}]""");
    }

    @Test
    @DisplayName("The simulator lists a factor of an unknown type")
    void unknownFactorTypeIsListed() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.addUser(user.user().offered(SimulatedFactorType.of("Duo Security")));

        var factor = SimulatorFixture.API.get(user.path("/factors")).json().get(0);

        assertThat(factor.get("auth_factor_name").asText()).isEqualTo("Duo Security");
        assertThat(factor.get("factor_id").isNumber()).isTrue();
    }

    @Test
    @DisplayName("An enrolled factor is a device and no longer offered")
    void enrolledFactorIsADeviceAndNoLongerOffered() {
        var user = SimulatorFixture.userWithSms();

        assertThat(SimulatorFixture.API.get(user.path("/factors")).json().findValuesAsText("auth_factor_name"))
                .containsExactly("OneLogin Email");
        assertThat(SimulatorFixture.API.get(user.path("/devices")).body()).isEqualTo("""
                        [{"device_id":"%s","user_display_name":"OneLogin SMS","type_display_name":"OneLogin SMS",\
                        "auth_factor_name":"SMS","default":true}]""".formatted(user.deviceId()));
    }

    @Test
    @DisplayName("A removed device disappears, and the simulator offers its factor again")
    void removalOfADeviceOffersItsFactorAgain() {
        var user = SimulatorFixture.userWithSms();

        var reply = SimulatorFixture.API.delete(user.path("/devices/" + user.deviceId()));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(SimulatorFixture.API.get(user.path("/devices")).body()).isEqualTo("[]");
        assertThat(SimulatorFixture.API.get(user.path("/factors")).json()).hasSize(2);
        assertThat(SimulatorFixture.API
                        .delete(user.path("/devices/" + user.deviceId()))
                        .text("/name"))
                .isEqualTo("NotFoundError");
    }

    @Test
    @DisplayName("The remaining device becomes the default")
    void remainingDeviceBecomesTheDefault() {
        var user = SimulatorFixture.userWithSms();
        SimulatorFixture.CONTROL.addUser(user.user().withDevice("8" + user.id(), SimulatedFactorType.EMAIL));

        SimulatorFixture.API.delete(user.path("/devices/" + user.deviceId()));

        var devices = SimulatorFixture.API.get(user.path("/devices")).json();
        assertThat(devices.findValuesAsText("device_id")).containsExactly("8" + user.id());
        assertThat(devices.get(0).get("default").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("An unknown user is not found")
    @ValueSource(strings = {"1", "alice", "-1", "99999999999999999999"})
    void unknownUserIsNotFound(String id) {
        for (var resource : new String[] {"/factors", "/devices", "/registrations/x", "/verifications/x"}) {
            var reply = SimulatorFixture.API.get("/api/2/mfa/users/" + id + resource);

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text("/name")).isEqualTo("NotFoundError");
        }
    }

    @Test
    @DisplayName("Two factors can have the same type")
    void twoFactorsCanHaveTheSameType() {
        var factors =
                SimulatorFixture.API.get("/api/2/mfa/users/64515909/factors").json();

        assertThat(factors.findValuesAsText("auth_factor_name"))
                .containsExactly("OneLogin Email", "OneLogin Email", "YubiKey");
        assertThat(factors.findValuesAsText("name")).startsWith("Email Magic Link", "OneLogin Email");
    }

    @Test
    @DisplayName("A list of devices can contain unreadable items")
    void deviceListCanHaveUnreadableItems() {
        var devices =
                SimulatorFixture.API.get("/api/2/mfa/users/64515911/devices").json();

        assertThat(devices).hasSize(3);
        assertThat(devices.get(1).has("device_id")).isFalse();
        assertThat(devices.get(2).get("device_id").textValue()).isEqualTo("ccccccfhlrnd:1");
    }
}
