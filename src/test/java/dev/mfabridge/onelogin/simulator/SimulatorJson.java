package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** JSON format of the simulator and its client: snake case, times in ISO 8601, no unknown fields. */
final class SimulatorJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantParser()))
            .build();

    private SimulatorJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * Parses a text.
     *
     * @throws IllegalArgumentException if the text isn't one JSON value; the message doesn't repeat the text
     */
    static JsonNode parse(String text) {
        try {
            var node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new IllegalArgumentException("The text contains no JSON");
            }
            return node;
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new IllegalArgumentException(
                    "The text is no JSON from line " + where.getLineNr() + ", column " + where.getColumnNr(), e);
        }
    }

    /**
     * Converts a value to a type.
     *
     * @throws IllegalArgumentException with the name of the invalid field
     */
    static <T> T as(Class<T> type, JsonNode node) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    static <T> List<T> listOf(Class<T> type, JsonNode nodes) {
        var values = new ArrayList<T>();
        nodes.forEach(node -> values.add(as(type, node)));
        return List.copyOf(values);
    }

    private static final class InstantParser extends StdDeserializer<Instant> {
        InstantParser() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Instant.parse(parser.getText());
        }
    }
}
