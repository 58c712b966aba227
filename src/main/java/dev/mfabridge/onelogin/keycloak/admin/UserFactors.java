package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.api.Device;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.FactorView;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.Presence;
import dev.mfabridge.onelogin.keycloak.connection.OneLoginConnections;
import dev.mfabridge.onelogin.keycloak.connection.UserReferences;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecord;
import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.credential.LeftOvers;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
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
    private final LeftOvers leftOvers;

    /** @param settings which OneLogin is asked */
    UserFactors(KeycloakSession session, RealmModel realm, UserModel user, Settings settings) {
        this.session = session;
        this.user = user;
        this.settings = settings;
        enrolments = new Enrolments(session, realm, user);
        leftOvers = new LeftOvers(session, realm, user);
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
        for (var record : leftOvers.all()) {
            factors.add(new FactorView(record.device().value(), null, null, null, null, Presence.LEFT_OVER));
        }
        unknownToKeycloak(side).forEach(device -> factors.add(view(device)));
        return FactorsView.of(
                side.user().map(OneLoginId::value).orElse(null), side.problem().orElse(null), factors);
    }

    OneLoginSide oneLogin() {
        var client = OneLoginConnections.of(session).client(session, settings.account());
        var known = inTheAccount().stream()
                .map(EnrolledDevice::user)
                .findFirst()
                .or(() -> leftOvers.all().stream()
                        .filter(record ->
                                record.account().equals(settings.account().baseUrl()))
                        .map(DeviceRecord::user)
                        .findFirst());
        return OneLoginSide.ask(
                client,
                known.<UserReference>map(UserReference.ById::new)
                        .orElseGet(() -> UserReferences.of(session, user, settings.userMapping())));
    }

    /** @return those that have neither a credential nor a record of one */
    List<Device> unknownToKeycloak(OneLoginSide side) {
        return side.devices().stream()
                .filter(device -> enrolled(device.id()).isEmpty() && !isLeftOver(device.id()))
                .toList();
    }

    Optional<EnrolledDevice> enrolled(OneLoginId device) {
        return enrolments.devices().stream()
                .filter(known -> known.id().equals(device))
                .findFirst();
    }

    boolean isLeftOver(OneLoginId device) {
        return leftOvers.all().stream().anyMatch(record -> record.device().equals(device));
    }

    private List<EnrolledDevice> inTheAccount() {
        return enrolments.devicesIn(settings.account().baseUrl());
    }

    private Presence presence(EnrolledDevice device, OneLoginSide side) {
        if (side.problem().isPresent() || !inTheAccount().contains(device)) {
            return Presence.NOT_KNOWN;
        }
        var isThere = side.devices().stream().anyMatch(listed -> listed.id().equals(device.id()));
        if (isThere) {
            return Presence.BOTH;
        }
        return side.isComplete() ? Presence.KEYCLOAK_ALONE : Presence.NOT_KNOWN;
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
                Presence.ONELOGIN_ALONE);
    }
}
