package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.ReadableItems;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Device that the check enrolls and removes again. The check never removes an existing device of the user (S10). */
final class NewDevice {
    static final String NAME = "Keycloak check";

    private final CheckSession session;
    private final AccountCheck account;
    private final OneLoginId user;
    private final Set<OneLoginId> before;

    /**
     * Creates the removal of the new device.
     *
     * @param before all devices of the user before the registration
     */
    NewDevice(CheckSession session, AccountCheck account, OneLoginId user, List<Device> before) {
        this.session = session;
        this.account = account;
        this.user = user;
        this.before = before.stream().map(Device::id).collect(Collectors.toUnmodifiableSet());
    }

    void remove(FactorType type, ChallengeResult result) {
        var after = account.devices("Devices after the registration", user);
        if (after.isEmpty()) {
            session.incomplete(
                    "The new device was not removed, because the list of devices can't be read. " + manualRemoval());
            return;
        }
        var added = added(after.get());
        var candidates = added.stream()
                .filter(device -> FactorType.of(device.authFactorName()) == type)
                .filter(device ->
                        result.device().filter(id -> !id.equals(device.id())).isEmpty())
                .toList();
        if (candidates.size() == 1) {
            remove(candidates.get(0).id());
        } else if (!added.isEmpty()) {
            session.incomplete(
                    "Nothing was removed, because it is not certain which device is the new one. " + manualRemoval());
        } else if (result.isAccepted()) {
            session.incomplete("OneLogin accepted the registration and lists no new device. " + manualRemoval());
        } else {
            session.terminal().print("OneLogin lists no new device, so there is nothing to remove.");
        }
    }

    private void remove(OneLoginId device) {
        var removed = session.step(
                "Device removed",
                () -> {
                    session.client().removeDevice(user, device);
                    return true;
                },
                done -> Reading.read("removed"));
        var isRemoved = removed.flatMap(done -> account.devices("Devices after the removal", user))
                .filter(ReadableItems::isComplete)
                .map(this::added)
                .filter(remaining -> remaining.stream().map(Device::id).noneMatch(device::equals))
                .isPresent();
        if (!isRemoved) {
            session.incomplete("OneLogin did not remove the new device. " + manualRemoval());
        }
    }

    private List<Device> added(ReadableItems<Device> devices) {
        return devices.items().stream()
                .filter(device -> !before.contains(device.id()))
                .toList();
    }

    private static String manualRemoval() {
        return "Look for the device \"" + NAME + "\" of the user in OneLogin, and remove it.";
    }
}
