package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/**
 * Result of an operation of the API, before the behavior rules give the result its form.
 *
 * @param wrappable whether OneLogin also sends the body as the only element of an array
 * @param values the values of the placeholders in a replayed body
 */
record ApiResult(int status, JsonNode body, boolean wrappable, Map<String, String> values) {
    ApiResult {
        values = Map.copyOf(values);
    }

    static ApiResult ok(JsonNode body) {
        return of(200, body);
    }

    static ApiResult of(int status, JsonNode body) {
        return new ApiResult(status, body, false, Map.of());
    }

    /** Returns the result with one registration or verification. */
    static ApiResult single(int status, JsonNode body, Map<String, String> values) {
        return new ApiResult(status, body, true, values);
    }

    static ApiResult noContent() {
        return of(204, MissingNode.getInstance());
    }
}
