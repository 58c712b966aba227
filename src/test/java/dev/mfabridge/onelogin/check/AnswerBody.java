package dev.mfabridge.onelogin.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * Body of an answer.
 *
 * @param json the body as JSON, empty if the body is no JSON
 * @param hasDuplicates whether the body has a duplicate field, which the extension rejects
 */
record AnswerBody(String text, Optional<JsonNode> json, boolean hasDuplicates) {
    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectMapper LENIENT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static AnswerBody of(String text) {
        var strict = read(STRICT, text);
        var lenient = strict.or(() -> read(LENIENT, text));
        return new AnswerBody(text, lenient, strict.isEmpty() && lenient.isPresent());
    }

    /** Describes a body that is no JSON, without any part of its content (S7). */
    String description() {
        if (text.isBlank()) {
            return "<no body>";
        }
        var form = text.stripLeading().startsWith("<") ? "<HTML or XML, " : "<not JSON, ";
        return form + text.length() + " characters>";
    }

    private static Optional<JsonNode> read(ObjectMapper mapper, String text) {
        try {
            return Optional.ofNullable(mapper.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "AnswerBody[hidden]";
    }
}
