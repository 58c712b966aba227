package dev.mfabridge.onelogin.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Step of the check: a request of the extension, and the answers to its calls.
 *
 * @param answers most often one answer; more if an access token was dead, or a 401 had two possible causes
 * @param reading the extension's reading of the answers
 */
record CheckStep(String title, List<CheckedAnswer> answers, Reading reading) {
    CheckStep {
        answers = List.copyOf(answers);
    }

    boolean isGood() {
        return reading.isGood() && answers.stream().noneMatch(CheckedAnswer::differsSeriously);
    }

    /** Returns whether both print the same in the report. */
    boolean isLike(CheckStep other) {
        return title.equals(other.title) && lines(false).equals(other.lines(false));
    }

    /**
     * Formats the step.
     *
     * @param isForScreen whether the text includes durations and OneLogin's request ids
     */
    List<String> lines(boolean isForScreen) {
        var lines = new ArrayList<String>();
        for (var answer : answers) {
            lines.add(answer.operation());
            lines.add(isForScreen ? measured(answer) : answer.statusLine());
            lines.addAll(answer.masked().lines().toList());
            lines.addAll(differences(answer.comparison()));
        }
        lines.add("The extension reads it: " + reading.sentence());
        return lines;
    }

    private static String measured(CheckedAnswer answer) {
        var requestId = answer.requestId().map(id -> ", X-Request-Id " + id).orElse("");
        return answer.statusLine() + ", " + answer.duration().toMillis() + " ms" + requestId;
    }

    private static List<String> differences(ContractComparison comparison) {
        var closest =
                comparison.closest().map(name -> " (closest: " + name + ")").orElse("");
        if (comparison.differences().isEmpty()) {
            return List.of("Differs from the contract: no" + closest);
        }
        var matters = comparison.differences().stream().anyMatch(Difference::matters);
        var lines = new ArrayList<String>();
        lines.add("Differs from the contract: " + (matters ? "yes" : "in details that don't matter") + closest);
        comparison.differences().stream()
                .map(difference -> (difference.matters() ? "  ! " : "  - ") + difference.sentence())
                .forEach(lines::add);
        return lines;
    }
}
