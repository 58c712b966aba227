package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.APP;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.mfa.Command.ListDevices;
import dev.mfabridge.onelogin.mfa.Command.LookUpUser;
import dev.mfabridge.onelogin.mfa.OneLoginEvent.CommandFailed;
import dev.mfabridge.onelogin.mfa.OneLoginEvent.DevicesListed;
import dev.mfabridge.onelogin.mfa.OneLoginEvent.UserNotFound;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import dev.mfabridge.onelogin.mfa.Policy.LookupOptions;
import dev.mfabridge.onelogin.mfa.Policy.UserStatusCheck;
import dev.mfabridge.onelogin.mfa.QueryPurpose.RecheckDevice;
import dev.mfabridge.onelogin.mfa.QueryPurpose.SelectDevice;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Credentials of two OneLogin users, for example after the first one was deleted and created again. */
class DevicesOfTwoUsersTest {
    private static final OneLoginId FORMER = new OneLoginId("64515900");
    private static final EnrolledDevice LOST =
            new EnrolledDevice(FORMER, new OneLoginId("3920350"), FactorType.SMS, new Label("OneLogin SMS"));
    private static final SelectDevice BOTH = new SelectDevice(List.of(LOST, PHONE));
    private static final Transition LISTS_PHONE = Transition.to(new State.Start())
            .andExecute(new ListDevices(PHONE.user(), new SelectDevice(List.of(PHONE))));

    private static Transition after(Event event) {
        return new MfaStateMachine(POLICY).on(new State.Start(), event, NOW);
    }

    @Test
    @DisplayName("The other user's devices are listed if OneLogin rejects the first list")
    void otherUsersDevicesFollowRejectedList() {
        var rejected = new CommandFailed(new ListDevices(FORMER, BOTH), FailureReason.REFUSED);

        assertThat(after(rejected)).isEqualTo(LISTS_PHONE);
    }

    @Test
    @DisplayName("The other user's device is challenged if the first user is gone")
    void otherUsersDeviceIsChallengedIfUserIsGone() {
        var transition = after(new UserNotFound(FailureReason.USER_NOT_FOUND, BOTH));

        assertThat(transition.command()).contains(new Command.StartVerification(PHONE, POLICY.codeLifetime(), false));
    }

    @Test
    @DisplayName("A suspended user passes with no other user's device")
    void suspendedUserGetsNoOtherUsersDevice() {
        var transition = after(new UserNotFound(FailureReason.USER_SUSPENDED, BOTH));

        assertThat(transition).isEqualTo(Transition.to(new State.Failed(FailureReason.USER_SUSPENDED, NOW)));
    }

    @Test
    @DisplayName("A list of one user's devices removes no credential of another user")
    void listOfOneUserRemovesNothingOfTheOther() {
        var listed = new Device(LOST.id(), "OneLogin SMS", "OneLogin SMS", "SMS", true);

        var transition = after(new DevicesListed(FORMER, List.of(listed), true, BOTH));

        assertThat(transition.removedDevices()).isEmpty();
        assertThat(transition.command()).contains(new Command.StartVerification(LOST, POLICY.codeLifetime(), false));
    }

    @Test
    @DisplayName("A user without devices enrolls none while another user's device is known (S2)")
    void emptyListLeadsToOtherUsersDevices() {
        var transition = after(new DevicesListed(FORMER, List.of(), true, BOTH));

        assertThat(transition).isEqualTo(LISTS_PHONE.andForget(List.of(LOST)));
    }

    @Test
    @DisplayName("OneLogin is asked before the device last used, since its user may be gone")
    void oneLoginIsAskedBeforeDeviceLastUsed() {
        var policy = new Policy(
                POLICY.allowed(),
                POLICY.challenges(),
                new LookupOptions(FirstDevice.LAST_USED, UserStatusCheck.AT_ENROLLMENT),
                POLICY.enrollment());

        var transition = new MfaStateMachine(policy).on(new State.Start(), new UserEvent.PageOpened(BOTH.known()), NOW);

        assertThat(transition.command()).contains(new ListDevices(FORMER, BOTH));
    }

    @Test
    @DisplayName("A rejected list of a user's only devices leads to a lookup of the user")
    void rejectedListOfOnlyUserLeadsToLookup() {
        var known = new SelectDevice(List.of(PHONE, APP));
        var rejected = new CommandFailed(new ListDevices(PHONE.user(), known), FailureReason.REFUSED);

        assertThat(after(rejected).command()).contains(new LookUpUser(PHONE.user(), new RecheckDevice(PHONE)));
    }
}
