package dev.mfabridge.onelogin.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Known answers of OneLogin to each call, and the fields that the extension needs. */
final class Contract {
    private static final String USERS = "GET /api/2/users";
    private static final String USER = USERS + "/{id}";
    private static final String FACTORS = "GET /api/2/mfa/users/{user_id}/factors";
    private static final String DEVICES = "GET /api/2/mfa/users/{user_id}/devices";
    private static final String START_REGISTRATION = "POST /api/2/mfa/users/{user_id}/registrations";
    private static final String START_VERIFICATION = "POST /api/2/mfa/users/{user_id}/verifications";

    private static final Set<String> LISTS = Set.of(USERS, FACTORS, DEVICES);

    /**
     * Needed fields by call. The client itself checks the answers to codes and polls, and can't read them without their fields.
     */
    private static final Map<String, Set<String>> NEEDED = Map.of(
            USERS, Set.of("id", "status", "state"),
            USER, Set.of("id", "status", "state"),
            FACTORS, Set.of("factor_id", "auth_factor_name"),
            DEVICES, Set.of("device_id", "auth_factor_name"),
            START_REGISTRATION, Set.of("id"));

    /** Known answers. The order decides between equally close answers. */
    private final List<KnownAnswer> answers = Stream.concat(
                    Stream.of(
                                    "token",
                                    "token-wrapped",
                                    "token-without-scope",
                                    "factors",
                                    "factors-two-emails",
                                    "devices",
                                    "devices-with-temporary-token",
                                    "device-gone-v1",
                                    "registration-protect",
                                    "registration-voice",
                                    "registration-verified",
                                    "registration-wrong-code",
                                    "registration-asked",
                                    "registration-asked-no-device",
                                    "verification-sms",
                                    "verification-voice",
                                    "verification-verified-record",
                                    "verification-verified-status",
                                    "verification-wrong-code-pending",
                                    "verification-wrong-code-400",
                                    "verification-gone")
                            .map(KnownAnswer::recorded),
                    Stream.of(
                                    "users",
                                    "user",
                                    "device-removed",
                                    "registration-sms",
                                    "registration-authenticator",
                                    "registration-openapi",
                                    "verification-openapi",
                                    "verification-verified-flat",
                                    "verification-asked",
                                    "error-flat",
                                    "error-description",
                                    "error-messages",
                                    "error-fields",
                                    "error-message",
                                    "error-details")
                            .map(KnownAnswer::documented))
            .toList();

    List<KnownAnswer> all() {
        return answers;
    }

    /** Returns the known successes of a call. A code without a pending verification has the same answer as a code with one. */
    List<KnownAnswer> successes(String operation) {
        var verified = "PUT /api/2/mfa/users/{user_id}/verifications/{verification_id}";
        return answers.stream()
                .filter(answer -> answer.status() < 400)
                .filter(answer -> answer.call().equals(operation)
                        || operation.equals(START_VERIFICATION) && answer.call().equals(verified))
                .toList();
    }

    /** Returns the known errors. Every call can be answered with each of them. */
    List<KnownAnswer> errors() {
        return answers.stream().filter(answer -> answer.status() >= 400).toList();
    }

    static boolean isList(String operation) {
        return LISTS.contains(operation);
    }

    /** Returns whether {@code status} contains the user's response. At the start of a challenge it has no meaning. */
    static boolean isStatusDecisive(String operation) {
        return operation.matches("(GET|PUT) .*/(registrations|verifications)/\\{[a-z_]+}");
    }

    static boolean isAboutUsers(String operation) {
        return operation.equals(USERS) || operation.equals(USER);
    }

    /** Returns the fields without which the extension can't continue, or would misjudge a user. */
    static Set<String> needed(String operation) {
        return NEEDED.getOrDefault(operation, Set.of());
    }
}
