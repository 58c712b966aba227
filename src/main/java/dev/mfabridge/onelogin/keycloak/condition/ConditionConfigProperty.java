package dev.mfabridge.onelogin.keycloak.condition;

import static org.keycloak.provider.ProviderConfigProperty.BOOLEAN_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.MULTIVALUED_LIST_TYPE;

import dev.mfabridge.onelogin.keycloak.settings.OptionValues;
import dev.mfabridge.onelogin.keycloak.settings.SettingMessages;
import dev.mfabridge.onelogin.keycloak.settings.SettingText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.Constants;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Settings of the condition. */
public enum ConditionConfigProperty {
    FACTOR_TYPES("onelogin.conditionKinds", "Kinds of factor", ""),
    NEGATE("onelogin.conditionNegate", "Negate output", "false");

    private final String key;
    private final String label;
    private final String defaultValue;

    ConditionConfigProperty(String key, String label, String defaultValue) {
        this.key = key;
        this.label = label;
        this.defaultValue = defaultValue;
    }

    /** Returns the name under which Keycloak stores the setting. */
    public String key() {
        return key;
    }

    /** Returns the English label. */
    public String label() {
        return label;
    }

    /** Returns the value that applies if the setting is empty. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Returns the settings as Keycloak's admin console shows them. */
    public static List<ProviderConfigProperty> properties() {
        return Arrays.stream(values()).map(ConditionConfigProperty::property).toList();
    }

    /**
     * Returns the stored value, or the default if there is none.
     *
     * @param config the execution's configuration, or null if none was ever saved
     */
    String valueIn(AuthenticatorConfigModel config) {
        return Optional.ofNullable(config)
                .map(AuthenticatorConfigModel::getConfig)
                .map((Map<String, String> values) -> values.get(key))
                .map(SettingText::trim)
                .filter(value -> !value.isEmpty())
                .orElse(defaultValue);
    }

    private ProviderConfigProperty property() {
        var property = ProviderConfigurationBuilder.create()
                .property()
                .name(key)
                .label(SettingMessages.label(key))
                .helpText(SettingMessages.help(key));
        switch (this) {
            case FACTOR_TYPES -> property.type(MULTIVALUED_LIST_TYPE).options(OptionValues.factorTypes());
            case NEGATE -> property.type(BOOLEAN_TYPE).defaultValue(defaultValue);
        }
        return property.add().build().get(0);
    }

    /** Splits the value of {@link #FACTOR_TYPES}, in which Keycloak stores several values. */
    static List<String> split(String values) {
        return Constants.CFG_DELIMITER_PATTERN
                .splitAsStream(values)
                .map(SettingText::trim)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
