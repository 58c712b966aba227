package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.Factor;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.ReadableItems;
import dev.mfabridge.onelogin.client.UserLookup;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Part of the check that only reads: the access token, the user, the factors and the devices. */
final class AccountCheck {
    private final CheckSession session;

    AccountCheck(CheckSession session) {
        this.session = session;
    }

    /** Returns whether OneLogin accepts the API credential. */
    boolean authenticates() {
        var token = session.step(
                "Access token",
                () -> {
                    session.client().authenticate();
                    return true;
                },
                done -> Reading.read(""));
        if (token.isEmpty()) {
            session.incomplete(
                    "There is no access token, so nothing else was checked. Check the base URL, the client ID and"
                            + " the client secret.");
        }
        return token.isPresent();
    }

    /** Returns the user's id, or empty if that user can't sign in. */
    Optional<OneLoginId> user(UserQuery query) {
        return session.step("User", () -> query.lookUp(session.client()), AccountCheck::reading)
                .filter(UserLookup.Found.class::isInstance)
                .map(found -> ((UserLookup.Found) found).user())
                .or(() -> {
                    session.incomplete("There is no user to check, so factors and devices were not checked.");
                    return Optional.empty();
                });
    }

    private static Reading reading(UserLookup lookup) {
        if (lookup instanceof UserLookup.Found) {
            return Reading.read("the user exists and may sign in");
        }
        if (lookup instanceof UserLookup.Blocked blocked) {
            var block = blocked.block().name().toLowerCase(Locale.ROOT);
            return Reading.refusal("the user is " + block + ". Fix the user in OneLogin, or choose another user.");
        }
        return Reading.refusal(
                lookup instanceof UserLookup.Several
                        ? "several users match. Choose a field in which only one user has this value."
                        : "there is no such user. Check --user and --by.");
    }

    List<Factor> factors(OneLoginId user) {
        return session.step(
                        "Factors", () -> session.client().factors(user), list -> reading(list, Factor::authFactorName))
                .map(ReadableItems::items)
                .orElse(List.of());
    }

    Optional<ReadableItems<Device>> devices(String title, OneLoginId user) {
        return session.step(title, () -> session.client().devices(user), list -> reading(list, Device::authFactorName));
    }

    /** Describes a list. An item that the client omitted could be any device, so an incomplete list is not good. */
    private static <T> Reading reading(ReadableItems<T> list, Function<T, String> authFactorName) {
        var types = list.items().stream()
                .map(item -> FactorType.of(authFactorName.apply(item)).name())
                .collect(Collectors.joining(", "));
        if (!list.isComplete()) {
            return new Reading(false, "not completely: " + String.join("; ", list.unreadable()));
        }
        return Reading.read(list.items().isEmpty() ? "an empty list" : types);
    }
}
