package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One way in which the simulator's answers can be made to differ. The first value is the default where the comment names no other. */
enum ResponseOption {
    /** Whether the answer about a registration or verification is bare (R, S) or the one element of an array (D). */
    SHAPE("object", "array"),
    /** Whether the fields are those that were recorded (R, S, D) or exactly those of OneLogin's OpenAPI document (O). */
    FAMILY("recorded", "openapi"),
    /** The fields that are left out of every object of an answer, separated by commas, such as {@code device_id,status}. */
    OMIT(),
    /** The type of ids that are numbers. Without it, each has the type it was recorded with. */
    IDS("string", "number"),
    /** The form of an error. Without it, each error has the form it was recorded in. */
    ERRORS(ErrorForm.names()),
    /** Whether the message of an error is a text, a list of texts or an object. */
    ERROR_MESSAGE("text", "list", "object"),
    /** The wait before the answer. */
    LATENCY_MS(),
    /** The thing that goes wrong; {@code scope} is an access token whose credentials lack the scope. */
    FAULT("none", "500", "503", "429", "403", "scope", "hang", "reset", "html", "empty", "truncated"),
    /** The answer to a code that isn't right. */
    WRONG_CODE("pending", "rejected", "unauthorized", "failed", "unprocessable", "forbidden"),
    /** The form of the answer to a right code at a verification. */
    SUCCESS("record", "status", "flat"),
    /** The status that the answers show instead of the true one; empty leaves it out. */
    STATUS(),
    /** A second {@code status} before the true one, under the same key. No source has it: it is ours. */
    DUPLICATE_STATUS(),
    /** Whether the fields of a success stand beside the true status. No source has it: it is ours. */
    CONTRADICTION("off", "on"),
    /** Whether the token is bare, wrapped in status and data, or has its numbers as texts. */
    TOKEN("bare", "wrapped", "text"),
    /** Whether a registration or verification that has expired is gone (404) or rejected. */
    EXPIRED("gone", "rejected"),
    /** Whether removing a device that is gone is answered with 404, or with the 400 of the API's first version. */
    GONE_DEVICE("not_found", "bad_request"),
    /** The code to send or show instead of a random one. */
    CODE(),
    /**
     * The body to answer in place of the simulator's own. {@code {{id}}} in it, and the names of the other fields of a
     * registration or verification, stand for the simulator's own values.
     */
    BODY(),
    /** The HTTP status that goes with the body. */
    STATUS_CODE();

    private static final int LONGEST_WAIT_MS = 300_000;

    private final List<String> values;

    ResponseOption(String... values) {
        this.values = List.of(values);
    }

    static Optional<ResponseOption> named(String field) {
        return Arrays.stream(values())
                .filter(aspect -> aspect.field().equals(field))
                .findFirst();
    }

    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The values to choose from, the default one first; empty where any text or number will do. */
    List<String> choices() {
        return values;
    }

    boolean isNumber() {
        return this == LATENCY_MS || this == STATUS_CODE;
    }

    /** @throws IllegalArgumentException saying what the field may hold */
    String read(JsonNode node) {
        if (isNumber()) {
            return this == LATENCY_MS ? whole(node, 0, LONGEST_WAIT_MS) : whole(node, 200, 599);
        }
        if (!node.isTextual()) {
            throw new IllegalArgumentException(field() + " is a text" + oneOf());
        }
        if (!values.isEmpty() && !values.contains(node.textValue())) {
            throw new IllegalArgumentException(field() + " can't be \"" + node.textValue() + "\"" + oneOf());
        }
        return node.textValue();
    }

    private String whole(JsonNode node, int least, int most) {
        if (!node.isIntegralNumber() || node.longValue() < least || node.longValue() > most) {
            throw new IllegalArgumentException(field() + " is a whole number from " + least + " to " + most);
        }
        return node.asText();
    }

    private String oneOf() {
        return values.isEmpty() ? "" : ", one of " + String.join(", ", values);
    }
}
