package dev.mfabridge.onelogin.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads the forms that OneLogin's answers come in: an object bare or in an array, ids as numbers or text. */
final class ApiJson {
    /** A field that is there twice would mean what this parser happens to keep of the two. */
    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ApiJson() {}

    /** @return the body as JSON, or empty when it is none (an HTML page of a proxy, an empty or a cut-off body) */
    static Optional<JsonNode> parse(String body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** @return the object that the answer is, bare or as the one element of an array */
    static Optional<JsonNode> object(JsonNode answer) {
        var node = answer.isArray() && answer.size() == 1 ? answer.get(0) : answer;
        return Optional.of(node).filter(JsonNode::isObject);
    }

    /** @return the elements of a list; an object bare is a list of one */
    static List<JsonNode> list(JsonNode answer) {
        return answer.isArray()
                ? StreamSupport.stream(answer.spliterator(), false).toList()
                : List.of(answer);
    }

    /** @return the field's text, or the digits of its whole number; empty when it is missing, blank or something else */
    static Optional<String> text(JsonNode object, String field) {
        return Optional.ofNullable(object.get(field))
                .filter(value -> value.isTextual() || value.isIntegralNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    static Optional<OneLoginId> id(JsonNode object, String field) {
        return text(object, field).flatMap(OneLoginId::parse);
    }

    /** @return what the user has to see, from {@code factor_data}; an answer need not have any */
    static FactorData factorData(JsonNode object) {
        var data = object.path("factor_data");
        return new FactorData(
                text(data, "totp_url").orElse(null),
                text(data, "verification_token").orElse(null));
    }
}
