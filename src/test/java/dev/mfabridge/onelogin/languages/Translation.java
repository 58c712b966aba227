package dev.mfabridge.onelogin.languages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Texts of one language, as in the folder {@code themes/messages}.
 *
 * @param tag the language as Keycloak's settings and pages name it, such as {@code pt-BR}
 * @param messages the texts by key
 */
public record Translation(String tag, Properties messages) {
    private static final Path FOLDER = Path.of("themes/messages");
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he");

    /** Returns the English texts. */
    public static Translation english() {
        return read(FOLDER.resolve("messages_en.properties"));
    }

    /** Returns all languages but English. */
    public static List<Translation> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted()
                    .map(Translation::read)
                    .filter(translation -> !translation.tag.equals("en"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file. Keycloak looks for the name of the Java locale, such as {@code pt_BR}. */
    private static Translation read(Path file) {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            messages.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var locale = file.getFileName().toString().replaceAll("messages_|\\.properties", "");
        return new Translation(locale.replace('_', '-'), messages);
    }

    public boolean isRightToLeft() {
        return RIGHT_TO_LEFT.contains(tag);
    }

    /** Returns the keys with their texts. */
    public Stream<String> keys() {
        return messages.stringPropertyNames().stream().sorted();
    }

    /** Returns the text as it is in the file, or an empty text. */
    public String pattern(String key) {
        return messages.getProperty(key, "");
    }

    /** Returns the text as a page shows it: Keycloak formats all texts of pages. */
    public String text(String key, Object... values) {
        return new MessageFormat(pattern(key), Locale.forLanguageTag(tag)).format(values);
    }

    @Override
    public String toString() {
        return tag;
    }
}
