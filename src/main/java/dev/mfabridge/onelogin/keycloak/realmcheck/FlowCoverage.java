package dev.mfabridge.onelogin.keycloak.realmcheck;

import java.util.List;
import java.util.stream.Stream;

/**
 * Coverage of a flow or of a part of a flow: whether a login that passes it has passed the execution "OneLogin MFA".
 *
 * @param gaps the ways around the execution; only a flow with {@link Level#SOMETIMES} has gaps
 */
record FlowCoverage(Level level, List<Gap> gaps) {
    static final FlowCoverage ALWAYS = new FlowCoverage(Level.ALWAYS, List.of());
    static final FlowCoverage NEVER = new FlowCoverage(Level.NEVER, List.of());
    static final FlowCoverage NO_SESSION = new FlowCoverage(Level.NO_SESSION, List.of());
    static final FlowCoverage CLOSED = new FlowCoverage(Level.CLOSED, List.of());

    FlowCoverage {
        gaps = List.copyOf(gaps);
    }

    /** Logins that pass the execution. */
    enum Level {
        ALWAYS,
        SOMETIMES,
        NEVER,
        /** The part starts no session by itself: it finds an existing session, or hands the login over. */
        NO_SESSION,
        /** The part rejects every user. */
        CLOSED;

        /** Returns whether a login can pass the execution. */
        boolean hasOneLogin() {
            return this == ALWAYS || this == SOMETIMES;
        }
    }

    /** Kind of a way around the execution. */
    enum GapKind {
        /** Another alternative, which is no second factor. */
        ALTERNATIVE,
        /** Another second factor in an alternative. */
        SECOND_FACTOR,
        /** Condition of the subflow around the execution. */
        CONDITION
    }

    /**
     * Way around the execution.
     *
     * @param name the name of the alternative, or of the subflow with the condition, in the admin console
     */
    record Gap(GapKind kind, String name) {}

    /** Alternative of a flow, with its name in the admin console. */
    record Alternative(String name, boolean isSecondFactor, FlowCoverage coverage) {}

    /** Returns the coverage of parts that a login passes one after another. */
    static FlowCoverage inOrder(List<FlowCoverage> parts) {
        for (var level : List.of(Level.CLOSED, Level.ALWAYS)) {
            if (parts.stream().anyMatch(part -> part.level() == level)) {
                return new FlowCoverage(level, List.of());
            }
        }
        var gaps = parts.stream().flatMap(part -> part.gaps().stream()).toList();
        if (!gaps.isEmpty()) {
            return new FlowCoverage(Level.SOMETIMES, gaps);
        }
        return parts.stream().allMatch(part -> part.level() == Level.NO_SESSION) ? NO_SESSION : NEVER;
    }

    /** Returns the coverage of parts of which a login passes one. */
    static FlowCoverage oneOf(List<Alternative> alternatives) {
        var open = alternatives.stream()
                .filter(alternative -> alternative.coverage().givesSession())
                .toList();
        if (open.isEmpty()) {
            return NO_SESSION;
        }
        if (open.stream()
                .noneMatch(alternative -> alternative.coverage().level().hasOneLogin())) {
            return NEVER;
        }
        var gaps =
                open.stream().flatMap(alternative -> gaps(alternative).stream()).toList();
        return gaps.isEmpty() ? ALWAYS : new FlowCoverage(Level.SOMETIMES, gaps);
    }

    /** Returns the coverage if a login passes this part only under a condition. */
    FlowCoverage ifCondition(String subflow) {
        return switch (level) {
            case ALWAYS, SOMETIMES ->
                new FlowCoverage(
                        Level.SOMETIMES,
                        Stream.concat(gaps.stream(), Stream.of(new Gap(GapKind.CONDITION, subflow)))
                                .toList());
            case CLOSED -> NEVER;
            case NEVER, NO_SESSION -> this;
        };
    }

    private boolean givesSession() {
        return level != Level.NO_SESSION && level != Level.CLOSED;
    }

    private static List<Gap> gaps(Alternative alternative) {
        if (alternative.coverage().level() != Level.NEVER) {
            return alternative.coverage().gaps();
        }
        var kind = alternative.isSecondFactor() ? GapKind.SECOND_FACTOR : GapKind.ALTERNATIVE;
        return List.of(new Gap(kind, alternative.name()));
    }
}
