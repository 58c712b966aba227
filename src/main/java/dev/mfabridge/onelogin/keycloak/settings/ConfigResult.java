package dev.mfabridge.onelogin.keycloak.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Result of parsing the settings of an execution. */
public sealed interface ConfigResult {

    /** Returns the result of the function that is for these settings. */
    <T> T fold(Function<OneLoginConfig, T> valid, Function<Invalid, T> invalid);

    /** Returns the settings, or empty if they are invalid. */
    default Optional<OneLoginConfig> config() {
        return fold(Optional::of, invalid -> Optional.empty());
    }

    /** Returns the errors, or empty if the settings are valid. */
    default Optional<Invalid> invalid() {
        return fold(valid -> Optional.empty(), Optional::of);
    }

    /** Valid settings. */
    record Valid(OneLoginConfig settings) implements ConfigResult {
        @Override
        public <T> T fold(Function<OneLoginConfig, T> valid, Function<Invalid, T> invalid) {
            return valid.apply(settings);
        }
    }

    /**
     * Invalid settings.
     *
     * @param errors the errors, one for each setting to fix; never empty
     */
    record Invalid(List<ConfigError> errors) implements ConfigResult {
        public Invalid {
            errors = List.copyOf(errors);
        }

        @Override
        public <T> T fold(Function<OneLoginConfig, T> valid, Function<Invalid, T> invalid) {
            return invalid.apply(this);
        }

        /** Returns all errors in one line, without any value. Each begins with the label of the setting in the form. */
        public String message() {
            return errors.stream().map(ConfigError::sentence).collect(Collectors.joining("; "));
        }
    }

    /**
     * Error in a setting.
     *
     * @param property the setting to fix
     * @param message the problem, to be read after the label of the setting, without the value
     */
    record ConfigError(ConfigProperty property, String message) {

        /** Returns the problem with the label of the setting. */
        public String sentence() {
            return property.label() + " " + message;
        }
    }
}
