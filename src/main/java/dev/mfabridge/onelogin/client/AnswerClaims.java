package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Claims of an answer about its own success: every status, error, code and message in it, at any depth and in any
 * spelling of the fields' names. An answer whose claims contradict one another is neither an acceptance (S1) nor a mistake
 * of the user (S5).
 *
 * @param success whether a part claims a success
 * @param failure whether a part claims a failure, or claims something that this version can't read
 * @param statuses the words of all statuses, in lower case
 */
record AnswerClaims(boolean success, boolean failure, Set<String> statuses) {
    private static final String STATUS = "status";
    private static final String ACCEPTED = "accepted";
    private static final Set<String> ONLY_ACCEPTED = Set.of(ACCEPTED);
    private static final Set<String> SUCCESSFUL_CODES = Set.of("200", "201");

    /** Fields whose text says how the call ended, with the texts that claim a success. */
    private static final Map<String, Set<String>> TEXTS = Map.of(
            "type", Set.of("success"),
            "message", Set.of("success"),
            "code", SUCCESSFUL_CODES,
            "statuscode", SUCCESSFUL_CODES,
            "status_code", SUCCESSFUL_CODES,
            "state", Set.of(ACCEPTED, "success"),
            "result", Set.of(ACCEPTED, "success"),
            "outcome", Set.of(ACCEPTED, "success"));

    /** Fields that are true after a success. */
    private static final Set<String> TRUE_IN_SUCCESS =
            Set.of("success", "successful", "valid", "verified", "approved", "authenticated", "ok", ACCEPTED);
    /** Fields that are true only after a failure. The value false claims nothing. */
    private static final Set<String> TRUE_IN_FAILURE =
            Set.of("rejected", "denied", "failed", "expired", "invalid", "canceled", "cancelled");
    /** Fields that only errors have. */
    private static final Set<String> ERROR_FIELDS =
            Set.of("name", "errors", "messages", "description", "details", "error_description");
    /** Beginning of the names of further fields that only errors have. */
    private static final String ERROR_PREFIX = "error";

    AnswerClaims {
        statuses = Set.copyOf(statuses);
    }

    /** Returns the claims of an answer, or of a part of an answer. */
    static AnswerClaims of(JsonNode answer) {
        var found = new Collector();
        found.collect(answer);
        return new AnswerClaims(found.success, found.failure, found.statuses);
    }

    /** Returns whether every part of an answer with the status "accepted" supports it. */
    boolean areOfAcceptance() {
        return !failure && (statuses.isEmpty() || statuses.equals(ONLY_ACCEPTED));
    }

    /** Returns whether no part contradicts a status other than "accepted". */
    boolean areOfRejection() {
        return !success && statuses.size() == 1;
    }

    /** Collector of the claims of all objects in an answer. */
    private static final class Collector {
        private Set<String> statuses = Set.of();
        private boolean success;
        private boolean failure;

        void collect(JsonNode node) {
            if (node.isObject()) {
                node.properties().forEach(field -> claim(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
            }
            if (node.isContainerNode()) {
                node.forEach(this::collect);
            }
        }

        private void claim(String field, JsonNode value) {
            if (field.equals(STATUS)) {
                claimStatus(value);
            } else if (field.equals("error")) {
                claim(value.isBoolean() && !value.booleanValue());
            } else if (TRUE_IN_FAILURE.contains(field)) {
                failure |= !isEmpty(value) && !isFlag(value, false);
            } else if (TEXTS.containsKey(field) && !isEmpty(value)) {
                claim(isScalar(value)
                        && TEXTS.get(field).contains(value.asText().toLowerCase(Locale.ROOT)));
            } else if (TRUE_IN_SUCCESS.contains(field) && !isEmpty(value)) {
                claim(isFlag(value, true));
            } else if (ERROR_FIELDS.contains(field) || field.startsWith(ERROR_PREFIX) && !isEmpty(value)) {
                claim(false);
            }
        }

        /** Reads a word as a status of its own, and a number as an HTTP status. The fields of an object follow. */
        private void claimStatus(JsonNode value) {
            if (value.isTextual()) {
                addStatus(value.textValue().toLowerCase(Locale.ROOT));
            } else if (!value.isObject()) {
                claim(isScalar(value) && SUCCESSFUL_CODES.contains(value.asText()));
            }
        }

        /** Adds a status. Almost all answers have one at most. */
        private void addStatus(String status) {
            if (statuses.isEmpty()) {
                statuses = Set.of(status);
            } else if (!statuses.contains(status)) {
                var all = new HashSet<>(statuses);
                all.add(status);
                statuses = all;
            }
        }

        private void claim(boolean isSuccess) {
            success |= isSuccess;
            failure |= !isSuccess;
        }

        /** Returns whether a flag has this value, as a boolean or in a spelling of it. Another value claims a failure. */
        private static boolean isFlag(JsonNode value, boolean expected) {
            var spellings = expected ? Set.of("true", "1") : Set.of("false", "0");
            return value.isValueNode() && spellings.contains(value.asText().toLowerCase(Locale.ROOT));
        }

        private static boolean isEmpty(JsonNode value) {
            return value.isNull() || value.isTextual() && value.textValue().isBlank();
        }

        private static boolean isScalar(JsonNode value) {
            return value.isTextual() || value.isIntegralNumber();
        }
    }
}
