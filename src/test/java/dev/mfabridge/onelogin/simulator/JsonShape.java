package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Shape of a JSON value: its wrapping, the names and types of its fields, and the values that show the outcome of a call. */
final class JsonShape {
    private static final Set<String> OUTCOME_FIELDS =
            Set.of("status", "statusCode", "code", "error", "type", "token_type");

    private JsonShape() {}

    static String of(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(JsonShape::of)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (node.isObject()) {
            var fields = new TreeMap<String, String>();
            node.properties().forEach(field -> fields.put(field.getKey(), field(field.getKey(), field.getValue())));
            return fields.toString();
        }
        return node.getNodeType().toString();
    }

    private static String field(String name, JsonNode value) {
        return value.isValueNode() && OUTCOME_FIELDS.contains(name) ? value.toString() : of(value);
    }
}
