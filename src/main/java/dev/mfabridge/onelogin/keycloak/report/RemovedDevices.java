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
 * What becomes of the credentials of devices that are no longer there in OneLogin. Where an administrator has to allow it
 * that a person enrols again, a credential is what shows that there was a device, so the last one stays until another device is
 * proven.
 */
final class RemovedDevices {
    /** The ids of those whose credential stays for now. */
    private static final String NOTE = "onelogin-mfa.gone";

    private final LoginContext login;
    private final LoginLog log;
    private final LoginEvents events;

    RemovedDevices(LoginContext login, LoginLog log, LoginEvents events) {
        this.login = login;
        this.log = log;
        this.events = events;
    }

    void note(Outcome outcome, OneLoginConfig settings) {
        for (var device : outcome.gone()) {
            var stays =
                    !settings.policy().reenrolment() && enrolments().devices().size() == 1;
            log.deviceGone(device, stays, outcome.state());
            if (stays) {
                var noted = noted().map(ids -> ids + " ").orElse("");
                login.authentication().setAuthNote(NOTE, noted + device.id());
            } else {
                forget(device);
            }
        }
    }

    /** @param proven the device that the person has proven */
    void replacedBy(EnrolledDevice proven) {
        var ids = noted().map(text -> List.of(text.split(" "))).orElse(List.of());
        enrolments().devices().stream()
                .filter(device -> !device.id().equals(proven.id())
                        && ids.contains(device.id().value()))
                .forEach(this::forget);
        login.authentication().removeAuthNote(NOTE);
    }

    private Optional<String> noted() {
        return Optional.ofNullable(login.authentication().getAuthNote(NOTE));
    }

    private void forget(EnrolledDevice device) {
        enrolments()
                .forget(device)
                .ifPresent(credential ->
                        events.changed(EventType.REMOVE_CREDENTIAL, device, credential, "device_removed"));
    }

    private DeviceCredentials enrolments() {
        return new DeviceCredentials(login.session(), login.realm(), login.user());
    }
}
