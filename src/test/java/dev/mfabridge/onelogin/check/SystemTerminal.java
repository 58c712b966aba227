package dev.mfabridge.onelogin.check;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Terminal of this process. Input from a pipe is read line by line. */
final class SystemTerminal implements Terminal {
    private final Optional<Console> console = console();
    private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    @Override
    public void print(String line) {
        System.out.println(line);
    }

    @Override
    public Optional<String> read(String prompt) {
        System.out.print(prompt);
        System.out.flush();
        try {
            return typed(input.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> readHidden(String prompt) {
        if (console.isEmpty()) {
            return read(prompt);
        }
        var typed = console.get().readPassword("%s", prompt);
        return typed(typed == null ? null : new String(typed));
    }

    @Override
    public boolean canHide() {
        return console.isPresent();
    }

    private static Optional<String> typed(String line) {
        return Optional.ofNullable(line).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * Returns the console, if there is a terminal. Java 22 to 24 also have a console without a terminal, and a method to
     * distinguish them.
     */
    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(SystemTerminal::isTerminal);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
