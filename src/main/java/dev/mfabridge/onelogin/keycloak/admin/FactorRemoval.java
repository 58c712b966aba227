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

/** Takes factors away from a user on both sides: Keycloak's at once, OneLogin's when that is committed. */
public final class FactorRemoval {
    private final UserModel user;
    private final String administrator;
    private final OneLoginConfig config;
    private final DeviceCredentials credentials;
    private final DeviceRemovalService removals;
    private final UserFactors factors;

    /** @param administrator the id of the Keycloak user who takes them away */
    FactorRemoval(
            KeycloakSession session, RealmModel realm, UserModel user, OneLoginConfig config, String administrator) {
        this.user = user;
        this.administrator = administrator;
        this.config = config;
        credentials = new DeviceCredentials(session, realm, user);
        removals = new DeviceRemovalService(session, realm, user);
        factors = new UserFactors(session, realm, user, config);
    }

    /**
     * What was taken away.
     *
     * @param devices the ids of the devices
     * @param problem why OneLogin's other devices of the user are not known and stay there, or null when they are
     */
    public record RemovalResult(List<String> devices, String problem) {}

    /** @return the id of the device's credential, where it had one */
    Optional<String> remove(OneLoginId device) {
        var enrolled = factors.enrolled(device);
        if (enrolled.isEmpty() && !factors.isPendingRemoval(device)) {
            removeThere(device);
        }
        removals.removeAllAfterCommit();
        return enrolled.flatMap(this::deleteAndUnregister);
    }

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
            // The help desk gives it to the user in place of what is taken away here.
            if (device.id().isTemporaryToken()) {
                continue;
            }
            recordRemoval(device, oneLogin.user().orElseThrow());
            devices.add(device.id().value());
        }
        removals.removeAllAfterCommit();
        return new RemovalResult(devices, oneLogin.remark().orElse(null));
    }

    /** One that Keycloak has no credential of: it has to be the user's. */
    private void removeThere(OneLoginId wanted) {
        if (config.keepsDevices()) {
            throw ErrorResponse.error("The setting onelogin.keepDevices keeps devices in OneLogin", Status.CONFLICT);
        }
        var oneLogin = factors.oneLogin();
        oneLogin.problem().ifPresent(problem -> {
            throw ErrorResponse.error(problem, Status.BAD_GATEWAY);
        });
        var device = factors.unknownToKeycloak(oneLogin).stream()
                .filter(candidate -> candidate.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("The user has no such device"));
        recordRemoval(device, oneLogin.user().orElseThrow());
    }

    /** A device can have two credentials, of two logins at once: the removal is that of the last. */
    private Optional<String> deleteAndUnregister(EnrolledDevice device) {
        var account = config.account().baseUrl();
        var last = Optional.<String>empty();
        for (var one = credentials.deleteAndUnregister(device, account);
                one.isPresent();
                one = credentials.deleteAndUnregister(device, account)) {
            last = one;
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
