package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands that read users, devices and factors, and the items that they tell the administrator about (S2). */
class ListCommandsTest {
    private static final QueryPurpose.SelectDevice SELECT = new QueryPurpose.SelectDevice(List.of());
    private final ExecutedCommands oneLogin = new ExecutedCommands();

    @Test
    @DisplayName("A device of an unknown type is listed and told, and a temporary token is not told (S2)")
    void unknownDeviceIsListedAndTold() {
        var devices =
                "[{\"device_id\":1,\"auth_factor_name\":\"SMS\"},{\"device_id\":2,\"auth_factor_name\":\"Pigeon\"},"
                        + "{\"device_id\":\"user_temp_otp_9\",\"auth_factor_name\":\"Pigeon\"},{\"auth_factor_name\":\"SMS\"}]";
        var event = oneLogin.answer(200, devices).execute(new Command.ListDevices(USER, SELECT));

        assertThat(event).isInstanceOfSatisfying(OneLoginEvent.DevicesListed.class, listed -> {
            assertThat(listed.devices()).hasSize(3);
            assertThat(listed.isComplete()).isFalse();
        });
        assertThat(oneLogin.skipped)
                .hasSize(2)
                .contains("device 2 of the user has an unknown factor type")
                .anyMatch(problem -> problem.contains("device_id"));
    }

    @Test
    @DisplayName("A factor of an unknown type is listed and told")
    void unknownFactorIsListedAndTold() {
        var factors =
                "[{\"factor_id\":1,\"auth_factor_name\":\"SMS\"},{\"factor_id\":2,\"auth_factor_name\":\"Pigeon\"},"
                        + "{\"auth_factor_name\":\"SMS\"}]";
        var event = oneLogin.answer(200, factors).execute(new Command.ListFactors(USER));

        assertThat(event)
                .isInstanceOfSatisfying(
                        OneLoginEvent.FactorsListed.class,
                        listed -> assertThat(listed.factors()).hasSize(2));
        assertThat(oneLogin.skipped)
                .hasSize(2)
                .contains("factor 2 has an unknown factor type")
                .anyMatch(problem -> problem.contains("factor_id"));
    }

    @Test
    @DisplayName("A user is looked up by the stored owner of a device, or by the user mapping")
    void userIsLookedUpByIdOrMapping() {
        var user = "{\"id\":64515901,\"status\":1,\"state\":1}";
        var found = new OneLoginEvent.UserFound(USER, SELECT);

        assertThat(oneLogin.answer(200, user).execute(new Command.LookUpUser(USER, SELECT)))
                .isEqualTo(found);
        assertThat(oneLogin.answer(200, user).execute(new Command.FindUser())).isEqualTo(found);
        assertThat(oneLogin.calls).containsOnly("GET /api/2/users/64515901");
    }

    @Test
    @DisplayName("A user without a value of the mapped attribute is not found and causes no call")
    void userWithoutMappedValueCausesNoCall() {
        var event = oneLogin.execute(new Command.FindUser(), new UserReference.Missing("no e-mail address"));

        assertThat(event).isEqualTo(new OneLoginEvent.UserNotFound(FailureReason.USER_NOT_FOUND, SELECT));
        assertThat(oneLogin.calls).isEmpty();
    }
}
