package dev.mfabridge.onelogin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * Stored value as a version of this extension writes it, in the folder {@code stored}. A file is never changed: a format
 * that changes gets another version and another file.
 */
public final class StoredFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/test/resources/stored");

    private StoredFixture() {}

    /** Returns the text of a file. */
    public static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the value of a file without blanks. */
    public static String compact(String name) {
        return json(name).toString();
    }

    public static JsonNode json(String name) {
        return parsed(text(name));
    }

    /** Returns the notes of an entry in the single-use objects. */
    public static Map<String, String> notes(String name) {
        return JSON.convertValue(
                json(name), JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    public static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the claims of a signed token. */
    public static JsonNode claims(String token) {
        return parsed(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }
}
