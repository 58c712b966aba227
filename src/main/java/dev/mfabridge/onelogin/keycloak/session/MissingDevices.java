package dev.mfabridge.onelogin.keycloak.session;

import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import java.util.List;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Devices that this login found missing in OneLogin and whose credentials stay for now, in a note of the authentication
 * session.
 */
public record MissingDevices(AuthenticationSessionModel session) {
    private static final String NOTE = "onelogin-mfa.gone";

    /** Adds a device. */
    public void add(EnrolledDevice device) {
        session.setAuthNote(NOTE, note().map(ids -> ids + " ").orElse("") + device.id());
    }

    /** Returns whether this login found the device missing. */
    public boolean contains(EnrolledDevice device) {
        return note().map(ids -> List.of(ids.split(" ")).contains(device.id().value()))
                .orElse(false);
    }

    /** Forgets the devices. */
    public void clear() {
        session.removeAuthNote(NOTE);
    }

    private Optional<String> note() {
        return Optional.ofNullable(session.getAuthNote(NOTE));
    }
}
