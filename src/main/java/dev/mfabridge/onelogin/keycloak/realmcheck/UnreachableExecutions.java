package dev.mfabridge.onelogin.keycloak.realmcheck;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/**
 * Executions "OneLogin MFA" that no login can reach.
 *
 * @param isUsed whether a login can reach a flow
 */
record UnreachableExecutions(
        RealmModel realm, ReachableExecutions executions, Predicate<AuthenticationFlowModel> isUsed) {

    /** Reason for which Keycloak never runs an execution. */
    enum CauseKind {
        DISABLED,
        IGNORED,
        WITHOUT_CONDITION,
        UNUSED
    }

    /**
     * Cause for which Keycloak never runs an execution.
     *
     * @param name the execution, subflow or flow with the cause, as the admin console names it
     */
    record UnreachableCause(CauseKind kind, String name) {}

    /** Execution that Keycloak never runs. */
    record UnreachableExecution(String id, String flow, UnreachableCause cause) {

        RealmFinding finding() {
            var subject = "execution " + id;
            var never = "The execution \"OneLogin MFA\" (%s) in the flow \"%s\" never runs: ".formatted(id, flow);
            var name = "\"" + cause.name() + "\"";
            return switch (cause.kind()) {
                case DISABLED ->
                    RealmFinding.note(
                            subject,
                            never + name + " is DISABLED",
                            "If this is not intended, set " + name + " to Required");
                case IGNORED ->
                    RealmFinding.warning(
                            subject,
                            never + name + " is ALTERNATIVE beside a REQUIRED or CONDITIONAL execution, so Keycloak"
                                    + " ignores it",
                            "Set " + name + " to Required, or move it into a subflow that has only alternatives");
                case WITHOUT_CONDITION ->
                    RealmFinding.warning(
                            subject,
                            never + "the CONDITIONAL subflow " + name + " has no condition, so Keycloak skips it",
                            "Add a condition to the subflow, or set the subflow to Required");
                case UNUSED ->
                    RealmFinding.note(
                            subject,
                            never + "the realm is not bound to the flow, and no client or identity provider uses it",
                            "Bind the flow, or remove the execution if it is not needed");
            };
        }
    }

    /** Returns the executions in all flows of the realm. */
    Stream<UnreachableExecution> all() {
        return realm.getAuthenticationFlowsStream()
                .filter(AuthenticationFlowModel::isTopLevel)
                .flatMap(flow -> in(flow.getId(), flow, Optional.empty()));
    }

    private Stream<UnreachableExecution> in(
            String part, AuthenticationFlowModel flow, Optional<UnreachableCause> outer) {
        var effective = executions.effective(part).stream()
                .map(AuthenticationExecutionModel::getId)
                .toList();
        return realm.getAuthenticationExecutionsStream(part).flatMap(execution -> {
            if (execution.isAuthenticatorFlow()) {
                var cause = outer.or(() -> cause(execution, effective.contains(execution.getId())));
                return in(execution.getFlowId(), flow, cause);
            }
            if (!ReachableExecutions.isOneLogin(execution)) {
                return Stream.empty();
            }
            return outer
                    .or(() -> cause(execution, effective.contains(execution.getId())))
                    .or(() -> unused(flow))
                    .map(cause -> new UnreachableExecution(execution.getId(), flow.getAlias(), cause))
                    .stream();
        });
    }

    private Optional<UnreachableCause> cause(AuthenticationExecutionModel execution, boolean isEffective) {
        if (execution.isDisabled()) {
            return Optional.of(new UnreachableCause(CauseKind.DISABLED, executions.name(execution)));
        }
        if (!isEffective) {
            return Optional.of(new UnreachableCause(CauseKind.IGNORED, executions.name(execution)));
        }
        return executions.isSkipped(execution)
                ? Optional.of(new UnreachableCause(CauseKind.WITHOUT_CONDITION, executions.name(execution)))
                : Optional.empty();
    }

    private Optional<UnreachableCause> unused(AuthenticationFlowModel flow) {
        return isUsed.test(flow)
                ? Optional.empty()
                : Optional.of(new UnreachableCause(CauseKind.UNUSED, flow.getAlias()));
    }
}
