package dev.mfabridge.onelogin.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Comparison of one answer with the closest known answer.
 *
 * @param closest the name of the known answer, empty if there is none
 */
record ContractComparison(Optional<String> closest, List<Difference> differences) {
    ContractComparison {
        differences = List.copyOf(differences);
    }

    static ContractComparison of(Contract contract, String operation, int status, AnswerBody body) {
        if (status >= 300 && status < 400 || status >= 500) {
            return new ContractComparison(
                    Optional.empty(), List.of(Difference.note("HTTP " + status + " is in no source")));
        }
        if (body.hasDuplicates()) {
            return problem("the answer has a duplicate field, so the extension rejects the answer");
        }
        var known = status >= 400 ? contract.errors() : contract.successes(operation);
        if (body.json().isEmpty()) {
            return withoutJson(known, status, body);
        }
        var needed = needed(operation, status, body.json().get());
        return known.stream()
                .filter(answer -> answer.body().isPresent())
                .map(answer -> closeTo(answer, operation, status, body.json().get()))
                .min(Comparator.comparingInt(comparison -> comparison.differences.size()))
                .map(comparison -> comparison.with(needed))
                .orElseGet(() -> new ContractComparison(Optional.empty(), needed));
    }

    private static ContractComparison withoutJson(List<KnownAnswer> known, int status, AnswerBody body) {
        return known.stream()
                .filter(answer -> answer.body().isEmpty() && body.text().isBlank())
                .findFirst()
                .map(answer -> new ContractComparison(Optional.of(answer.name()), status(answer, status)))
                .orElseGet(() -> problem("the body is no JSON; a proxy may have answered instead of OneLogin"));
    }

    private static ContractComparison problem(String sentence) {
        return new ContractComparison(Optional.empty(), List.of(Difference.problem(sentence)));
    }

    private static ContractComparison closeTo(KnownAnswer known, String operation, int status, JsonNode actual) {
        var differences = new ArrayList<Difference>();
        if (status < 400) {
            differences.addAll(status(known, status));
        }
        if (Contract.isList(operation) && status < 400 && !actual.isArray()) {
            differences.add(Difference.note("the list is an object, not an array"));
        }
        if (!Contract.isList(operation) && actual.isArray() && actual.size() != 1) {
            differences.add(Difference.problem("the answer is an array of " + actual.size() + " and not of one"));
        }
        var record = items(known.body().orElseThrow()).findFirst().orElseThrow();
        items(actual)
                .flatMap(item -> FieldComparison.differences(record, item, known.isOpen()).stream())
                .distinct()
                .map(Difference::note)
                .forEach(differences::add);
        return new ContractComparison(Optional.of(known.name()), differences);
    }

    private static List<Difference> status(KnownAnswer known, int status) {
        return known.status() == status
                ? List.of()
                : List.of(Difference.note("HTTP " + status + " and not " + known.status()));
    }

    private static List<Difference> needed(String operation, int status, JsonNode actual) {
        if (status >= 400) {
            return List.of();
        }
        var missing = Contract.needed(operation).stream()
                .sorted()
                .filter(field -> items(actual).anyMatch(item -> !item.hasNonNull(field)))
                .map(field -> Difference.problem("the extension needs the field " + field + ", and it is missing"));
        var words = items(actual)
                .map(item -> item.path("status"))
                .filter(word ->
                        word.isTextual() && !Contract.isAboutUsers(operation) && !KnownWords.isStatus(word.textValue()))
                .map(word ->
                        new Difference(Contract.isStatusDecisive(operation), "the word in status is in no source"));
        return Stream.concat(missing, words).distinct().toList();
    }

    /** Adds problems. A problem replaces a note about the same field. */
    private ContractComparison with(List<Difference> needed) {
        var notes = differences.stream()
                .filter(note -> needed.stream()
                        .noneMatch(problem -> problem.sentence().contains("needs " + missingField(note))));
        return new ContractComparison(
                closest, Stream.concat(needed.stream(), notes).toList());
    }

    private static String missingField(Difference note) {
        return note.sentence().replaceFirst(" is missing$", ",");
    }

    private static Stream<JsonNode> items(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
