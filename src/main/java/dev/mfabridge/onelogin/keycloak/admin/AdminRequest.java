package dev.mfabridge.onelogin.keycloak.admin;

import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * One request of an administrator, who has shown a token and may do nothing yet.
 *
 * @param auth says what the administrator may do
 * @param event the admin event, which says already who did it
 */
record AdminRequest(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder event) {

    /** @return the admin event of what was done at this request's path */
    AdminEventBuilder adminEvent(OperationType operation, ResourceType resource) {
        return event.operation(operation)
                .resource(resource)
                .resourcePath(session.getContext().getUri());
    }
}
