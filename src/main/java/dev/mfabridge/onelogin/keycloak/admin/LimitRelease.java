package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.keycloak.connection.CallBudgets;
import dev.mfabridge.onelogin.keycloak.ratelimit.UserLimits;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Release of a user's limits, under the highest limit of messages that an execution of the realm has. */
record LimitRelease(KeycloakSession session, RealmModel realm, UserModel user) {
    private static final int NO_MESSAGES = 0;

    void run() {
        var messages = new RealmExecutions(session, realm)
                .executions().stream()
                        .flatMap(execution -> execution.settings().config().stream())
                        .mapToInt(config -> config.messageLimit().max())
                        .max()
                        .orElse(NO_MESSAGES);
        new UserLimits(session.singleUseObjects(), realm, user)
                .free(messages, CallBudgets.ofUser(session, realm, user));
    }
}
