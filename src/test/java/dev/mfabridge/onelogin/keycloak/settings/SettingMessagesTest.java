package dev.mfabridge.onelogin.keycloak.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.condition.ConditionConfigProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** English labels and help texts of the settings, which the console reads from the theme's messages. */
class SettingMessagesTest {
    private static final Properties MESSAGES = messages();

    @Test
    @DisplayName("The form has the English labels by which the log names the settings")
    void formHasTheLabelsOfTheLog() {
        assertThat(Stream.concat(
                        Arrays.stream(ConfigProperty.values())
                                .map(setting ->
                                        setting.label() + " = " + message(SettingMessages.label(setting.key()))),
                        Arrays.stream(ConditionConfigProperty.values())
                                .map(setting ->
                                        setting.label() + " = " + message(SettingMessages.label(setting.key())))))
                .allSatisfy(pair -> assertThat(pair.split(" = ")[0]).isEqualTo(pair.split(" = ")[1]));
    }

    @Test
    @DisplayName("Each label of a number has its unit, or is a count")
    void labelsOfNumbersHaveTheirUnit() {
        assertThat(Arrays.stream(ConfigProperty.values())
                        .filter(setting -> setting.defaultValue()
                                .filter(value -> value.matches("[0-9]+"))
                                .isPresent())
                        .map(ConfigProperty::label))
                .hasSize(6)
                .allMatch(label -> label.endsWith(")") || label.equals("Message limit"));
    }

    @Test
    @DisplayName("Each setting has a help text, and a text or a number also says what empty means")
    void settingsHaveHelpTexts() {
        assertThat(ConfigProperty.properties())
                .allSatisfy(
                        property -> assertThat(message(property.getHelpText())).endsWith("."));
        assertThat(ConfigProperty.properties().stream()
                        .filter(property -> !property.getType().matches("boolean|List"))
                        .collect(Collectors.toMap(
                                property -> property.getName(), property -> message(property.getHelpText()))))
                .allSatisfy((setting, help) -> assertThat(help).as(setting).containsAnyOf("empty", "required"));
    }

    @Test
    @DisplayName("No text of the form has what the console replaces: double brackets, or a dollar sign with t")
    void textsHaveNothingThatTheConsoleReplaces() {
        assertThat(MESSAGES.stringPropertyNames().stream()
                        .filter(key -> key.startsWith("oneloginSetting"))
                        .map(MESSAGES::getProperty))
                .isNotEmpty()
                .noneMatch(text -> text.contains("{{") || text.contains("$t(") || text.contains("''"));
    }

    private static String message(String key) {
        return MESSAGES.getProperty(key, "no message " + key);
    }

    private static Properties messages() {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("themes/messages/messages_en.properties"))) {
            messages.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return messages;
    }
}
