package dev.mfabridge.onelogin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Recorded answer of OneLogin, from {@code src/test/resources/onelogin-answers}.
 *
 * @param name the name of the file, without its extension
 * @param source the source of the answer
 * @param call the answered call, such as {@code GET /api/2/mfa/users/{user_id}/devices}
 */
public record RecordedAnswer(String name, String source, String call, int status, JsonNode body) {
    private static final Path FOLDER = Path.of("src/test/resources/onelogin-answers");
    private static final String ENDING = ".json";

    public static RecordedAnswer of(String name) {
        try {
            var json = new ObjectMapper().readTree(Files.readString(FOLDER.resolve(name + ENDING)));
            return new RecordedAnswer(
                    name,
                    json.get("source").textValue(),
                    json.get("call").textValue(),
                    json.get("status").intValue(),
                    json.get("body"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all recorded answers, by name. */
    public static List<RecordedAnswer> all() {
        return names().stream().map(RecordedAnswer::of).toList();
    }

    public static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the record of the answer, which is the body or the only element of an array. */
    public JsonNode record() {
        return body.isArray() ? body.get(0) : body;
    }

    @Override
    public String toString() {
        return name;
    }
}
