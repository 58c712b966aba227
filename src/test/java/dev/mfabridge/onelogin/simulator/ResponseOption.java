package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Option that changes the simulator's answers. The first value is the default if the comment names no other default. */
enum ResponseOption {
    /** Wrapping of a registration or verification: bare (R, S) or the only element of an array (D). */
    SHAPE("object", "array"),
    /** Fields of the answers: those that were recorded (R, S, D) or exactly those of OneLogin's OpenAPI document (O). */
    FAMILY("recorded", "openapi"),
    /** Fields to omit from every object of an answer, separated by commas, such as {@code device_id,status}. */
    OMIT(),
    /** Type of numeric ids. Without this option, each id has its recorded type. */
    IDS("string", "number"),
    /** Form of an error. Without this option, each error has its recorded form. */
    ERRORS(ErrorForm.names()),
    /** Type of an error's message: a text, a list of texts or an object. */
    ERROR_MESSAGE("text", "list", "object"),
    /** Delay before the call takes effect, in milliseconds. */
    LATENCY_MS(),
    /** Delay between the call's effect and its answer, in milliseconds. */
    ANSWER_LATENCY_MS(),
    /**
     * Failure to simulate; {@code scope} is an access token whose credential lacks the scope, and {@code quota} is the answer
     * 429 of an account without calls left.
     */
    FAULT("none", "500", "503", "429", "quota", "403", "scope", "hang", "reset", "html", "empty", "truncated"),
    /** Answer to a wrong code. */
    WRONG_CODE("pending", "rejected", "unauthorized", "failed", "unprocessable", "forbidden"),
    /** Form of the answer to a right code at a verification. */
    SUCCESS("record", "status", "flat"),
    /** Status in place of the true status; an empty value omits the status. */
    STATUS(),
    /** Second {@code status} before the true status, under the same key. No source has it: it is the simulator's invention. */
    DUPLICATE_STATUS(),
    /** Fields of a success beside the true status. No source has them: they are the simulator's invention. */
    CONTRADICTION("off", "on"),
    /** Form of a token: bare, wrapped in status and data, or with its numbers as texts. */
    TOKEN("bare", "wrapped", "text"),
    /** Answer to an expired registration or verification: 404 or {@code rejected}. */
    EXPIRED("gone", "rejected"),
    /** Answer to the removal of a missing device: 404, or the 400 of API version 1. */
    GONE_DEVICE("not_found", "bad_request"),
    /** Code to send or show in place of a random code. */
    CODE(),
    /**
     * Body in place of the simulator's own answer. Placeholders such as {@code {{id}}} stand for the simulator's values of a
     * registration or verification.
     */
    BODY(),
    /** HTTP status of the body. */
    STATUS_CODE();

    private static final int MAX_LATENCY_MS = 300_000;

    private final List<String> values;

    ResponseOption(String... values) {
        this.values = List.of(values);
    }

    static Optional<ResponseOption> named(String field) {
        return Arrays.stream(values())
                .filter(option -> option.field().equals(field))
                .findFirst();
    }

    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the possible values, the default first; empty if any text or number is valid. */
    List<String> choices() {
        return values;
    }

    boolean isNumber() {
        return isLatency() || this == STATUS_CODE;
    }

    private boolean isLatency() {
        return this == LATENCY_MS || this == ANSWER_LATENCY_MS;
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException with the valid values of the field
     */
    String read(JsonNode node) {
        if (isNumber()) {
            return isLatency() ? wholeNumber(node, 0, MAX_LATENCY_MS) : wholeNumber(node, 200, 599);
        }
        if (!node.isTextual()) {
            throw new IllegalArgumentException(field() + " is a text" + oneOf());
        }
        if (!values.isEmpty() && !values.contains(node.textValue())) {
            throw new IllegalArgumentException(field() + " can't be \"" + node.textValue() + "\"" + oneOf());
        }
        return node.textValue();
    }

    private String wholeNumber(JsonNode node, int least, int most) {
        if (!node.isIntegralNumber() || node.longValue() < least || node.longValue() > most) {
            throw new IllegalArgumentException(field() + " is a whole number from " + least + " to " + most);
        }
        return node.asText();
    }

    private String oneOf() {
        return values.isEmpty() ? "" : ", one of " + String.join(", ", values);
    }
}
