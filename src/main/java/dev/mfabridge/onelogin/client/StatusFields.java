package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads how a registration or verification stands. An answer that says yes and no at once says nothing, which is UNKNOWN, and
 * nothing but ACCEPTED proves a factor (S1).
 */
final class StatusFields {
    private static final Set<String> SUCCESS = Set.of("type", "code", "message", "error");
    private static final Set<String> IDS = Set.of("status", "id", "device_id", "user_id");
    private static final Set<String> FLAT = Set.of("type", "code", "message", "error", "id", "device_id", "user_id");
    private static final Set<String> ERROR_FIELDS = Set.of("name", "errors", "messages");

    private StatusFields() {}

    /** @return the one of OneLogin's three words that {@code status} is, where nothing beside it says no; else UNKNOWN */
    static ChallengeStatus status(JsonNode object) {
        var status = object.path("status");
        return switch (status.isTextual() ? status.textValue().toLowerCase(Locale.ROOT) : "") {
            case "pending" -> ChallengeStatus.PENDING;
            case "accepted" -> deniesSuccess(object) ? ChallengeStatus.UNKNOWN : ChallengeStatus.ACCEPTED;
            case "rejected" -> ChallengeStatus.REJECTED;
            default -> ChallengeStatus.UNKNOWN;
        };
    }

    /**
     * @return the same for the answer to a code, which can also be OneLogin's general success: {@code type}, {@code code} and
     *     {@code error}, flat or within {@code status}
     */
    static ChallengeStatus statusOrSuccess(JsonNode object) {
        var status = object.path("status");
        if (status.isMissingNode()) {
            return isSuccess(object) && hasNoMoreThan(object, FLAT)
                    ? ChallengeStatus.ACCEPTED
                    : ChallengeStatus.UNKNOWN;
        }
        if (status.isObject()) {
            return isSuccess(status)
                            && hasNoMoreThan(status, SUCCESS)
                            && hasNoMoreThan(object, IDS)
                            && !deniesSuccess(object)
                    ? ChallengeStatus.ACCEPTED
                    : ChallengeStatus.UNKNOWN;
        }
        return status(object);
    }

    private static boolean isSuccess(JsonNode fields) {
        return fields.has("type") && fields.has("code") && fields.has("error") && !deniesSuccess(fields);
    }

    /** A general success beside something else may be about the call, and not about the code. */
    private static boolean hasNoMoreThan(JsonNode object, Set<String> known) {
        return object.properties().stream().map(Map.Entry::getKey).allMatch(known::contains);
    }

    /** A field that isn't there denies nothing. */
    private static boolean deniesSuccess(JsonNode fields) {
        var error = fields.path("error");
        return ERROR_FIELDS.stream().anyMatch(fields::has)
                || isOther(fields, "type", "success")
                || isOther(fields, "code", "200")
                || isOther(fields, "statusCode", "200")
                || fields.has("error") && !(error.isBoolean() && !error.booleanValue());
    }

    private static boolean isOther(JsonNode fields, String field, String value) {
        return fields.has(field)
                && ApiJson.text(fields, field).filter(value::equalsIgnoreCase).isEmpty();
    }
}
