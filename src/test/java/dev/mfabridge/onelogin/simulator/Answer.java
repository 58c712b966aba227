package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What an operation of the API says, before the behaviour in force gives it its form.
 *
 * @param wrappable whether OneLogin also sends it as the one element of an array
 */
record Answer(int status, JsonNode body, boolean wrappable) {
    static Answer ok(JsonNode body) {
        return new Answer(200, body, false);
    }

    static Answer bare(int status, JsonNode body) {
        return new Answer(status, body, true);
    }

    static Answer noContent() {
        return new Answer(204, MissingNode.getInstance(), false);
    }
}
