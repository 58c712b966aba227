package dev.mfabridge.onelogin.keycloak.condition;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Whether the person has a stored OneLogin credential, of certain kinds if need be. OneLogin is not asked. Follows
 * Keycloak's {@code ConditionalRoleAuthenticator}.
 */
final class OneLoginFactorCondition implements ConditionalAuthenticator {
    static final OneLoginFactorCondition SINGLETON = new OneLoginFactorCondition();

    private static final Logger LOG = Logger.getLogger(OneLoginFactorCondition.class);

    private OneLoginFactorCondition() {}

    /** False while nobody is identified, as Keycloak's own conditions about a user are. */
    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        if (context.getUser() == null) {
            return false;
        }
        var config = context.getAuthenticatorConfig();
        var kinds = ConditionConfigProperty.split(ConditionConfigProperty.KINDS.valueIn(config));
        var unknown = kinds.stream()
                .filter(kind -> !ConditionConfigProperty.KNOWN_KINDS.contains(kind))
                .toList();
        if (!unknown.isEmpty()) {
            LOG.warnf(
                    "OneLogin condition, realm %s, execution %s: %s contains %s, which is not a factor type, so the condition"
                            + " is true for every user. Choose from %s.",
                    context.getRealm().getName(),
                    context.getExecution().getId(),
                    ConditionConfigProperty.KINDS.key(),
                    String.join(", ", unknown),
                    String.join(", ", ConditionConfigProperty.KNOWN_KINDS));
            return true;
        }
        var negated = Boolean.parseBoolean(ConditionConfigProperty.NEGATE.valueIn(config));
        return isEnrolled(context, kinds) != negated;
    }

    /** Of any kind is what Keycloak's "Condition - user configured" takes for enrolled as well. */
    private static boolean isEnrolled(AuthenticationFlowContext context, List<String> kinds) {
        return kinds.isEmpty()
                ? DeviceCredentials.exist(context.getUser())
                : new DeviceCredentials(context.getSession(), context.getRealm(), context.getUser())
                        .devices().stream()
                                .anyMatch(device -> kinds.contains(device.type().name()));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        // A condition shows no page.
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // A condition asks for nothing.
    }

    @Override
    public void close() {
        // Holds nothing of its own.
    }
}
