package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/** Saved configurations of the executions "OneLogin MFA" of a realm. */
public final class SavedConfigs {
    private SavedConfigs() {}

    /** Returns the configurations in the order of their aliases. */
    public static Stream<AuthenticatorConfigModel> of(RealmModel realm) {
        return realm.getAuthenticationFlowsStream()
                .flatMap(flow -> realm.getAuthenticationExecutionsStream(flow.getId()))
                .filter(execution -> ProviderIds.AUTHENTICATOR.equals(execution.getAuthenticator()))
                .map(AuthenticationExecutionModel::getAuthenticatorConfig)
                .filter(Objects::nonNull)
                .distinct()
                .map(realm::getAuthenticatorConfigById)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(
                        AuthenticatorConfigModel::getAlias, Comparator.nullsFirst(Comparator.naturalOrder())));
    }
}
