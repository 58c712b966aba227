package dev.mfabridge.onelogin.check;

import java.util.ArrayList;
import java.util.List;

/** Results of a check, as a block that can be published. */
final class Report {
    static final String BEGIN = "----- BEGIN REPORT -----";
    static final String END = "----- END REPORT -----";

    private final SensitiveValues sensitive;
    private final List<String> header;
    private final List<List<String>> sections = new ArrayList<>();
    private CheckStep last;
    private int repetitions;
    private boolean isGood = true;

    Report(SensitiveValues sensitive, List<String> header) {
        this.sensitive = sensitive;
        this.header = List.copyOf(header);
    }

    /** Adds a step. A step that equals the previous step, as in polling, only increases its count. */
    void add(CheckStep step) {
        isGood &= step.isGood();
        if (last != null && last.isLike(step)) {
            repetitions++;
            return;
        }
        flush();
        last = step;
        repetitions = 1;
    }

    /** Adds a remark about an omitted check, or a problem outside the calls. */
    void addIncomplete(String remark) {
        isGood = false;
        flush();
        sections.add(List.of("! " + remark));
    }

    /** Returns whether every answer is readable, no difference matters, and nothing was omitted. */
    boolean isGood() {
        return isGood;
    }

    String block() {
        flush();
        var lines = new ArrayList<>(header);
        sections.forEach(section -> {
            lines.add("");
            lines.addAll(section);
        });
        return BEGIN + "\n" + sensitive.removedFrom(String.join("\n", lines)) + "\n" + END;
    }

    private void flush() {
        if (last != null) {
            var lines = new ArrayList<String>();
            lines.add("## " + last.title() + (repetitions > 1 ? " (" + repetitions + " times)" : ""));
            lines.addAll(last.lines(false));
            sections.add(lines);
            last = null;
        }
    }
}
