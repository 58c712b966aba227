package dev.mfabridge.onelogin.mfa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Specification of the state machine, whose first lines explain its notation. */
final class StateMachineSpec {
    static final Path FILE = Path.of("src/test/resources/mfa/state-machine-spec.txt");
    private static final int COLUMNS = 5;
    /** Groups of states by their names in the first column. */
    private static final Map<String, Predicate<State>> GROUPS = groups();

    private final List<Row> rows;

    private StateMachineSpec(List<Row> rows) {
        this.rows = rows;
    }

    private static Map<String, Predicate<State>> groups() {
        var groups = new LinkedHashMap<String, Predicate<State>>();
        groups.put("any", state -> true);
        groups.put("any unfinished", StateMachineSpec::isUnfinished);
        groups.put("any before a challenge", state -> isUnfinished(state) && !hasChallenge(state));
        groups.put("any after a challenge", StateMachineSpec::hasChallenge);
        groups.put("any with a challenge", state -> state.withChallenge().isPresent());
        groups.put("any with the phone", with(challenge -> challenge.isFor(MfaFixtures.PHONE)));
        groups.put("any resendable", with(challenge -> challenge.canResend(MfaFixtures.NOW)));
        groups.put("any enrolling", with(challenge -> challenge.target().isEnrolling()));
        groups.put("any awaiting", state -> state.pending().isPresent());
        groups.put("any out of band", awaiting(State.Awaiting::isOutOfBand));
        groups.put(
                "any of an app",
                awaiting(awaiting -> awaiting.challenge().target().type().hasApp()));
        groups.put("any expired", awaiting(awaiting -> awaiting.challenge().isExpired(MfaFixtures.NOW)));
        groups.put("any closed", state -> state instanceof State.ChallengeClosed);
        return groups;
    }

    private static boolean isUnfinished(State state) {
        return state.failure().isEmpty() && state.proof().isEmpty();
    }

    private static boolean hasChallenge(State state) {
        return state.currentChallenge().isPresent();
    }

    private static Predicate<State> with(Predicate<Challenge> condition) {
        return state -> state.withChallenge()
                .map(State.WithChallenge::challenge)
                .filter(condition)
                .isPresent();
    }

    private static Predicate<State> awaiting(Predicate<State.Awaiting> condition) {
        return state -> state.pending().filter(condition).isPresent();
    }

    static StateMachineSpec read() throws IOException {
        var lines = Files.readAllLines(FILE);
        return new StateMachineSpec(IntStream.range(0, lines.size())
                .filter(index ->
                        !lines.get(index).isBlank() && !lines.get(index).startsWith("#"))
                .mapToObj(index -> row(index + 1, lines.get(index)))
                .toList());
    }

    private static Row row(int line, String text) {
        var cells = Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException("Line " + line + " must have " + COLUMNS + " columns: " + text);
        }
        return new Row(
                line,
                statesOf(cells.get(0)),
                eventsOf(cells.get(1)),
                new TransitionText(cells.get(2), cells.get(3), cells.get(4)));
    }

    private static Set<String> statesOf(String pattern) {
        var group = GROUPS.get(pattern);
        return MfaStates.all().entrySet().stream()
                .filter(state -> group == null ? isNamed(state.getKey(), pattern) : group.test(state.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> eventsOf(String pattern) {
        return MfaEvents.all().keySet().stream()
                .filter(name -> pattern.equals("any") || isNamed(name, pattern))
                .collect(Collectors.toSet());
    }

    private static boolean isNamed(String name, String pattern) {
        return pattern.endsWith(" ...")
                ? name.startsWith(pattern.substring(0, pattern.length() - " ...".length()))
                : name.equals(pattern);
    }

    List<Row> rows() {
        return rows;
    }

    /** Returns the most specific row, which matches the fewest pairs, or empty if the event must have no effect. */
    Optional<Row> rowFor(StateEventPair pair) {
        var matching = rows.stream()
                .filter(row -> row.matches(pair))
                .sorted(Comparator.comparing(Row::pairs))
                .toList();
        if (matching.size() > 1 && matching.get(0).pairs() == matching.get(1).pairs()) {
            throw new IllegalStateException("Lines %d and %d are equally specific for %s"
                    .formatted(matching.get(0).line(), matching.get(1).line(), pair));
        }
        return matching.stream().findFirst();
    }

    /** Row of the specification: the states and events that it is about, and their transition. */
    record Row(int line, Set<String> states, Set<String> events, TransitionText text) {

        boolean matches(StateEventPair pair) {
            return states.contains(pair.stateName()) && events.contains(pair.eventName());
        }

        int pairs() {
            return states.size() * events.size();
        }

        /** Returns the transition of one of its states. */
        TransitionText from(State state) {
            return new TransitionText(
                    withType(nextState(state), state), withType(text.command(), state), text.notice());
        }

        private String nextState(State state) {
            var parts = List.of(text.state().split(", "));
            var name = parts.get(0);
            if (!name.equals("same") && !name.startsWith("ChallengeClosed")) {
                return text.state();
            }
            var next = name.equals("same")
                    ? StateText.of(state)
                    : StateText.of(state).withName(name);
            for (var change : parts.subList(1, parts.size())) {
                next = next.with(change);
            }
            return next.toString();
        }

        private static String withType(String text, State state) {
            return state.currentChallenge()
                    .map(challenge ->
                            text.replace("TYPE", challenge.target().type().name()))
                    .orElse(text);
        }
    }
}
