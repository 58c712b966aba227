package dev.mfabridge.onelogin.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Reads how a registration or verification stands. An answer that says yes and no at once says nothing, which is UNKNOWN, and
 * nothing but ACCEPTED proves a factor (S1).
 */
final class StatusFields {
    private StatusFields() {}

    /** @return the one of OneLogin's three words that {@code status} is, where nothing beside it says no; else UNKNOWN */
    static Status word(JsonNode object) {
        var status = object.path("status");
        return switch (status.isTextual() ? status.textValue().toLowerCase(Locale.ROOT) : "") {
            case "pending" -> Status.PENDING;
            case "accepted" -> deniesSuccess(object) ? Status.UNKNOWN : Status.ACCEPTED;
            case "rejected" -> Status.REJECTED;
            default -> Status.UNKNOWN;
        };
    }

    /**
     * @return the same for the answer to a code, which can also be OneLogin's general success: {@code type}, {@code code} and
     *     {@code error}, flat or within {@code status}
     */
    static Status wordOrSuccess(JsonNode object) {
        var status = object.path("status");
        if (status.isMissingNode()) {
            return isSuccess(object) ? Status.ACCEPTED : Status.UNKNOWN;
        }
        if (status.isObject()) {
            return isSuccess(status) && !status.has("status") && !deniesSuccess(object)
                    ? Status.ACCEPTED
                    : Status.UNKNOWN;
        }
        return word(object);
    }

    private static boolean isSuccess(JsonNode fields) {
        return fields.has("type") && fields.has("code") && fields.has("error") && !deniesSuccess(fields);
    }

    /** A field that isn't there denies nothing. */
    private static boolean deniesSuccess(JsonNode fields) {
        var error = fields.path("error");
        return fields.has("type")
                        && !Json.text(fields, "type")
                                .filter("success"::equalsIgnoreCase)
                                .isPresent()
                || fields.has("code")
                        && !Json.text(fields, "code").filter("200"::equals).isPresent()
                || fields.has("error") && !(error.isBoolean() && !error.booleanValue());
    }
}
