package dev.mfabridge.onelogin.keycloak.settingscheck;

import dev.mfabridge.onelogin.keycloak.settingscheck.LastCheck.CheckOutcome;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * Admin event with the result of a check, in the name of the administrator who saved the settings.
 *
 * @param administrator the administrator, as in the admin event of the save
 */
record CheckEvent(KeycloakSession session, RealmModel realm, AuthDetails administrator) {

    /** Address from which the administrator saved the settings. */
    private record SavedFrom(String address) implements ClientConnection {
        @Override
        public String getRemoteHost() {
            return address;
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public int getRemotePort() {
            return 0;
        }

        @Override
        public String getLocalAddr() {
            return "";
        }

        @Override
        public int getLocalPort() {
            return 0;
        }
    }

    /** Sends the event, unless the administrator was removed in the meantime. */
    void send(String config, LastCheck result) {
        var home = session.realms().getRealm(administrator.getRealmId());
        var user = home == null ? null : session.users().getUserById(home, administrator.getUserId());
        var client = home == null ? null : session.clients().getClientById(home, administrator.getClientId());
        if (user == null || client == null) {
            return;
        }
        new AdminEventBuilder(
                        realm,
                        new AdminAuth(home, null, user, client),
                        session,
                        new SavedFrom(administrator.getIpAddress()))
                .operation(OperationType.ACTION)
                .resource(ResourceType.AUTHENTICATOR_CONFIG)
                .resourcePath("authentication", "config", config, "onelogin-mfa", "check")
                .detail("onelogin_connection", result.outcome() == CheckOutcome.OK ? "ok" : "failed")
                .detail("onelogin_check", result.line())
                .success();
    }
}
