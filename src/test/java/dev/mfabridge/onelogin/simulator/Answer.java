package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What an operation of the API says, before the behaviour in force gives it its form. */
record Answer(int status, JsonNode body, Wrapping wrapping) {
    /** Whether the sources print the answer bare, in an array, or only as it is. */
    enum Wrapping {
        FIXED,
        BARE,
        ARRAY
    }

    static Answer ok(JsonNode body) {
        return new Answer(200, body, Wrapping.FIXED);
    }

    static Answer bare(int status, JsonNode body) {
        return new Answer(status, body, Wrapping.BARE);
    }

    static Answer inArray(int status, JsonNode body) {
        return new Answer(status, body, Wrapping.ARRAY);
    }

    static Answer noContent() {
        return new Answer(204, MissingNode.getInstance(), Wrapping.FIXED);
    }
}
