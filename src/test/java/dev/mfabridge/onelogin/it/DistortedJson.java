package dev.mfabridge.onelogin.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Changes of the objects in an answer. */
final class DistortedJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Mark of the first of two fields of the same name. */
    private static final String FIRST = "~";

    private DistortedJson() {}

    /** Changes an object, or each object of a list. An empty text is an object without fields. */
    static String of(String json, UnaryOperator<ObjectNode> change) {
        try {
            var node = json.isEmpty() ? MAPPER.createObjectNode() : MAPPER.readTree(json);
            return changed(node, change).toString().replace("\"" + FIRST, "\"");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode changed(JsonNode node, UnaryOperator<ObjectNode> change) {
        if (node instanceof ArrayNode array) {
            var changed = MAPPER.createArrayNode();
            array.forEach(item -> changed.add(changed(item, change)));
            return changed;
        }
        return node instanceof ObjectNode object ? change.apply(object) : node;
    }

    /**
     * Puts another field of the same name before each field. A parser that keeps the last one reads the true answer, with the
     * status {@code accepted}.
     */
    static ObjectNode twice(ObjectNode object) {
        var changed = MAPPER.createObjectNode();
        object.properties()
                .forEach(field -> changed.put(FIRST + field.getKey(), "other").set(field.getKey(), field.getValue()));
        return changed.put(FIRST + "status", "pending").put("status", "accepted");
    }

    static ObjectNode nulls(ObjectNode object) {
        var changed = MAPPER.createObjectNode();
        object.fieldNames().forEachRemaining(changed::putNull);
        return changed;
    }

    static ObjectNode empty(ObjectNode object) {
        return MAPPER.createObjectNode();
    }

    static ObjectNode unknownStatus(ObjectNode object) {
        return object.deepCopy().put("status", "perhaps");
    }

    static ObjectNode numbers(ObjectNode object) {
        var changed = object.deepCopy();
        ids(object)
                .filter(id -> object.get(id).asText().matches("\\d{1,18}"))
                .forEach(id -> changed.put(id, object.get(id).asLong()));
        return changed;
    }

    static ObjectNode texts(ObjectNode object) {
        var changed = object.deepCopy();
        ids(object).forEach(id -> changed.put(id, object.get(id).asText()));
        return changed;
    }

    private static Stream<String> ids(ObjectNode object) {
        return Stream.of("id", "user_id", "device_id", "factor_id").filter(object::hasNonNull);
    }
}
