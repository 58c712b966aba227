package dev.mfabridge.onelogin.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Known answer of the contract.
 *
 * @param name the name of the recorded or documented answer
 * @param body the body, empty if the answer has none
 * @param isOpen whether additional fields are no difference
 */
record KnownAnswer(String name, String call, int status, Optional<JsonNode> body, boolean isOpen) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static KnownAnswer recorded(String name) {
        return read("/onelogin-answers/", name);
    }

    static KnownAnswer documented(String name) {
        return read("/documented-answers/", name);
    }

    private static KnownAnswer read(String folder, String name) {
        try (var file = KnownAnswer.class.getResourceAsStream(folder + name + ".json")) {
            if (file == null) {
                throw new IllegalStateException(folder + name + ".json isn't on the class path");
            }
            var json = MAPPER.readTree(file);
            return new KnownAnswer(
                    name,
                    json.get("call").textValue(),
                    json.get("status").intValue(),
                    Optional.ofNullable(json.get("body")),
                    json.path("open").asBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
