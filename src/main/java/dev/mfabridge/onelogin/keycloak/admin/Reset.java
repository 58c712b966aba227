package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.api.Device;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecord;
import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.credential.LeftOvers;
import dev.mfabridge.onelogin.keycloak.removal.Removals;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorResponse;

/** Takes factors away from a user on both sides: Keycloak's at once, OneLogin's when that is committed. */
public final class Reset {
    /** Stands for the credential of a device that never had one. */
    private static final String NONE = "none";

    private final UserModel user;
    private final Settings settings;
    private final Enrolments enrolments;
    private final LeftOvers leftOvers;
    private final Removals removals;
    private final UserFactors factors;

    Reset(KeycloakSession session, RealmModel realm, UserModel user, Settings settings) {
        this.user = user;
        this.settings = settings;
        enrolments = new Enrolments(session, realm, user);
        leftOvers = new LeftOvers(session, realm, user);
        removals = new Removals(session, realm, user);
        factors = new UserFactors(session, realm, user, settings);
    }

    /**
     * What was taken away.
     *
     * @param devices the ids of the devices
     * @param problem why OneLogin's other devices of the user are not known and stay there, or null when they are
     */
    public record Removed(List<String> devices, String problem) {}

    /** @return the id of the device's credential, where it had one */
    Optional<String> one(OneLoginId device) {
        var enrolled = factors.enrolled(device);
        if (enrolled.isEmpty() && !factors.isLeftOver(device)) {
            removeThere(device);
        }
        removals.performAfterCommit();
        return enrolled.flatMap(this::withdraw);
    }

    Removed all() {
        var side = factors.oneLogin();
        var devices = new ArrayList<String>();
        for (var credential : enrolments.credentials()) {
            credential
                    .device()
                    .flatMap(this::withdraw)
                    .or(() -> Optional.of(credential.getId())
                            .filter(user.credentialManager()::removeStoredCredentialById));
            credential.device().ifPresent(device -> devices.add(device.id().value()));
        }
        enrolments.mirror();
        if (!settings.keepDevices()) {
            for (var device : factors.unknownToKeycloak(side)) {
                leave(device, side.user().orElseThrow());
                devices.add(device.id().value());
            }
        }
        removals.performAfterCommit();
        return new Removed(devices, side.problem().orElse(null));
    }

    /** One that Keycloak has no credential of: it has to be the user's. */
    private void removeThere(OneLoginId wanted) {
        if (settings.keepDevices()) {
            throw ErrorResponse.error("The setting onelogin.keepDevices keeps OneLogin's devices", Status.CONFLICT);
        }
        var side = factors.oneLogin();
        side.problem().ifPresent(problem -> {
            throw ErrorResponse.error(problem, Status.BAD_GATEWAY);
        });
        var device = factors.unknownToKeycloak(side).stream()
                .filter(candidate -> candidate.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("The user has no such device"));
        leave(device, side.user().orElseThrow());
    }

    private Optional<String> withdraw(EnrolledDevice device) {
        return enrolments.withdraw(device, settings.account().baseUrl());
    }

    private void leave(Device device, OneLoginId owner) {
        leftOvers.add(
                new DeviceRecord(NONE, owner, device.id(), settings.account().baseUrl()));
    }
}
