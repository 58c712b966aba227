package dev.mfabridge.onelogin.check;

import static dev.mfabridge.onelogin.check.PublishableReport.publishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Devices that the check may remove: only the device that it enrolled (S10). */
class RemovalOfNewDeviceTest {
    private static final String OLD = "77665544";
    private static final String LOOK = "Look for the device \"Keycloak check\"";

    private final SimulatedAccount account = new SimulatedAccount();
    private final SimulatedPerson person = new SimulatedPerson(account);

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    @DisplayName("A device of the user stays, even if OneLogin names it as the enrolled device")
    void oldDeviceStaysEvenIfNamedAsEnrolled() {
        account.with(SimulatedAccount.user()
                        .offered(SimulatedFactorType.EMAIL_LINK)
                        .withDevice(OLD, SimulatedFactorType.EMAIL))
                .withRule(BehaviorRule.on("GET */registrations/*")
                        .body(200, "{\"id\":\"{{id}}\",\"status\":\"accepted\",\"device_id\":\"" + OLD + "\"}"));

        var result = publishable(account, account.check(person.proving(SimulatedFactorType.EMAIL_LINK), "--enroll"));

        assertThat(devices()).hasSize(2).contains(OLD);
        assertThat(removals()).isEmpty();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("not certain").contains(LOOK);
    }

    @Test
    @DisplayName("The check removes nothing if two devices are new and no answer named the enrolled device")
    void twoNewDevicesStayIfNeitherWasNamed() {
        account.with(SimulatedAccount.user().offered(SimulatedFactorType.EMAIL))
                .withRule(BehaviorRule.on("PUT */registrations/*").omit("device_id"));
        var terminal = person.proving(SimulatedFactorType.EMAIL);
        terminal.when(
                "== Code verified",
                () -> account.withRule(BehaviorRule.on("GET */devices")
                        .body(200, "[" + email("1111222") + "," + email("3333444") + "]")));

        var result = publishable(account, account.check(terminal, "--enroll"));

        assertThat(removals()).isEmpty();
        assertThat(result.output()).contains("not certain");
    }

    @Test
    @DisplayName("The check names a device that OneLogin doesn't remove")
    void failedRemovalIsNamed() {
        withOldEmail();
        account.withRule(BehaviorRule.on("DELETE *").fault("500"));

        var result = enroll();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("did not remove the new device").contains(LOOK);
    }

    @Test
    @DisplayName("The check names a device that is listed after its removal")
    void deviceListedAfterItsRemovalIsNamed() {
        withOldEmail();
        account.withRule(BehaviorRule.on("DELETE *").body(204, ""));
        var terminal = person.proving(SimulatedFactorType.SMS);
        terminal.when(
                "== Devices after the registration",
                () -> account.withRule(
                        BehaviorRule.on("GET */devices").body(200, "[" + email(OLD) + "," + sms() + "]")));

        var result = publishable(account, account.check(terminal, "--enroll"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("did not remove the new device");
    }

    @Test
    @DisplayName("The check enrolls nothing if it can't read the existing devices completely")
    void unreadableDeviceListPreventsEnrollment() {
        withOldEmail();
        account.withRule(BehaviorRule.on("GET */devices").body(200, "[" + email(OLD) + ",{}]"));

        var result = enroll();

        assertThat(result.output()).contains("could not recognize the new device");
        assertThat(account.phone().messages()).isEmpty();
    }

    @Test
    @DisplayName("The check removes a new device even if the answer to the registration is unreadable")
    void newDeviceIsRemovedDespiteAnUnreadableAnswer() {
        withOldEmail();
        var terminal = person.proving(SimulatedFactorType.SMS);
        account.withRule(BehaviorRule.on("POST */registrations").body(201, "{}"));
        terminal.when(
                "== Registration started",
                () -> account.phone()
                        .addUser(SimulatedAccount.user()
                                .offered(SimulatedFactorType.SMS)
                                .withDevice(OLD, SimulatedFactorType.EMAIL)
                                .withDevice("5550001", SimulatedFactorType.SMS)));

        publishable(account, account.check(terminal, "--enroll"));

        assertThat(devices()).containsExactly(OLD);
    }

    private void withOldEmail() {
        account.with(
                SimulatedAccount.user().offered(SimulatedFactorType.SMS).withDevice(OLD, SimulatedFactorType.EMAIL));
    }

    private SimulatedAccount.Result enroll() {
        return publishable(account, account.check(person.proving(SimulatedFactorType.SMS), "--enroll"));
    }

    private List<String> devices() {
        return account.phone().devicesOf(SimulatedAccount.USER).stream()
                .map(SimulatedDevice::deviceId)
                .toList();
    }

    private List<RecordedCall> removals() {
        return account.phone().calls().stream()
                .filter(call -> call.method().equals("DELETE"))
                .toList();
    }

    private String sms() {
        var id = devices().stream().filter(device -> !device.equals(OLD)).findFirst();
        return "{\"device_id\":\"" + id.orElse("1") + "\",\"auth_factor_name\":\"SMS\"}";
    }

    private static String email(String id) {
        return "{\"device_id\":\"" + id + "\",\"auth_factor_name\":\"OneLogin Email\"}";
    }
}
