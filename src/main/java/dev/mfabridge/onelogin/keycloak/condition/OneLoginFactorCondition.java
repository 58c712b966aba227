package dev.mfabridge.onelogin.keycloak.condition;

import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.credential.removal.KeptDevices;
import dev.mfabridge.onelogin.keycloak.settings.OptionValues;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Condition that the user has a stored OneLogin credential, optionally of certain factor types. It makes no call of
 * OneLogin. Follows Keycloak's {@code ConditionalRoleAuthenticator}.
 */
final class OneLoginFactorCondition implements ConditionalAuthenticator {
    static final OneLoginFactorCondition SINGLETON = new OneLoginFactorCondition();

    private static final Logger LOG = Logger.getLogger(OneLoginFactorCondition.class);

    private OneLoginFactorCondition() {}

    /**
     * Returns whether the condition holds; false if no user is identified yet, as with Keycloak's own conditions about
     * a user.
     */
    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        if (context.getUser() == null) {
            return false;
        }
        var config = context.getAuthenticatorConfig();
        var value = ConditionConfigProperty.FACTOR_TYPES.valueIn(config);
        var names = ConditionConfigProperty.split(value);
        var unknown = names.isEmpty() && !value.isEmpty()
                ? List.of(value)
                : names.stream()
                        .filter(name -> OptionValues.factorType(name).isEmpty())
                        .toList();
        if (!unknown.isEmpty()) {
            LOG.warnf(
                    "OneLogin condition, realm %s, execution %s: %s contains %s, which is not a factor type, so the condition"
                            + " is true for every user. Choose from %s.",
                    context.getRealm().getName(),
                    context.getExecution().getId(),
                    ConditionConfigProperty.FACTOR_TYPES.label(),
                    String.join(", ", unknown),
                    String.join(", ", OptionValues.factorTypes()));
            return true;
        }
        var negated = ConditionConfigProperty.NEGATE.valueIn(config).toLowerCase(Locale.ROOT);
        if (!negated.equals("true") && !negated.equals("false")) {
            LOG.warnf(
                    "OneLogin condition, realm %s, execution %s: %s is neither true nor false, so the condition is true for every"
                            + " user.",
                    context.getRealm().getName(),
                    context.getExecution().getId(),
                    ConditionConfigProperty.NEGATE.label());
            return true;
        }
        var types = names.stream()
                .flatMap(name -> OptionValues.factorType(name).stream())
                .toList();
        return isEnrolled(context, types) != negated.equals("true");
    }

    /**
     * Returns whether the user has a credential of one of these types. Without types, any credential is enough, as for
     * Keycloak's "Condition - user configured". A device whose credential the user removed without a proof still counts,
     * and so does a credential that can't be read. Both can be of any type. Otherwise the password would be enough to leave
     * the subflow.
     */
    private static boolean isEnrolled(AuthenticationFlowContext context, List<FactorType> types) {
        return hasCredential(context, types)
                || KeptDevices.exist(context.getSession(), context.getRealm(), context.getUser());
    }

    private static boolean hasCredential(AuthenticationFlowContext context, List<FactorType> types) {
        if (types.isEmpty()) {
            return DeviceCredentials.exist(context.getUser());
        }
        return new DeviceCredentials(context.getSession(), context.getRealm(), context.getUser())
                .credentials().stream()
                        .map(OneLoginCredentialModel::device)
                        .anyMatch(device -> device.map(known -> types.contains(known.type()))
                                .orElse(true));
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
        // A condition sets no required action.
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
