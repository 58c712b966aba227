package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reader of the forms that OneLogin's responses have: an object bare or in an array, ids as numbers or text. */
final class ApiJson {
    /**
     * Parser that rejects duplicate fields: otherwise the meaning would depend on which of the two the parser keeps.
     */
    static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int MAX_FACTOR_DATA = 2_048;

    private ApiJson() {}

    /**
     * Parses a body.
     *
     * @return the JSON, or empty if the body is none (an HTML page of a proxy, an empty or a truncated body)
     */
    static Optional<JsonNode> parse(String body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the object that the response is, bare or as the only element of an array. */
    static Optional<JsonNode> object(JsonNode response) {
        var node = response.isArray() && response.size() == 1 ? response.get(0) : response;
        return Optional.of(node).filter(JsonNode::isObject);
    }

    /** Returns the elements of a list. A bare object is a list of one. */
    static List<JsonNode> list(JsonNode response) {
        if (!response.isArray()) {
            return List.of(response);
        }
        var items = new ArrayList<JsonNode>(response.size());
        response.forEach(items::add);
        return items;
    }

    /**
     * Returns the field's text, or the digits of its whole number; empty if the field is missing, blank or of another
     * type.
     */
    static Optional<String> text(JsonNode object, String field) {
        return Optional.ofNullable(object.get(field))
                .filter(value -> value.isTextual() || value.isIntegralNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    /** Returns the visible part of the field's text, as a name to show; empty if nothing is visible. */
    static Optional<String> name(JsonNode object, String field) {
        return text(object, field).map(VisibleText::of).filter(name -> !name.isEmpty());
    }

    /** Returns the field as an id, or empty if the field is missing or no id that OneLogin issues. */
    static Optional<OneLoginId> id(JsonNode object, String field) {
        return text(object, field).flatMap(OneLoginId::parse);
    }

    /** Returns the {@code factor_data}, which the user has to see. A response can lack it. */
    static FactorData factorData(JsonNode object) {
        var data = object.path("factor_data");
        return new FactorData(
                shortText(data, "totp_url").orElse(null),
                shortText(data, "verification_token").orElse(null));
    }

    /** Returns the field's text, unless the text is longer than any that a user could scan or enter. */
    private static Optional<String> shortText(JsonNode object, String field) {
        return text(object, field).filter(text -> text.length() <= MAX_FACTOR_DATA);
    }
}
