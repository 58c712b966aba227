package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.keycloak.ProviderIds;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Flows that a realm is bound to, and among them those that reach a session without the execution "OneLogin MFA"
 * although another flow has it. A flow has the execution if a login can reach the execution in it. The check does not
 * cover each path through a flow, such as each ALTERNATIVE or each result of a condition.
 */
public final class BoundFlows {
    private static final String RESET_EMAIL = "reset-credential-email";
    private static final String FORCE_LOGIN = "force-login";

    private final RealmModel realm;
    private final ReachableExecutions executions;

    /**
     * Flow that the realm is bound to.
     *
     * @param role the name of the binding, in the words of the admin console
     * @param isEnabled whether users reach a session by the flow, tested last because the test can search all clients
     * @param advice another way to prevent the bypass, as an instruction
     */
    private record BoundFlow(String role, AuthenticationFlowModel flow, BooleanSupplier isEnabled, String advice) {}

    public BoundFlows(KeycloakSession session, RealmModel realm) {
        this.realm = realm;
        this.executions = new ReachableExecutions(session, realm);
    }

    /**
     * Returns a sentence without its full stop for each flow that bypasses the factor: the flow, the reason, and the
     * fix.
     */
    public List<String> warnings() {
        var bound = bound().toList();
        var covered = bound.stream().filter(this::hasOneLogin).findFirst();
        return covered.stream()
                .flatMap(other -> bound.stream().filter(this::isUncovered).map(flow -> sentence(flow, other)))
                .toList();
    }

    private boolean isUncovered(BoundFlow bound) {
        return !hasOneLogin(bound)
                && !executions.isClosed(bound.flow().getId())
                && bound.isEnabled().getAsBoolean();
    }

    private Stream<BoundFlow> bound() {
        return Stream.of(
                        bound("browser flow", realm.getBrowserFlow(), () -> true, "bind another flow"),
                        bound(
                                "direct grant flow",
                                realm.getDirectGrantFlow(),
                                this::takesPasswords,
                                "switch off \"Direct access grants\" in every client, including admin-cli"),
                        bound(
                                "registration flow",
                                realm.getRegistrationFlow(),
                                realm::isRegistrationAllowed,
                                "switch off \"User registration\""),
                        bound(
                                "reset credentials flow",
                                realm.getResetCredentialsFlow(),
                                () -> realm.isResetPasswordAllowed() && !forcesLogin(realm.getResetCredentialsFlow()),
                                "set \"Force login after reset\" of its execution \"Send Reset Email\" to true, or switch off"
                                        + " \"Forgot password\""))
                .flatMap(Optional::stream);
    }

    private static Optional<BoundFlow> bound(
            String role, AuthenticationFlowModel flow, BooleanSupplier isOpen, String closing) {
        return Optional.ofNullable(flow).map(found -> new BoundFlow(role, found, isOpen, closing));
    }

    /**
     * Returns whether a client takes passwords. Every realm has {@code admin-cli}, which takes passwords by default, so
     * the other clients are rarely read.
     */
    private boolean takesPasswords() {
        return Stream.concat(
                        Stream.ofNullable(realm.getClientByClientId(Constants.ADMIN_CLI_CLIENT_ID)),
                        realm.getClientsStream())
                .anyMatch(BoundFlows::takesPasswords);
    }

    private static boolean takesPasswords(ClientModel client) {
        return client.isEnabled()
                && client.isDirectAccessGrantsEnabled()
                && !client.isBearerOnly()
                && !"saml".equals(client.getProtocol());
    }

    /** Returns whether the user has to sign in again after a reset, by the browser flow. */
    private boolean forcesLogin(AuthenticationFlowModel flow) {
        return executions
                .of(flow.getId())
                .filter(execution -> RESET_EMAIL.equals(execution.getAuthenticator()))
                .map(AuthenticationExecutionModel::getAuthenticatorConfig)
                .flatMap(config -> Stream.ofNullable(config == null ? null : realm.getAuthenticatorConfigById(config)))
                .flatMap(config -> Stream.ofNullable(config.getConfig()))
                .anyMatch(config -> "true".equalsIgnoreCase(config.get(FORCE_LOGIN)));
    }

    private boolean hasOneLogin(BoundFlow bound) {
        return executions
                .of(bound.flow().getId())
                .anyMatch(execution -> ProviderIds.AUTHENTICATOR.equals(execution.getAuthenticator()));
    }

    private static String sentence(BoundFlow bound, BoundFlow covered) {
        return "The flow \"%1$s\", bound as the %2$s, gives a session without the execution \"OneLogin MFA\", which the flow \"%3$s\" has. Add the execution to the flow \"%1$s\", or %4$s"
                .formatted(bound.flow().getAlias(), bound.role(), covered.flow().getAlias(), bound.advice());
    }
}
