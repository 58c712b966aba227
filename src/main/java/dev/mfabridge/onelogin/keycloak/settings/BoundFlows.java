package dev.mfabridge.onelogin.keycloak.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/**
 * The flows that a realm is bound to, and those among them that reach a session without the execution "OneLogin MFA" while
 * another has it. It looks for the execution anywhere in a flow: whether each way through the flow meets it is not decided here.
 */
public final class BoundFlows {
    /** Keycloak's authenticator that lets nobody pass. */
    private static final String DENY_ACCESS = "deny-access-authenticator";

    private final RealmModel realm;

    /**
     * A flow that the realm is bound to.
     *
     * @param role what it is bound as, in the words of the admin console
     * @param isOpen whether it can be entered
     * @param closing how else it can be closed, as an instruction
     */
    private record Bound(String role, AuthenticationFlowModel flow, boolean isOpen, String closing) {}

    public BoundFlows(RealmModel realm) {
        this.realm = realm;
    }

    /** @return a sentence without its full stop for each flow that is a way around the factor: which, why, and what to do */
    public List<String> waysAround() {
        var bound = bound().toList();
        var covered = bound.stream()
                .filter(flow -> hasOneLogin(flow.flow().getId()))
                .map(flow -> flow.flow().getAlias())
                .findFirst();
        return covered.stream()
                .flatMap(alias -> bound.stream()
                        .filter(flow ->
                                flow.isOpen() && !hasOneLogin(flow.flow().getId()) && !isClosed(flow.flow()))
                        .map(flow -> sentence(flow, alias)))
                .toList();
    }

    private Stream<Bound> bound() {
        return Stream.of(
                        bound("browser flow", realm.getBrowserFlow(), true, "bind another flow"),
                        bound(
                                "direct grant flow",
                                realm.getDirectGrantFlow(),
                                takesPasswords(),
                                "switch \"Direct access grants\" off in every client, admin-cli among them"),
                        bound(
                                "registration flow",
                                realm.getRegistrationFlow(),
                                realm.isRegistrationAllowed(),
                                "switch \"User registration\" off"),
                        bound(
                                "reset credentials flow",
                                realm.getResetCredentialsFlow(),
                                realm.isResetPasswordAllowed(),
                                "switch \"Forgot password\" off"))
                .flatMap(Optional::stream);
    }

    private static Optional<Bound> bound(String role, AuthenticationFlowModel flow, boolean isOpen, String closing) {
        return Optional.ofNullable(flow).map(found -> new Bound(role, found, isOpen, closing));
    }

    /** Every realm has {@code admin-cli}, which takes passwords by default, so that the other clients are rarely looked at. */
    private boolean takesPasswords() {
        return Stream.concat(
                        Stream.ofNullable(realm.getClientByClientId(Constants.ADMIN_CLI_CLIENT_ID)),
                        realm.getClientsStream())
                .anyMatch(BoundFlows::takesPasswords);
    }

    private static boolean takesPasswords(ClientModel client) {
        return client.isEnabled() && client.isDirectAccessGrantsEnabled() && !client.isBearerOnly();
    }

    private boolean hasOneLogin(String flow) {
        return enabled(flow)
                .anyMatch(execution -> execution.isAuthenticatorFlow()
                        ? hasOneLogin(execution.getFlowId())
                        : RealmSettings.AUTHENTICATOR.equals(execution.getAuthenticator()));
    }

    private boolean isClosed(AuthenticationFlowModel flow) {
        return enabled(flow.getId())
                .anyMatch(execution -> execution.isRequired() && DENY_ACCESS.equals(execution.getAuthenticator()));
    }

    private Stream<AuthenticationExecutionModel> enabled(String flow) {
        return realm.getAuthenticationExecutionsStream(flow).filter(execution -> !execution.isDisabled());
    }

    private static String sentence(Bound flow, String covered) {
        return "The flow \"%s\", bound as the %s, gives a session without the execution \"OneLogin MFA\", which the flow \"%s\" has. Add the execution to it, or %s"
                .formatted(flow.flow().getAlias(), flow.role(), covered, flow.closing());
    }
}
