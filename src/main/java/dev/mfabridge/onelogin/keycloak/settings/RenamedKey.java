package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.keycloak.settings.ConfigResult.ConfigError;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Former key of a setting. A value under a former key has no effect, so it is an error. If the new key has the same value,
 * it is none, because nodes of both versions can run during an upgrade.
 */
enum RenamedKey {
    ENROLLMENT("onelogin.enrolment", ConfigProperty.ENROLLMENT),
    REENROLLMENT("onelogin.reenrolment", ConfigProperty.REENROLLMENT);

    private final String former;
    private final ConfigProperty property;

    RenamedKey(String former, ConfigProperty property) {
        this.former = former;
        this.property = property;
    }

    /** Returns an error for each former key with a value that the new key doesn't have. */
    static Stream<ConfigError> errorsIn(Map<String, String> config) {
        return Arrays.stream(values()).flatMap(key -> key.error(config).stream());
    }

    private Optional<ConfigError> error(Map<String, String> config) {
        return valueOf(config, former)
                .filter(value ->
                        !value.equalsIgnoreCase(valueOf(config, property.key()).orElse("")))
                .map(value -> new ConfigError(
                        property,
                        "replaces the key " + former + ", which has another value; set the key " + property.key()
                                + ", and remove the former key or give it the same value"));
    }

    private static Optional<String> valueOf(Map<String, String> config, String key) {
        return Optional.ofNullable(config.get(key)).map(SettingText::trim).filter(value -> !value.isEmpty());
    }
}
