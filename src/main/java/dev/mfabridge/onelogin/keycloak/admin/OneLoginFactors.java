package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.logging.AdminHint;
import dev.mfabridge.onelogin.mfa.UserReference;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Devices of a user in OneLogin.
 *
 * @param user the OneLogin user, if known
 * @param devices the enrolled devices; empty if they are unknown
 * @param isComplete whether every device that OneLogin lists is readable
 * @param problem the reason why the devices are unknown, as a sentence
 */
record OneLoginFactors(Optional<OneLoginId> user, List<Device> devices, boolean isComplete, Optional<String> problem) {

    /**
     * Fetches the devices. A failure becomes the problem and no exception.
     *
     * @param reference the reference to the OneLogin user
     * @throws WebApplicationException if a budget of calls is used up (HTTP 429)
     */
    static OneLoginFactors fetch(OneLoginClient client, UserReference reference) {
        try {
            return find(client, reference);
        } catch (OneLoginException.BudgetExhausted e) {
            throw RetryLater.response(e);
        } catch (OneLoginException e) {
            return unknown(e.getMessage() + ". " + AdminHint.of(e) + idHint(e, reference) + ".");
        }
    }

    /** Returns the problem, or else a sentence about unreadable devices, if there are any. */
    Optional<String> remark() {
        return problem.or(() -> isComplete
                ? Optional.empty()
                : Optional.of(
                        "OneLogin lists devices that can't be read. The extension does not change these devices."));
    }

    /**
     * Returns the value for unknown devices.
     *
     * @param problem the reason, as a sentence
     */
    static OneLoginFactors unknown(String problem) {
        return new OneLoginFactors(Optional.empty(), List.of(), false, Optional.of(problem));
    }

    private static OneLoginFactors find(OneLoginClient client, UserReference reference) {
        return reference.fold(
                byId -> of(client, byId.user()),
                byField -> find(client, byField),
                missing -> unknown("The OneLogin user is not known: " + missing.why() + "."));
    }

    /** Returns the other cause of a refusal: the devices were requested by an id, without a lookup of the user. */
    private static String idHint(OneLoginException e, UserReference reference) {
        return e.kind() == OneLoginException.Kind.REFUSED
                ? reference.fold(
                        byId -> ", or OneLogin has no user with the ID " + byId.user(), byField -> "", missing -> "")
                : "";
    }

    private static OneLoginFactors find(OneLoginClient client, UserReference.ByField reference) {
        var field = reference.field().parameter();
        if (!reference.isSearchable()) {
            return unknown("The user's " + field + " contains a * or a !, which OneLogin reads as a pattern, so the"
                    + " extension did not look up the user.");
        }
        return client.findUser(reference.field(), reference.value())
                .fold(
                        user -> of(client, user),
                        block -> unknown(
                                "OneLogin lists the user as " + block.name().toLowerCase(Locale.ROOT) + "."),
                        () -> unknown("OneLogin has no user with this " + field + "."),
                        () -> unknown("OneLogin has more than one user with this " + field + "."));
    }

    private static OneLoginFactors of(OneLoginClient client, OneLoginId user) {
        var devices = client.devices(user);
        return new OneLoginFactors(Optional.of(user), devices.items(), devices.isComplete(), Optional.empty());
    }
}
