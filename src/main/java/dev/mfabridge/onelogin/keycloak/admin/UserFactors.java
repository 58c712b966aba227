package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.FactorView;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.Presence;
import dev.mfabridge.onelogin.keycloak.connection.CallSubject;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginClientFactory;
import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.credential.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import dev.mfabridge.onelogin.keycloak.user.UserReferenceResolver;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Label;
import dev.mfabridge.onelogin.mfa.UserReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Factors of a user in Keycloak and in OneLogin. */
final class UserFactors {
    private final KeycloakSession session;
    private final UserModel user;
    private final OneLoginConfig config;
    private final String administrator;
    private final DeviceCredentials credentials;
    private final PendingRemovals removals;

    /**
     * Creates a view of a user's factors.
     *
     * @param config the settings, which determine the OneLogin account
     * @param administrator the id of the Keycloak user who asks for the factors
     */
    UserFactors(
            KeycloakSession session, RealmModel realm, UserModel user, OneLoginConfig config, String administrator) {
        this.session = session;
        this.user = user;
        this.config = config;
        this.administrator = administrator;
        credentials = new DeviceCredentials(session, realm, user);
        removals = new PendingRemovals(session, realm, user);
    }

    /** Returns the factors on both sides. */
    FactorsView view() {
        var oneLogin = oneLogin();
        var factors = new ArrayList<FactorView>();
        for (var credential : credentials.credentials()) {
            credential
                    .device()
                    .map(device -> view(credential, device, presence(device, oneLogin)))
                    .ifPresent(factors::add);
        }
        for (var removal : removals.all()) {
            factors.add(new FactorView(removal.device().value(), null, null, null, null, Presence.PENDING_REMOVAL));
        }
        unknownToKeycloak(oneLogin).forEach(device -> factors.add(view(device)));
        return FactorsView.of(
                oneLogin.user().map(OneLoginId::value).orElse(null),
                oneLogin.remark().orElse(null),
                factors);
    }

    /**
     * Fetches the user's devices from OneLogin. The OneLogin user is that of a known device, or else the one of the
     * user mapping.
     */
    OneLoginFactors oneLogin() {
        return OneLoginFactors.fetch(client(), reference());
    }

    /** Returns a client for calls of the administrator about the user, which the budgets of both count (S4). */
    OneLoginClient client() {
        return OneLoginClientFactory.of(session)
                .client(session, config.account(), CallSubject.administration(administrator, user.getId()));
    }

    /** Returns the reference to the OneLogin user: of a known device, or else of the user mapping. */
    UserReference reference() {
        var known = devicesInAccount().stream()
                .map(EnrolledDevice::user)
                .findFirst()
                .or(() -> removals.all().stream()
                        .filter(removal ->
                                removal.account().equals(config.account().baseUrl()))
                        .map(DeviceRemoval::owner)
                        .findFirst());
        return known.<UserReference>map(UserReference.ById::new)
                .orElseGet(() -> UserReferenceResolver.resolve(session, user, config.userMapping()));
    }

    /** Returns the devices in OneLogin that have neither a credential nor a pending removal. */
    List<Device> unknownToKeycloak(OneLoginFactors oneLogin) {
        var pending = removals.devices();
        return oneLogin.devices().stream()
                .filter(device -> enrolled(device.id()).isEmpty() && !pending.contains(device.id()))
                .toList();
    }

    /** Returns the device, if it has a credential. */
    Optional<EnrolledDevice> enrolled(OneLoginId device) {
        return credentials.devices().stream()
                .filter(known -> known.id().equals(device))
                .findFirst();
    }

    /** Returns whether a removal of the device is pending. */
    boolean isPendingRemoval(OneLoginId device) {
        return removals.devices().contains(device);
    }

    private List<EnrolledDevice> devicesInAccount() {
        return credentials.devicesIn(config.account().baseUrl());
    }

    private Presence presence(EnrolledDevice device, OneLoginFactors oneLogin) {
        if (oneLogin.problem().isPresent() || !devicesInAccount().contains(device)) {
            return Presence.UNKNOWN;
        }
        var isListed =
                oneLogin.devices().stream().anyMatch(listed -> listed.id().equals(device.id()));
        if (isListed) {
            return Presence.BOTH;
        }
        return oneLogin.isComplete() ? Presence.KEYCLOAK_ONLY : Presence.UNKNOWN;
    }

    private static FactorView view(OneLoginCredentialModel credential, EnrolledDevice device, Presence presence) {
        return new FactorView(
                device.id().value(),
                device.type().name(),
                device.label().text(),
                credential.getId(),
                credential.getCreatedDate(),
                presence);
    }

    private static FactorView view(Device device) {
        return new FactorView(
                device.id().value(),
                FactorType.of(device).name(),
                new Label(device.name()).text(),
                null,
                null,
                Presence.ONELOGIN_ONLY);
    }
}
