package dev.mfabridge.onelogin.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Terminal of a test, with an answer to each prompt and a reaction to printed lines. */
final class ScriptedTerminal implements Terminal {
    private final Map<String, Supplier<String>> typed = new LinkedHashMap<>();
    private final Map<String, Runnable> reactions = new LinkedHashMap<>();
    private final List<String> shown = new ArrayList<>();
    private boolean canHide;

    /**
     * Sets the answer to a prompt.
     *
     * @param prompt the beginning of the prompt
     */
    ScriptedTerminal types(String prompt, String answer) {
        return types(prompt, () -> answer);
    }

    ScriptedTerminal types(String prompt, Supplier<String> answer) {
        typed.put(prompt, answer);
        return this;
    }

    /**
     * Sets the reaction to a line.
     *
     * @param line the beginning of the line
     */
    ScriptedTerminal when(String line, Runnable reaction) {
        reactions.put(line, reaction);
        return this;
    }

    ScriptedTerminal withHiddenInput() {
        canHide = true;
        return this;
    }

    @Override
    public void print(String line) {
        shown.add(line);
        reactions.forEach((beginning, reaction) -> {
            if (line.startsWith(beginning)) {
                reaction.run();
            }
        });
    }

    @Override
    public Optional<String> read(String prompt) {
        shown.add(prompt);
        return typed.entrySet().stream()
                .filter(answer -> prompt.startsWith(answer.getKey()))
                .findFirst()
                .map(answer -> answer.getValue().get())
                .filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<String> readHidden(String prompt) {
        return read(prompt);
    }

    @Override
    public boolean canHide() {
        return canHide;
    }

    /** Returns the whole output. */
    String output() {
        return String.join("\n", shown);
    }

    /** Returns the rest of the last line with this beginning. */
    String after(String beginning) {
        return shown.stream()
                .filter(line -> line.startsWith(beginning))
                .reduce((first, second) -> second)
                .orElseThrow()
                .substring(beginning.length());
    }
}
