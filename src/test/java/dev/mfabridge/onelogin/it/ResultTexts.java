package dev.mfabridge.onelogin.it;

import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** English texts of the results of a login on a page. */
final class ResultTexts {
    private static final Properties MESSAGES = messages();

    private ResultTexts() {}

    /** Returns the texts of which a page has one. An expired code has a text of its own. */
    static List<String> of(LoginResult result) {
        return Stream.of(result, result == LoginResult.EXPIRED ? LoginResult.CODE_EXPIRED : result)
                .flatMap(one -> one.message().stream())
                .map(message -> MESSAGES.getProperty(message.key()).replace("''", "'"))
                .toList();
    }

    private static Properties messages() {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("themes/messages/messages_en.properties"))) {
            messages.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }
}
