package dev.mfabridge.onelogin.keycloak.report;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.mfa.Conversation.Outcome;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import java.util.List;
import java.util.Optional;
import org.keycloak.events.EventType;

/**
 * Recorder of devices that are no longer in OneLogin. If only an administrator can allow another enrollment, the last
 * credential stays until the user proves another device. The credential shows that the user had a device (S2).
 */
final class RemovedDeviceCleanup {
    /** IDs of the removed devices whose credential stays for now. */
    private static final String NOTE = "onelogin-mfa.gone";

    private final LoginContext login;
    private final LoginLog log;
    private final LoginEvents events;

    RemovedDeviceCleanup(LoginContext login, LoginLog log, LoginEvents events) {
        this.login = login;
        this.log = log;
        this.events = events;
    }

    void record(Outcome outcome, OneLoginConfig config) {
        for (var device : outcome.removedDevices()) {
            var stays = !config.policy().allowsReenrollment()
                    && credentials().devices().size() == 1;
            log.deviceRemoved(device, stays, outcome.state());
            if (stays) {
                var noted = recordedIds().map(ids -> ids + " ").orElse("");
                login.authSession().setAuthNote(NOTE, noted + device.id());
            } else {
                deleteCredential(device);
            }
        }
    }

    /** Deletes the credentials that stayed, except the credential of the proven device. */
    void onProven(EnrolledDevice proven) {
        var ids = recordedIds().map(text -> List.of(text.split(" "))).orElse(List.of());
        credentials().devices().stream()
                .filter(device -> !device.id().equals(proven.id())
                        && ids.contains(device.id().value()))
                .forEach(this::deleteCredential);
        login.authSession().removeAuthNote(NOTE);
    }

    private Optional<String> recordedIds() {
        return Optional.ofNullable(login.authSession().getAuthNote(NOTE));
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
