package dev.mfabridge.onelogin.keycloak.report;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.MissingDevices;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import org.keycloak.events.EventType;

/**
 * Recorder of devices that are no longer in OneLogin. The last credential of each factor type always stays until the user
 * proves another device. The credential shows that the user had such a device, and a conditional subflow is for users who
 * have one (S2).
 */
final class RemovedDeviceCleanup {
    private final LoginContext login;
    private final LoginLog log;
    private final LoginEvents events;
    private final MissingDevices missing;

    RemovedDeviceCleanup(LoginContext login, LoginLog log, LoginEvents events) {
        this.login = login;
        this.log = log;
        this.events = events;
        this.missing = new MissingDevices(login.authSession());
    }

    void record(Outcome outcome) {
        for (var device : outcome.removedDevices()) {
            var stays = credentials().devices().stream()
                    .noneMatch(known ->
                            known.type() == device.type() && !known.id().equals(device.id()));
            log.deviceRemoved(device, stays, outcome.state());
            if (stays) {
                missing.add(device);
            } else {
                deleteCredential(device);
            }
        }
    }

    /**
     * Deletes the credentials that stayed, except the credential of the proven device. A new credential takes the place of
     * the first one, so that Keycloak asks for the new device first if it asked for the old one first.
     *
     * @param isNew whether the proof created the credential of the device
     */
    void onProven(EnrolledDevice proven, boolean isNew) {
        var replaced = credentials().devices().stream()
                .filter(device -> !device.id().equals(proven.id()) && missing.contains(device))
                .toList();
        if (isNew) {
            replaced.stream()
                    .findFirst()
                    .ifPresentOrElse(
                            old -> credentials().moveBehind(proven, old),
                            () -> credentials().moveBeforeRecoveryCodes(proven));
        }
        replaced.forEach(this::deleteCredential);
        missing.clear();
    }

    private void deleteCredential(EnrolledDevice device) {
        credentials()
                .deleteOfRemovedDevice(device)
                .ifPresent(credential -> events.recordCredentialChange(
                        EventType.REMOVE_CREDENTIAL, device, credential, "device_removed"));
    }

    private DeviceCredentials credentials() {
        return new DeviceCredentials(login.session(), login.realm(), login.user());
    }
}
