package dev.mfabridge.onelogin.keycloak.realmcheck;

import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.note;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.warning;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
import dev.mfabridge.onelogin.keycloak.realmcheck.UnreachableExecutions.UnreachableExecution;
import dev.mfabridge.onelogin.keycloak.settings.RealmExecutions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Check of a realm for ways to a session without the factor, and for executions "OneLogin MFA" that don't work as they
 * look. It reads only what Keycloak stores about the realm, and no user.
 */
public final class RealmCheck {
    private static final String BASIC_FLOW = "basic-flow";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ReachableExecutions executions;
    private final RealmClients clients;
    private final BoundFlows bound;
    private final Map<String, List<FlowUse>> usesOfClients = new HashMap<>();

    /** Depth of a check. Clients are read only for flows whose clients Keycloak can't search. */
    public enum Depth {
        /** Check during a login, which waits for it. It doesn't search for clients with the SAML profile ECP. */
        AT_LOGIN(100),
        /** Check for an administrator. */
        COMPLETE(1000);

        private final int clientLimit;

        Depth(int clientLimit) {
            this.clientLimit = clientLimit;
        }

        /** Returns the number of clients to read at most. */
        int clientLimit() {
            return clientLimit;
        }
    }

    public RealmCheck(KeycloakSession session, RealmModel realm, Depth depth) {
        this.session = session;
        this.realm = realm;
        this.executions = new ReachableExecutions(session, realm);
        this.clients = new RealmClients(realm, depth);
        this.bound = new BoundFlows(realm, executions, clients);
    }

    /** Returns the findings, with warnings before notes. */
    public List<RealmFinding> findings() {
        var providers = IdentityProviderFlows.read(session, realm);
        var policies = ClientPolicyFlows.read(session, realm);
        var fixed = Stream.of(bound.ofRealm(), providers.uses(), policies.uses())
                .flatMap(uses -> uses)
                .toList();
        var findings = new ArrayList<RealmFinding>();
        coveredFlow(fixed)
                .ifPresentOrElse(covered -> addWays(findings, fixed, providers, covered), () -> findings.add(unused()));
        addExecutions(findings, flow -> providers.use(flow) || policies.use(flow));
        ProfileFindings.of(session).forEach(findings::add);
        findings.sort(Comparator.comparing(RealmFinding::severity));
        return List.copyOf(findings);
    }

    /** Returns a flow in use that has the execution. Without one, the realm requires no factor anywhere. */
    private Optional<AuthenticationFlowModel> coveredFlow(List<FlowUse> fixed) {
        return fixed.stream()
                .map(FlowUse::flow)
                .filter(this::hasOneLogin)
                .findFirst()
                .or(() -> topLevelFlows()
                        .filter(flow ->
                                hasOneLogin(flow) && !usesOfClients(flow).isEmpty())
                        .findFirst());
    }

    private void addWays(
            List<RealmFinding> findings,
            List<FlowUse> fixed,
            IdentityProviderFlows providers,
            AuthenticationFlowModel covered) {
        var gaps = new GapFindings(covered.getAlias());
        var byClients = topLevelFlows()
                .filter(flow -> switch (executions.coverage(flow.getId()).level()) {
                    case NEVER, SOMETIMES -> true;
                    case ALWAYS, NO_SESSION, CLOSED -> false;
                })
                .flatMap(flow -> usesOfClients(flow).stream());
        Stream.concat(fixed.stream(), byClients)
                .flatMap(use -> gaps.of(use, executions.coverage(use.flow().getId())))
                .forEach(findings::add);
        if (!providers.withoutFlow().isEmpty()) {
            findings.add(gaps.ofProviders(providers.withoutFlow()));
        }
        if (providers.isCutOff()) {
            findings.add(note(
                    "realm",
                    "The check read the first " + IdentityProviderFlows.LIMIT
                            + " identity providers of the realm, and no others",
                    "Check the other identity providers for \"Post login flow\" manually"));
        }
        if (clients.isCutOff()) {
            findings.add(note(
                    "realm",
                    "The check read the first " + clients.depth().clientLimit()
                            + " clients of the realm, and no others",
                    "Check the other clients for \"Direct access grants\" and \"Allow ECP flow\" manually"));
        }
        if (!realm.isBruteForceProtected()) {
            findings.add(warning(
                    "realm",
                    "Brute-force protection is off, so an attacker with a password can start new logins and guess more codes",
                    "Choose a mode in \"Realm settings\", \"Security defenses\", \"Brute force detection\""));
        }
    }

    private void addExecutions(List<RealmFinding> findings, Predicate<AuthenticationFlowModel> isUsed) {
        var unreachable = new UnreachableExecutions(
                        realm,
                        executions,
                        flow -> bound.isBound(flow)
                                || isUsed.test(flow)
                                || !usesOfClients(flow).isEmpty())
                .all()
                .toList();
        unreachable.stream().map(UnreachableExecution::finding).forEach(findings::add);
        var ids = unreachable.stream().map(UnreachableExecution::id).collect(Collectors.toSet());
        for (var execution : new RealmExecutions(session, realm).executions()) {
            execution
                    .settings()
                    .invalid()
                    .ifPresent(invalid -> findings.add(mistake(execution, invalid.message(), ids)));
        }
    }

    private static RealmFinding mistake(RealmExecutions.Execution execution, String mistakes, Set<String> unreachable) {
        return new RealmFinding(
                unreachable.contains(execution.id()) ? Severity.NOTE : Severity.WARNING,
                "execution " + execution.id(),
                "The settings of the execution \"OneLogin MFA\" (%s) in the flow \"%s\" are not complete: %s"
                        .formatted(execution.id(), execution.flow(), mistakes),
                "Fix these settings");
    }

    private static RealmFinding unused() {
        return note(
                "realm",
                "No flow in use has the execution \"OneLogin MFA\", so the realm requires no factor",
                "Add the execution to the flows of the realm, and bind the flows");
    }

    private Stream<AuthenticationFlowModel> topLevelFlows() {
        return realm.getAuthenticationFlowsStream()
                .filter(flow -> flow.isTopLevel() && BASIC_FLOW.equals(flow.getProviderId()));
    }

    private boolean hasOneLogin(AuthenticationFlowModel flow) {
        return executions.coverage(flow.getId()).level().hasOneLogin();
    }

    private List<FlowUse> usesOfClients(AuthenticationFlowModel flow) {
        return usesOfClients.computeIfAbsent(
                flow.getId(), id -> bound.ofClients(flow).toList());
    }
}
