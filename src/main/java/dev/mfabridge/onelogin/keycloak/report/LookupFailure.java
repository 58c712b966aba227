package dev.mfabridge.onelogin.keycloak.report;

import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.keycloak.user.UserReferenceResolver;
import dev.mfabridge.onelogin.mfa.Command;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.UserReference;
import java.util.Optional;

/**
 * Failure of a user lookup in the words of the log. The cause names the reference that OneLogin was asked for: the stored
 * owner of a device, or else the reference of the user mapping.
 *
 * @param cause the cause, without its full stop
 * @param fix the instruction for the administrator, without its full stop
 */
public record LookupFailure(String cause, String fix) {

    /**
     * Returns the failure of a command.
     *
     * @param mapped the reference of the user mapping, which only a command without the id of a stored owner uses
     */
    public static LookupFailure of(FailureReason reason, Command command, UserReference mapped) {
        return blocked(reason)
                .map(cause -> new LookupFailure(cause, "Fix the user's status in OneLogin"))
                .or(() -> command.storedUser().map(LookupFailure::ofStored))
                .orElseGet(() -> new LookupFailure(
                        notFound(reason, mapped),
                        "Check the setting " + ConfigProperty.USER_MAPPING.label()
                                + ", and the user in Keycloak and in OneLogin"));
    }

    private static LookupFailure ofStored(OneLoginId owner) {
        return new LookupFailure(
                "OneLogin has no user with the ID " + owner + ", the stored owner of the user's device",
                "If the OneLogin user was replaced, remove the user's OneLogin credentials in Keycloak: the next login then"
                        + " looks the user up again");
    }

    private static String notFound(FailureReason reason, UserReference reference) {
        return reference.fold(
                byId -> "OneLogin has no user with the ID " + byId.user() + ", the value of the user's attribute "
                        + UserReferenceResolver.ATTRIBUTE,
                byField -> notFound(reason, byField),
                missing -> missing.why());
    }

    private static String notFound(FailureReason reason, UserReference.ByField reference) {
        var field = reference.field().parameter();
        if (!reference.isSearchable()) {
            return "the user's " + field
                    + " contains a * or a !, which OneLogin reads as a pattern, so the extension did not"
                    + " look up the user";
        }
        return reason == FailureReason.USER_AMBIGUOUS
                ? "OneLogin has more than one user with this " + field
                : "OneLogin has no user with this " + field;
    }

    /** Returns the reason for which OneLogin lets the user not sign in, or empty if OneLogin has no such user. */
    private static Optional<String> blocked(FailureReason reason) {
        return switch (reason) {
            case USER_SUSPENDED -> Optional.of("OneLogin lists the user as suspended (status 2)");
            case USER_LOCKED -> Optional.of("OneLogin lists the user as locked (status 3)");
            case USER_UNAPPROVED -> Optional.of("OneLogin lists the user as not approved (state 0)");
            case USER_REJECTED -> Optional.of("OneLogin lists the user as rejected (state 2)");
            case USER_UNLICENSED -> Optional.of("OneLogin lists the user as unlicensed (state 3)");
            default -> Optional.empty();
        };
    }
}
