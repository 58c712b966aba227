package dev.mfabridge.onelogin.keycloak.settings;

import static org.keycloak.provider.ProviderConfigProperty.BOOLEAN_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.LIST_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.MULTIVALUED_LIST_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.PASSWORD;
import static org.keycloak.provider.ProviderConfigProperty.STRING_TYPE;

import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEmailLink;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.Constants;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Settings of an execution, in the order of the form: connection, users, factors, codes and messages, enrollment, browsers,
 * outages. Their keys share a prefix, since Keycloak masks secrets by property name over all providers.
 *
 * <p>The label is the English one. The form takes its labels and help texts from the theme's messages ({@link
 * SettingMessages}).
 */
public enum ConfigProperty {
    BASE_URL("onelogin.baseUrl", "Base URL", null),
    CLIENT_ID("onelogin.clientId", "Client ID", null),
    CLIENT_SECRET("onelogin.clientSecret", "Client secret", null),
    USER_MAPPING("onelogin.userMapping", "User mapping", OptionValues.of(UserMapping.EMAIL)),
    LOOK_UP_USER("onelogin.lookUpUser", "User status at each login", "false"),
    ALLOWED_FACTORS("onelogin.allowedFactors", "Allowed factors", joined(OptionValues.factorTypes())),
    FIRST_DEVICE("onelogin.firstDevice", "First device", OptionValues.of(FirstDevice.DEFAULT)),
    CODE_LIFETIME("onelogin.codeLifetime", "Code lifetime (seconds)", "300"),
    RESEND_COOLDOWN("onelogin.resendCooldown", "Resend cool-down (seconds)", "30"),
    MESSAGE_LIMIT("onelogin.messageLimit", "Message limit", "5"),
    MESSAGE_WINDOW("onelogin.messageWindow", "Message limit period (minutes)", "15"),
    SMS_TEXT("onelogin.smsText", "SMS text", ""),
    EMAIL_LINK("onelogin.emailLink", "E-mail factors send", OptionValues.of(EmailContent.CODE)),
    CODE_LETTERS("onelogin.codeLetters", "Codes with letters", "false"),
    ENROLLMENT("onelogin.enrollment", "Enroll at login", "true"),
    GRACE_DAYS("onelogin.graceDays", "Enrollment grace period (days)", "0"),
    SUGGEST_FACTOR("onelogin.suggestFactor", "Suggest another factor", "false"),
    REENROLLMENT("onelogin.reenrollment", "Enroll again", "true"),
    KEEP_DEVICES("onelogin.keepDevices", "Keep devices", "false"),
    AFTER_EMAIL_LINK("onelogin.afterEmailLink", "Allow after a link by e-mail", OptionValues.of(AfterEmailLink.NONE)),
    REMEMBER_HOURS("onelogin.rememberHours", "Remember browser (hours)", "0"),
    PASS_WHEN_UNREACHABLE("onelogin.passWhenUnreachable", "Pass when OneLogin is unreachable", "false");

    private final String key;
    private final String label;
    private final String defaultValue;

    ConfigProperty(String key, String label, String defaultValue) {
        this.key = key;
        this.label = label;
        this.defaultValue = defaultValue;
    }

    /** Returns the name under which Keycloak stores the setting. */
    public String key() {
        return key;
    }

    /** Returns the English label, by which the log and the reports name the setting too. */
    public String label() {
        return label;
    }

    /** Returns the value that applies if the setting is empty; a setting without a default must not be empty. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** Returns the settings as Keycloak's admin console shows them. */
    public static List<ProviderConfigProperty> properties() {
        return Arrays.stream(values()).map(ConfigProperty::property).toList();
    }

    private static String joined(List<String> values) {
        return String.join(Constants.CFG_DELIMITER, values);
    }

    /** Returns the stored value, or the default; empty if there is neither. */
    Optional<String> valueIn(Map<String, String> config) {
        return Optional.ofNullable(config.get(key))
                .map(SettingText::trim)
                .filter(value -> !value.isEmpty())
                .or(this::defaultValue);
    }

    private ProviderConfigProperty property() {
        var property = ProviderConfigurationBuilder.create()
                .property()
                .name(key)
                .label(SettingMessages.label(key))
                .helpText(SettingMessages.help(key))
                .defaultValue(defaultValue);
        switch (this) {
            case BASE_URL, CLIENT_ID -> property.type(STRING_TYPE).required(true);
            case CLIENT_SECRET -> property.type(PASSWORD).secret(true).required(true);
            case USER_MAPPING -> property.type(LIST_TYPE).options(OptionValues.all(UserMapping.class));
            case ALLOWED_FACTORS ->
                // The console would send a list unchanged, and the server takes only texts. Without a selection, all
                // types are allowed.
                property.type(MULTIVALUED_LIST_TYPE)
                        .options(OptionValues.factorTypes())
                        .defaultValue(null);
            case FIRST_DEVICE -> property.type(LIST_TYPE).options(OptionValues.all(FirstDevice.class));
            case EMAIL_LINK -> property.type(LIST_TYPE).options(OptionValues.all(EmailContent.class));
            case AFTER_EMAIL_LINK -> property.type(LIST_TYPE).options(OptionValues.all(AfterEmailLink.class));
            case CODE_LETTERS,
                    LOOK_UP_USER,
                    ENROLLMENT,
                    SUGGEST_FACTOR,
                    REENROLLMENT,
                    PASS_WHEN_UNREACHABLE,
                    KEEP_DEVICES -> property.type(BOOLEAN_TYPE);
            default -> property.type(STRING_TYPE);
        }
        return property.add().build().get(0);
    }
}
