package dev.mfabridge.onelogin.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * List of the keys that a tool knows, with its source in comments.
 *
 * @param keys paths such as {@code image.tag}; a path that ends with {@code .*} allows every key below it
 */
record KnownKeys(List<String> keys) {

    /** Reads a list, such as {@code keycloakx.txt}. */
    static KnownKeys of(String file) {
        try (var lines = Files.lines(Path.of("src/test/resources/examples", file))) {
            return new KnownKeys(lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the paths of a document that the tool doesn't know. Elements of lists have the path of the list. */
    List<String> unknown(Object document) {
        return paths("", document).filter(path -> !knows(path)).distinct().toList();
    }

    private boolean knows(String path) {
        return keys.stream()
                .anyMatch(key -> key.endsWith(".*") ? (path + ".").startsWith(key.replace("*", "")) : key.equals(path));
    }

    private static Stream<String> paths(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(entry -> paths(
                            path.isEmpty() ? "" + entry.getKey() : path + "." + entry.getKey(), entry.getValue()));
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(element -> paths(path, element));
        }
        return Stream.of(path);
    }
}
