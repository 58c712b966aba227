package dev.mfabridge.onelogin.pictures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Picture of the docs, with what it shows. */
public enum Picture {
    ENROLL_CHOOSE("onelogin-factor.ftl"),
    ENROLL_CODE("onelogin-code.ftl"),
    ENROLL_DONE,
    SIGN_IN("onelogin-code.ftl"),
    PUSH("onelogin-wait.ftl"),
    DEVICES("onelogin-device.ftl"),
    RIGHT_TO_LEFT("onelogin-factor.ftl"),
    SET_UP_COPY,
    SET_UP_EXECUTION,
    SET_UP_SETTINGS,
    SET_UP_LAST_CHECK,
    SET_UP_BIND,
    SET_UP_BRUTE_FORCE,
    SET_UP_REQUIRED_ACTION;

    private static final Path TEMPLATES = Path.of("themes/templates");
    private static final String CONSOLE = "SET_UP_";

    private final List<String> templates;

    Picture(String... templates) {
        this.templates = List.of(templates);
    }

    /** Returns the names of the files: one, or one for light and one for dark colors. */
    public List<String> files() {
        return isOfConsole() ? List.of(name("")) : List.of(name("-light"), name("-dark"));
    }

    String name(String suffix) {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + suffix + ".png";
    }

    private boolean isOfConsole() {
        return name().startsWith(CONSOLE);
    }

    /**
     * Returns a hash of what the picture shows: the templates, their styles and texts, or the texts of the form and the version
     * of Keycloak.
     */
    public String sources() {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            for (var template : templates) {
                hash.update(Files.readAllBytes(TEMPLATES.resolve(template)));
            }
            if (isOfConsole()) {
                hash.update(version().getBytes(StandardCharsets.UTF_8));
            } else {
                hash.update(Files.readAllBytes(TEMPLATES.resolve("onelogin-form.ftl")));
                hash.update(Files.readAllBytes(Path.of("themes/resources/css/onelogin-mfa.css")));
            }
            hash.update(texts().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the texts that the picture may show: those of the console's forms, or those of the pages. */
    private String texts() throws IOException {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("themes/messages/messages_" + language() + ".properties"))) {
            texts.load(reader);
        }
        return texts.stringPropertyNames().stream()
                .filter(key -> key.startsWith("oneloginSetting") == isOfConsole())
                .sorted()
                .map(key -> key + "=" + texts.getProperty(key))
                .collect(Collectors.joining("\n"));
    }

    /** Returns the language of the texts: one picture shows an Arabic page. */
    String language() {
        return this == RIGHT_TO_LEFT ? "ar" : "en";
    }

    private static String version() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("pom.xml"))) {
            return lines.filter(line -> line.contains("<keycloak.version>"))
                    .findFirst()
                    .orElseThrow()
                    .strip();
        }
    }
}
