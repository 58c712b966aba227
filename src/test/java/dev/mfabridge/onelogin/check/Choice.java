package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Choice of a device or factor by its position in a list. */
final class Choice {
    private final CheckSession session;

    Choice(CheckSession session) {
        this.session = session;
    }

    /**
     * Lists the items, asks for one of them, and asks for a confirmation of the warning.
     *
     * @param name OneLogin's name of an item, only for the screen
     * @return the chosen item, or empty
     */
    <T> Optional<T> of(List<T> items, Function<T, String> authFactorName, Function<T, String> name) {
        var terminal = session.terminal();
        terminal.print("");
        for (var position = 0; position < items.size(); position++) {
            var item = items.get(position);
            terminal.print("%d: %s (%s)"
                    .formatted(position + 1, FactorType.of(authFactorName.apply(item)), printable(name.apply(item))));
        }
        var chosen = terminal.read("Number of the item to use, or Enter for none: ")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .filter(number -> number >= 1 && number <= items.size())
                .map(number -> items.get(number - 1));
        return chosen.filter(item -> isConfirmed(FactorType.of(authFactorName.apply(item))));
    }

    private boolean isConfirmed(FactorType type) {
        session.terminal().print(UserResponse.warning(type));
        return session.terminal()
                .read("Type yes to continue: ")
                .filter("yes"::equalsIgnoreCase)
                .isPresent();
    }

    /** Replaces control characters, since a name could move the cursor. */
    private static String printable(String name) {
        return name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
