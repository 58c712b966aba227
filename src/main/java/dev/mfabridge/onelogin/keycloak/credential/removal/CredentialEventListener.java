package dev.mfabridge.onelogin.keycloak.credential.removal;

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
 * Hears of every removal of a credential, and of users who were given one. Keycloak tells nobody before a removal: {@code
 * removeStoredCredentialById} passes the credential's own provider by, and when the event comes the credential is gone.
 */
final class CredentialEventListener implements EventListenerProvider {
    private static final Pattern USER = Pattern.compile("users/([^/]+)");
    private static final Pattern CREDENTIAL = Pattern.compile("users/([^/]+)/credentials/([^/]+)");

    private final KeycloakSession session;

    CredentialEventListener(KeycloakSession session) {
        this.session = session;
    }

    /** The session of the request tells whether the user may have the device removed. */
    @Override
    public void onEvent(Event event) {
        if (event.getType() != EventType.REMOVE_CREDENTIAL || !isOurs(event.getDetails())) {
            return;
        }
        var details = event.getDetails();
        var credential = details.getOrDefault(Details.CREDENTIAL_ID, details.get(Details.SELECTED_CREDENTIAL_ID));
        removed(event.getRealmId(), event.getUserId(), (realm, user) -> {
            if (SessionProof.isInRequest(session, user)) {
                new DeviceRemovalService(session, realm, user).record(credential, Cause.USER, user.getId());
            } else {
                new DeviceRecords(session, realm, user)
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
            removed(
                    event.getRealmId(),
                    credential.group(1),
                    (realm, user) -> new DeviceRemovalService(session, realm, user)
                            .record(
                                    credential.group(2),
                                    Cause.ADMINISTRATOR,
                                    event.getAuthDetails().getUserId()));
        } else if (written.matches() && event.getOperationType() != OperationType.DELETE) {
            written(event.getRealmId(), written.group(1));
        }
    }

    /** Keycloak's admin API calls it an action ({@code UserResource.removeCredential}). */
    private static boolean isRemoval(AdminEvent event) {
        return isOurs(event.getDetails())
                && (event.getOperationType() == OperationType.ACTION
                        || event.getOperationType() == OperationType.DELETE);
    }

    /**
     * An administrator can give a user credentials, which this extension hears nothing of until they are used. With several
     * OneLogin accounts, nobody knows before that which one such a device is in.
     */
    private void written(String realmId, String userId) {
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

    private void removed(String realmId, String userId, BiConsumer<RealmModel, UserModel> decision) {
        var realm = session.realms().getRealm(realmId);
        var user = session.users().getUserById(realm, userId);
        if (user != null) {
            new DeviceCredentials(session, realm, user).syncAttributes();
            decision.accept(realm, user);
        }
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
