package dev.mfabridge.onelogin.keycloak.removal;

import dev.mfabridge.onelogin.keycloak.credential.Enrolments;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;

/**
 * Hears of every removal of a credential. Keycloak tells nobody before it: {@code removeStoredCredentialById} passes the
 * credential's own provider by, and when the event comes the credential is gone.
 */
final class RemovalListener implements EventListenerProvider {
    private static final Pattern CREDENTIAL = Pattern.compile("users/([^/]+)/credentials/[^/]+");

    private final KeycloakSession session;

    RemovalListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getType() == EventType.REMOVE_CREDENTIAL && isOurs(event.getDetails())) {
            removed(event.getRealmId(), event.getUserId());
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (isOurs(event.getDetails())) {
            Optional.ofNullable(event.getResourcePath())
                    .map(CREDENTIAL::matcher)
                    .filter(Matcher::matches)
                    .ifPresent(path -> removed(event.getRealmId(), path.group(1)));
        }
    }

    private static boolean isOurs(Map<String, String> details) {
        return details != null && OneLoginCredentialModel.TYPE.equals(details.get(Details.CREDENTIAL_TYPE));
    }

    private void removed(String realmId, String userId) {
        var realm = session.realms().getRealm(realmId);
        var user = session.users().getUserById(realm, userId);
        if (user != null) {
            new Enrolments(session, realm, user).mirror();
            new Removals(session, realm, user).performAfterCommit();
        }
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
