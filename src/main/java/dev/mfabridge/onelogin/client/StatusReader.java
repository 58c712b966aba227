package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reader of the status of a registration or verification. The status of a response that contradicts itself is UNKNOWN,
 * and only ACCEPTED proves a factor (S1).
 */
final class StatusReader {
    private static final Set<String> SUCCESS = Set.of("type", "code", "message", "error");
    private static final Set<String> IDS = Set.of("status", "id", "device_id", "user_id");
    private static final Set<String> FLAT = Set.of("type", "code", "message", "error", "id", "device_id", "user_id");
    private static final Set<String> ERROR_FIELDS = Set.of("name", "errors", "messages");

    private StatusReader() {}

    /**
     * Returns the status that {@code status} contains as one of OneLogin's three words; UNKNOWN for another word or if
     * a field beside it contradicts an acceptance.
     */
    static ChallengeStatus status(JsonNode object) {
        var status = object.path("status");
        return switch (status.isTextual() ? status.textValue().toLowerCase(Locale.ROOT) : "") {
            case "pending" -> ChallengeStatus.PENDING;
            case "accepted" -> contradictsSuccess(object) ? ChallengeStatus.UNKNOWN : ChallengeStatus.ACCEPTED;
            case "rejected" -> ChallengeStatus.REJECTED;
            default -> ChallengeStatus.UNKNOWN;
        };
    }

    /**
     * Returns the status in the response to a code. Such a response can also be OneLogin's general success: {@code
     * type}, {@code code} and {@code error}, flat or within {@code status}.
     */
    static ChallengeStatus statusOrSuccess(JsonNode object) {
        var status = object.path("status");
        if (status.isMissingNode()) {
            return isVerifySuccess(object) && hasOnly(object, FLAT)
                    ? ChallengeStatus.ACCEPTED
                    : ChallengeStatus.UNKNOWN;
        }
        if (status.isObject()) {
            return isVerifySuccess(status)
                            && hasOnly(status, SUCCESS)
                            && hasOnly(object, IDS)
                            && !contradictsSuccess(object)
                    ? ChallengeStatus.ACCEPTED
                    : ChallengeStatus.UNKNOWN;
        }
        return status(object);
    }

    private static boolean isVerifySuccess(JsonNode fields) {
        return fields.has("type") && fields.has("code") && fields.has("error") && !contradictsSuccess(fields);
    }

    /**
     * Returns whether an object has only known fields. A general success beside another field may be about the call,
     * and not about the code.
     */
    private static boolean hasOnly(JsonNode object, Set<String> known) {
        return object.properties().stream().map(Map.Entry::getKey).allMatch(known::contains);
    }

    /** Returns whether a field contradicts a success. A missing field contradicts nothing. */
    private static boolean contradictsSuccess(JsonNode fields) {
        var error = fields.path("error");
        return ERROR_FIELDS.stream().anyMatch(fields::has)
                || differs(fields, "type", "success")
                || differs(fields, "code", "200")
                || differs(fields, "statusCode", "200")
                || fields.has("error") && !(error.isBoolean() && !error.booleanValue());
    }

    private static boolean differs(JsonNode fields, String field, String value) {
        return fields.has(field)
                && ApiJson.text(fields, field).filter(value::equalsIgnoreCase).isEmpty();
    }
}
