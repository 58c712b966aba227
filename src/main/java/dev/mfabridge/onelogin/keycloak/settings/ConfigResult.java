package dev.mfabridge.onelogin.keycloak.settings;

import java.util.List;
import java.util.stream.Collectors;

/** What came of reading the settings. */
public sealed interface ConfigResult {

    record Valid(OneLoginConfig settings) implements ConfigResult {}

    /** @param mistakes one for each setting to mend; never empty */
    record Invalid(List<ConfigError> mistakes) implements ConfigResult {
        public Invalid {
            mistakes = List.copyOf(mistakes);
        }

        /** @return all mistakes in one line for the log; none repeats a value */
        public String sentence() {
            return mistakes.stream()
                    .map(mistake -> mistake.setting().key() + " " + mistake.sentence())
                    .collect(Collectors.joining("; "));
        }
    }

    /**
     * @param setting the setting to mend
     * @param sentence what is wrong with it, to be read behind its key; it doesn't repeat the value
     */
    record ConfigError(ConfigProperty setting, String sentence) {}
}
