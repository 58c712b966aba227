package dev.mfabridge.onelogin.keycloak.realmcheck;

import dev.mfabridge.onelogin.keycloak.realmcheck.FlowCoverage.Gap;
import dev.mfabridge.onelogin.keycloak.realmcheck.FlowCoverage.GapKind;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings about flows that give a session without the execution "OneLogin MFA".
 *
 * @param covered the name of a flow in use that has the execution
 */
record GapFindings(String covered) {

    /** Returns the findings about one use of a flow. */
    Stream<RealmFinding> of(FlowUse use, FlowCoverage coverage) {
        return switch (coverage.level()) {
            case NEVER -> Stream.of(use).filter(this::isOpen).map(this::withoutExecution);
            case SOMETIMES ->
                isOpen(use) ? Stream.of(GapKind.values()).flatMap(kind -> of(use, coverage, kind)) : Stream.empty();
            case ALWAYS, NO_SESSION, CLOSED -> Stream.empty();
        };
    }

    /** Returns the finding about identity providers without a post login flow. */
    RealmFinding ofProviders(NameList providers) {
        return RealmFinding.warning(
                "identity providers " + providers,
                "Logins by the identity providers %s give a session without the execution \"OneLogin MFA\", which the flow"
                                .formatted(providers)
                        + " \"%s\" has".formatted(covered),
                "Set \"Post login flow\" of these identity providers to a flow with the execution, unless the providers"
                        + " require a second factor themselves");
    }

    private boolean isOpen(FlowUse use) {
        return use.isOpen().getAsBoolean();
    }

    private RealmFinding withoutExecution(FlowUse use) {
        var advice = use.advice().get();
        var alias = use.flow().getAlias();
        return RealmFinding.warning(
                subject(use),
                "%s gives a session without the execution \"OneLogin MFA\", which the flow \"%s\" has"
                        .formatted(use.description(), covered),
                use.canHaveOneLogin()
                        ? "Add the execution to the flow \"%s\", or %s".formatted(alias, advice)
                        : Character.toUpperCase(advice.charAt(0)) + advice.substring(1));
    }

    private static Stream<RealmFinding> of(FlowUse use, FlowCoverage coverage, GapKind kind) {
        var names = coverage.gaps().stream()
                .filter(gap -> gap.kind() == kind)
                .map(Gap::name)
                .distinct()
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Stream.empty() : Stream.of(finding(use, kind, names));
    }

    private static RealmFinding finding(FlowUse use, GapKind kind, String names) {
        return switch (kind) {
            case ALTERNATIVE ->
                RealmFinding.warning(
                        subject(use),
                        "%s gives a session without the execution \"OneLogin MFA\" by the alternatives %s"
                                .formatted(use.description(), names),
                        "Move each of these alternatives into a subflow that ends with the execution, or disable it");
            case SECOND_FACTOR ->
                RealmFinding.note(
                        subject(use),
                        "%s lets users prove %s in place of a OneLogin factor".formatted(use.description(), names),
                        "If this is not intended, remove these alternatives");
            case CONDITION ->
                RealmFinding.note(
                        subject(use),
                        "%s runs the execution \"OneLogin MFA\" only under the conditions of the subflows %s, so other logins"
                                        .formatted(use.description(), names)
                                + " need no factor",
                        "If this is not intended, set these subflows to Required, and remove their conditions");
        };
    }

    private static String subject(FlowUse use) {
        return "flow \"" + use.flow().getAlias() + "\"";
    }
}
