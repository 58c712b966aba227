package dev.mfabridge.onelogin.keycloak.settings;

import java.util.List;
import java.util.stream.Collectors;

/** What came of reading the settings. */
public sealed interface ConfigResult {

    record Valid(OneLoginConfig config) implements ConfigResult {}

    /** @param errors one for each setting to mend; never empty */
    record Invalid(List<ConfigError> errors) implements ConfigResult {
        public Invalid {
            errors = List.copyOf(errors);
        }

        /** @return all mistakes in one line for the log; none repeats a value */
        public String message() {
            return errors.stream()
                    .map(mistake -> mistake.property().key() + " " + mistake.message())
                    .collect(Collectors.joining("; "));
        }
    }

    /**
     * @param property the setting to mend
     * @param message what is wrong with it, to be read behind its key; it doesn't repeat the value
     */
    record ConfigError(ConfigProperty property, String message) {}
}
