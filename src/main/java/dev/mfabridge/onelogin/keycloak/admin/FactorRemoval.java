package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecord;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval.Cause;
import dev.mfabridge.onelogin.keycloak.credential.removal.DeviceRemovalService;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
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

/** Removal of a user's factors on both sides: in Keycloak at once, and in OneLogin after the commit (S10). */
public final class FactorRemoval {
    private final UserModel user;
    private final String administrator;
    private final OneLoginConfig config;
    private final DeviceCredentials credentials;
    private final DeviceRemovalService removals;
    private final UserFactors factors;

    /**
     * Creates a removal of a user's factors.
     *
     * @param config the settings, which determine the OneLogin account
     * @param administrator the id of the Keycloak user who removes the factors
     */
    FactorRemoval(
            KeycloakSession session, RealmModel realm, UserModel user, OneLoginConfig config, String administrator) {
        this.user = user;
        this.administrator = administrator;
        this.config = config;
        credentials = new DeviceCredentials(session, realm, user);
        removals = new DeviceRemovalService(session, realm, user);
        factors = new UserFactors(session, realm, user, config, administrator);
    }

    /**
     * Result of the removal.
     *
     * @param devices the ids of the removed devices
     * @param problem the reason why the user's other devices in OneLogin are unknown and stay there, or null if they
     *     are known
     */
    public record RemovalResult(List<String> devices, String problem) {}

    /**
     * Removes one factor.
     *
     * @return the id of the device's credential, or empty if the device had none
     */
    Optional<String> remove(OneLoginId device) {
        var enrolled = factors.enrolled(device);
        if (enrolled.isEmpty() && !factors.isPendingRemoval(device)) {
            recordRemovalInOneLogin(device);
        }
        removals.removeAllAfterCommit(Optional.of(administrator));
        return enrolled.flatMap(this::deleteAndUnregister);
    }

    /** Removes every factor, and retries the removals that failed earlier. */
    RemovalResult removeAll() {
        var oneLogin = factors.oneLogin();
        var unknown = config.keepsDevices() ? List.<Device>of() : factors.unknownToKeycloak(oneLogin);
        var devices = new ArrayList<String>();
        for (var credential : credentials.credentials()) {
            credential
                    .device()
                    .flatMap(this::deleteAndUnregister)
                    .or(() -> Optional.of(credential.getId())
                            .filter(user.credentialManager()::removeStoredCredentialById));
            credential.device().ifPresent(device -> devices.add(device.id().value()));
        }
        credentials.syncAttributes();
        for (var device : unknown) {
            // The help desk gives the temporary token to the user as a replacement for the factors that are removed
            // here.
            if (device.id().isTemporaryToken()) {
                continue;
            }
            recordRemoval(device, oneLogin.user().orElseThrow());
            devices.add(device.id().value());
        }
        removals.removeAllAfterCommit(Optional.of(administrator));
        return new RemovalResult(devices, oneLogin.remark().orElse(null));
    }

    /** Records the removal of a device without a credential, after a check that the device belongs to the user. */
    private void recordRemovalInOneLogin(OneLoginId id) {
        if (config.keepsDevices()) {
            throw ErrorResponse.error("The setting onelogin.keepDevices keeps devices in OneLogin", Status.CONFLICT);
        }
        var oneLogin = factors.oneLogin();
        oneLogin.problem().ifPresent(problem -> {
            throw ErrorResponse.error(problem, Status.BAD_GATEWAY);
        });
        var device = factors.unknownToKeycloak(oneLogin).stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("The user has no such device"));
        recordRemoval(device, oneLogin.user().orElseThrow());
    }

    /**
     * Removes all credentials of a device, since two logins at the same time can create two. The recorded removal names
     * the last one.
     */
    private Optional<String> deleteAndUnregister(EnrolledDevice device) {
        var account = config.account().baseUrl();
        var last = Optional.<String>empty();
        for (var removed = credentials.deleteAndUnregister(device, account);
                removed.isPresent();
                removed = credentials.deleteAndUnregister(device, account)) {
            last = removed;
        }
        last.ifPresent(id -> removals.record(id, Cause.ADMINISTRATOR, administrator));
        return last;
    }

    private void recordRemoval(Device device, OneLoginId owner) {
        var record = new DeviceRecord(
                DeviceRemoval.NO_CREDENTIAL,
                owner,
                device.id(),
                config.account().baseUrl());
        removals.record(record, Cause.ADMINISTRATOR, administrator);
    }
}
