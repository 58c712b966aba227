package dev.mfabridge.onelogin.keycloak.credential.removal;

import dev.mfabridge.onelogin.keycloak.compat.AdminEvents;
import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRecords;
import dev.mfabridge.onelogin.keycloak.credential.DeviceRemoval.Cause;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Listener for removed credentials, and for users that an administrator created or changed. The event is the only
 * notice of a removal: {@code removeStoredCredentialById} bypasses the credential's provider, and no credential remains
 * when the event arrives.
 */
final class CredentialEventListener implements EventListenerProvider {
    private static final Pattern USER = Pattern.compile("users/([^/]+)");
    private static final Pattern CREDENTIAL = Pattern.compile("users/([^/]+)/credentials/([^/]+)");

    private final KeycloakSession session;

    CredentialEventListener(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Records the removal of a credential by the user. The device is removed in OneLogin only if the request's session
     * has a proof (S10).
     */
    @Override
    public void onEvent(Event event) {
        if (event.getType() != EventType.REMOVE_CREDENTIAL || !isOurs(event.getDetails())) {
            return;
        }
        var details = event.getDetails();
        var credential = details.getOrDefault(Details.CREDENTIAL_ID, details.get(Details.SELECTED_CREDENTIAL_ID));
        onCredentialRemoved(event.getRealmId(), event.getUserId(), (realm, user) -> {
            if (SessionProof.isInRequest(session, user)) {
                new DeviceRemovalService(session, realm, user).record(credential, Cause.USER, user.getId());
            } else {
                DeviceRecords.stored(session, realm, user)
                        .ofCredential(credential)
                        .ifPresent(new RemovalReport(session, realm, user)::unproven);
            }
        });
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourcePath() == null) {
            return;
        }
        var credential = CREDENTIAL.matcher(event.getResourcePath());
        var written = USER.matcher(event.getResourcePath());
        if (credential.matches() && isRemoval(event)) {
            onCredentialRemoved(
                    event.getRealmId(),
                    credential.group(1),
                    (realm, user) -> new DeviceRemovalService(session, realm, user)
                            .record(
                                    credential.group(2),
                                    Cause.ADMINISTRATOR,
                                    event.getAuthDetails().getUserId()));
        } else if (written.matches() && event.getOperationType() != OperationType.DELETE) {
            onUserWritten(event.getRealmId(), written.group(1));
        }
    }

    /**
     * Returns whether an administrator removed a credential that can be one of OneLogin. Keycloak's admin API reports that as
     * an action ({@code UserResource.removeCredential}). A credential of unknown type without a record of its device is of
     * another type.
     */
    private static boolean isRemoval(AdminEvent event) {
        return AdminEvents.credentialType(event)
                        .filter(type -> !OneLoginCredentialModel.TYPE.equals(type))
                        .isEmpty()
                && (event.getOperationType() == OperationType.ACTION
                        || event.getOperationType() == OperationType.DELETE);
    }

    /**
     * Records the devices of a user that an administrator created or changed. The extension otherwise learns of
     * imported credentials only when they are used. With several OneLogin accounts, the account of such a device is
     * unknown until then.
     */
    private void onUserWritten(String realmId, String userId) {
        var realm = session.realms().getRealm(realmId);
        var user = session.users().getUserById(realm, userId);
        if (user != null && DeviceCredentials.exist(user)) {
            new RealmExecutions(session, realm)
                    .ifSingleAccount()
                    .ifPresent(config -> new DeviceCredentials(session, realm, user)
                            .recordAll(config.account().baseUrl()));
        }
    }

    private static boolean isOurs(Map<String, String> details) {
        return details != null && OneLoginCredentialModel.TYPE.equals(details.get(Details.CREDENTIAL_TYPE));
    }

    private void onCredentialRemoved(String realmId, String userId, BiConsumer<RealmModel, UserModel> decision) {
        var realm = session.realms().getRealm(realmId);
        var user = session.users().getUserById(realm, userId);
        if (user != null) {
            new DeviceCredentials(session, realm, user).syncAttributes();
            decision.accept(realm, user);
        }
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
