package dev.mfabridge.onelogin.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Answers of OneLogin that are known for each call, and the fields of them that the extension can't do without. */
final class Contract {
    private static final String USERS = "GET /api/2/users";
    private static final String USER = USERS + "/{id}";
    private static final String FACTORS = "GET /api/2/mfa/users/{user_id}/factors";
    private static final String DEVICES = "GET /api/2/mfa/users/{user_id}/devices";
    private static final String BEGUN_REGISTRATION = "POST /api/2/mfa/users/{user_id}/registrations";
    private static final String BEGUN_VERIFICATION = "POST /api/2/mfa/users/{user_id}/verifications";

    private static final Set<String> LISTS = Set.of(USERS, FACTORS, DEVICES);

    /** What a verified or polled answer needs, the client itself asks for: it can't read one without. */
    private static final Map<String, Set<String>> NEEDED = Map.of(
            USERS, Set.of("id", "status", "state"),
            USER, Set.of("id", "status", "state"),
            FACTORS, Set.of("factor_id", "auth_factor_name"),
            DEVICES, Set.of("device_id", "auth_factor_name"),
            BEGUN_REGISTRATION, Set.of("id"));

    /** The order decides among answers that are equally close. */
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

    /** Returns the known answers of success. A code that is verified without a verification before it is answered as one with. */
    List<KnownAnswer> successes(String operation) {
        var verified = "PUT /api/2/mfa/users/{user_id}/verifications/{verification_id}";
        return answers.stream()
                .filter(answer -> answer.status() < 400)
                .filter(answer -> answer.call().equals(operation)
                        || operation.equals(BEGUN_VERIFICATION) && answer.call().equals(verified))
                .toList();
    }

    /** Returns the known errors. Every call can be answered with each of them. */
    List<KnownAnswer> errors() {
        return answers.stream().filter(answer -> answer.status() >= 400).toList();
    }

    static boolean isList(String operation) {
        return LISTS.contains(operation);
    }

    /** Returns whether {@code status} says how the user answered; where something begins it says nothing. */
    static boolean isStatusDecisive(String operation) {
        return operation.matches("(GET|PUT) .*/(registrations|verifications)/\\{[a-z_]+}");
    }

    static boolean isAboutUsers(String operation) {
        return operation.equals(USERS) || operation.equals(USER);
    }

    /** Returns the fields without which the extension can't go on, or takes a user for another kind of user. */
    static Set<String> needed(String operation) {
        return NEEDED.getOrDefault(operation, Set.of());
    }
}
