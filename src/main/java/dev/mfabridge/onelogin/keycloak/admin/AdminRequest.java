package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.keycloak.compat.AdminRights;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * Request of an administrator, who is authenticated and not yet authorized.
 *
 * @param session the Keycloak session
 * @param realm the realm of the request's path
 * @param auth the administrator's rights
 * @param event the admin event, which already names the administrator
 */
record AdminRequest(KeycloakSession session, RealmModel realm, AdminRights auth, AdminEventBuilder event) {

    /** Returns the id of the Keycloak user who sends the request. */
    String administrator() {
        return auth.administrator().getUser().getId();
    }

    /**
     * Returns the admin event of an operation at this request's path.
     *
     * @param operation the type of the operation
     * @param resource the type of the resource
     */
    AdminEventBuilder adminEvent(OperationType operation, ResourceType resource) {
        return event.operation(operation)
                .resource(resource)
                .resourcePath(session.getContext().getUri());
    }
}
