package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Choice of a device or factor from a list, by its position. */
final class Choice {
    private final CheckSession session;

    Choice(CheckSession session) {
        this.session = session;
    }

    /**
     * Lists the items and asks for one of them, and then for permission to do what the warning says.
     *
     * @param name what OneLogin calls an item, for the screen alone
     * @return the one that was chosen, or empty
     */
    <T> Optional<T> of(List<T> items, Function<T, String> authFactorName, Function<T, String> name) {
        var terminal = session.terminal();
        terminal.print("");
        for (var position = 0; position < items.size(); position++) {
            var item = items.get(position);
            terminal.print("%d: %s (%s)"
                    .formatted(position + 1, FactorType.of(authFactorName.apply(item)), printable(name.apply(item))));
        }
        var chosen = terminal.read("Number of the one to use, or Enter for none: ")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .filter(number -> number >= 1 && number <= items.size())
                .map(number -> items.get(number - 1));
        return chosen.filter(item -> isConfirmed(FactorType.of(authFactorName.apply(item))));
    }

    private boolean isConfirmed(FactorType type) {
        session.terminal().print(UserResponse.warning(type));
        return session.terminal()
                .read("Type yes to go on: ")
                .filter("yes"::equalsIgnoreCase)
                .isPresent();
    }

    /** A name may hold characters that move the cursor. */
    private static String printable(String name) {
        return name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
