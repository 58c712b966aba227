package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One way in which the simulator's answers can be made to differ. */
enum Aspect {
    /** Whether a registration or verification comes bare or as the one element of an array. */
    SHAPE("array", "object"),
    /** How ids that are numbers are written. */
    IDS("string", "number"),
    /** Which of the three forms an error has. */
    ERRORS("name", "status", "flat"),
    /** Whether the message of an error is a text or a list of texts. */
    ERROR_MESSAGE("text", "list"),
    /** How long to wait before answering. */
    LATENCY_MS(),
    /** What goes wrong. */
    FAULT("none", "500", "503", "429", "403", "hang", "reset", "html", "empty", "truncated"),
    /** How a code that isn't right is answered. */
    WRONG_CODE("pending", "unauthorized"),
    /** Which of the three forms the answer to a right code at a verification has. */
    SUCCESS("status", "flat", "record"),
    /** What the answers say instead of the true status; empty leaves it out. */
    STATUS(),
    /** Whether a push has a number to compare. */
    NUMBER_MATCH("on", "off"),
    /** The code to send or show instead of a random one. */
    CODE();

    private static final int LONGEST_WAIT_MS = 300_000;

    private final List<String> values;

    Aspect(String... values) {
        this.values = List.of(values);
    }

    static Optional<Aspect> named(String field) {
        return Arrays.stream(values())
                .filter(aspect -> aspect.field().equals(field))
                .findFirst();
    }

    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException saying what the field may hold */
    String read(JsonNode node) {
        if (this == LATENCY_MS) {
            if (!node.isIntegralNumber() || node.longValue() < 0 || node.longValue() > LONGEST_WAIT_MS) {
                throw new IllegalArgumentException("latency_ms is a whole number from 0 to " + LONGEST_WAIT_MS);
            }
            return node.asText();
        }
        if (!node.isTextual()) {
            throw new IllegalArgumentException(field() + " is a text" + choices());
        }
        if (!values.isEmpty() && !values.contains(node.textValue())) {
            throw new IllegalArgumentException(field() + " can't be \"" + node.textValue() + "\"" + choices());
        }
        return node.textValue();
    }

    private String choices() {
        return values.isEmpty() ? "" : ", one of " + String.join(", ", values);
    }
}
