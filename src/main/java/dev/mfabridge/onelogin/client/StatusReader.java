package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reader of the status of a registration or verification, the one place that decides on an acceptance. The status of a
 * response that contradicts itself is UNKNOWN, and only ACCEPTED proves a factor (S1).
 */
final class StatusReader {
    private static final Set<String> SUCCESSFUL_CODES = Set.of("200", "201");
    private static final Set<String> SUCCESS = Set.of("type", "code", "message", "error");
    private static final Set<String> IDS = Set.of("status", "id", "device_id", "user_id");
    private static final Set<String> FLAT = Set.of("type", "code", "message", "error", "id", "device_id", "user_id");

    private StatusReader() {}

    /**
     * Returns the status that {@code status} contains as one of OneLogin's three words; UNKNOWN for another word, or if
     * any other part of the response contradicts the word.
     */
    static ChallengeStatus status(JsonNode object) {
        var status = object.path("status");
        var claims = AnswerClaims.of(object);
        return switch (status.isTextual() ? status.textValue().toLowerCase(Locale.ROOT) : "") {
            case "pending" -> claims.areOfRejection() ? ChallengeStatus.PENDING : ChallengeStatus.UNKNOWN;
            case "accepted" -> claims.areOfAcceptance() ? ChallengeStatus.ACCEPTED : ChallengeStatus.UNKNOWN;
            case "rejected" -> claims.areOfRejection() ? ChallengeStatus.REJECTED : ChallengeStatus.UNKNOWN;
            default -> ChallengeStatus.UNKNOWN;
        };
    }

    /**
     * Returns the status in the response to a code. Such a response can also be OneLogin's general success: {@code
     * type}, {@code code} and {@code error}, flat or within {@code status}.
     */
    static ChallengeStatus statusOrSuccess(JsonNode object) {
        var status = object.path("status");
        if (status.isTextual()) {
            return status(object);
        }
        var isSuccess = status.isMissingNode()
                ? isVerifySuccess(object) && hasOnly(object, FLAT)
                : isVerifySuccess(status) && hasOnly(status, SUCCESS) && hasOnly(object, IDS);
        return isSuccess && AnswerClaims.of(object).areOfAcceptance()
                ? ChallengeStatus.ACCEPTED
                : ChallengeStatus.UNKNOWN;
    }

    /** Returns whether each field says so. An empty field claims nothing, so its presence is not enough (S1). */
    private static boolean isVerifySuccess(JsonNode fields) {
        return ApiJson.text(fields, "type").filter("success"::equalsIgnoreCase).isPresent()
                && ApiJson.text(fields, "code")
                        .filter(SUCCESSFUL_CODES::contains)
                        .isPresent()
                && fields.path("error").isBoolean()
                && !fields.path("error").booleanValue();
    }

    /**
     * Returns whether an object has only known fields. A general success beside another field may be about the call,
     * and not about the code.
     */
    private static boolean hasOnly(JsonNode object, Set<String> known) {
        return object.properties().stream().map(Map.Entry::getKey).allMatch(known::contains);
    }
}
