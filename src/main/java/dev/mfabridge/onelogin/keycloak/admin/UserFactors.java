package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.api.Device;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.FactorView;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.Presence;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginConnections;
import dev.mfabridge.onelogin.keycloak.connection.UserReferences;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval;
import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.removal.PendingRemovals;
import dev.mfabridge.onelogin.keycloak.settings.Settings;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FactorKind;
import dev.mfabridge.onelogin.mfa.Label;
import dev.mfabridge.onelogin.mfa.UserReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A user's factors in Keycloak and in OneLogin. */
final class UserFactors {
    private final KeycloakSession session;
    private final UserModel user;
    private final Settings settings;
    private final Enrolments enrolments;
    private final PendingRemovals removals;

    /** @param settings which OneLogin is asked */
    UserFactors(KeycloakSession session, RealmModel realm, UserModel user, Settings settings) {
        this.session = session;
        this.user = user;
        this.settings = settings;
        enrolments = new Enrolments(session, realm, user);
        removals = new PendingRemovals(session, realm, user);
    }

    FactorsView view() {
        var side = oneLogin();
        var factors = new ArrayList<FactorView>();
        for (var credential : enrolments.credentials()) {
            credential
                    .device()
                    .map(device -> view(credential, device, presence(device, side)))
                    .ifPresent(factors::add);
        }
        for (var removal : removals.all()) {
            factors.add(new FactorView(removal.device().value(), null, null, null, null, Presence.PENDING_REMOVAL));
        }
        unknownToKeycloak(side).forEach(device -> factors.add(view(device)));
        return FactorsView.of(
                side.user().map(OneLoginId::value).orElse(null), side.remark().orElse(null), factors);
    }

    OneLoginSide oneLogin() {
        var client = OneLoginConnections.of(session).client(session, settings.account());
        var known = inTheAccount().stream()
                .map(EnrolledDevice::user)
                .findFirst()
                .or(() -> removals.all().stream()
                        .filter(removal ->
                                removal.account().equals(settings.account().baseUrl()))
                        .map(DeviceRemoval::owner)
                        .findFirst());
        return OneLoginSide.ask(
                client,
                known.<UserReference>map(UserReference.ById::new)
                        .orElseGet(() -> UserReferences.of(session, user, settings.userMapping())));
    }

    /** @return those that have neither a credential nor a removal that is pending */
    List<Device> unknownToKeycloak(OneLoginSide side) {
        var pending = removals.devices();
        return side.devices().stream()
                .filter(device -> enrolled(device.id()).isEmpty() && !pending.contains(device.id()))
                .toList();
    }

    Optional<EnrolledDevice> enrolled(OneLoginId device) {
        return enrolments.devices().stream()
                .filter(known -> known.id().equals(device))
                .findFirst();
    }

    boolean isToBeRemoved(OneLoginId device) {
        return removals.devices().contains(device);
    }

    private List<EnrolledDevice> inTheAccount() {
        return enrolments.devicesIn(settings.account().baseUrl());
    }

    private Presence presence(EnrolledDevice device, OneLoginSide side) {
        if (side.problem().isPresent() || !inTheAccount().contains(device)) {
            return Presence.UNKNOWN;
        }
        var isThere = side.devices().stream().anyMatch(listed -> listed.id().equals(device.id()));
        if (isThere) {
            return Presence.BOTH;
        }
        return side.isComplete() ? Presence.KEYCLOAK_ONLY : Presence.UNKNOWN;
    }

    private static FactorView view(OneLoginCredentialModel credential, EnrolledDevice device, Presence presence) {
        return new FactorView(
                device.id().value(),
                device.kind().name(),
                device.label().text(),
                credential.getId(),
                credential.getCreatedDate(),
                presence);
    }

    private static FactorView view(Device device) {
        return new FactorView(
                device.id().value(),
                FactorKind.of(device.authFactorName()).name(),
                new Label(device.name()).text(),
                null,
                null,
                Presence.ONELOGIN_ONLY);
    }
}
