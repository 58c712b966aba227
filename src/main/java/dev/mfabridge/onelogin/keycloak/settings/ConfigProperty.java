package dev.mfabridge.onelogin.keycloak.settings;

import static org.keycloak.provider.ProviderConfigProperty.BOOLEAN_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.LIST_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.MULTIVALUED_LIST_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.PASSWORD;
import static org.keycloak.provider.ProviderConfigProperty.STRING_TYPE;

import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEmailLink;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.Constants;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Settings of an execution. Their keys share a prefix, since Keycloak masks secrets by property name over all
 * providers.
 */
public enum ConfigProperty {
    BASE_URL(
            "onelogin.baseUrl",
            "Base URL",
            "URL of your OneLogin account, for example https://example.onelogin.com.",
            null),
    CLIENT_ID(
            "onelogin.clientId",
            "Client ID",
            "Client ID of a OneLogin API credential with the scope Manage All.",
            null),
    CLIENT_SECRET(
            "onelogin.clientSecret",
            "Client secret",
            "Client secret of the API credential. Enter ${vault.name} to read the secret from Keycloak's" + " vault.",
            null),
    USER_MAPPING(
            "onelogin.userMapping",
            "User mapping",
            "How the extension finds a Keycloak user in OneLogin: by the user attribute onelogin_user_id"
                    + " (attribute), by the verified e-mail address (email), by the username (username), or by a"
                    + " OneLogin external ID that equals the Keycloak user's ID (external-id).",
            OptionValues.of(UserMapping.EMAIL)),
    ALLOWED_FACTORS(
            "onelogin.allowedFactors",
            "Allowed factors",
            "Factor types that users can enroll and use. Users see the types in the order in which you select"
                    + " them. If you select none, all types are allowed: OneLogin Protect first, then Authenticator,"
                    + " e-mail, SMS and voice.",
            joined(provableTypes())),
    CODE_LIFETIME(
            "onelogin.codeLifetime", "Code lifetime", "How long a code is valid, from 120 to 900 seconds.", "300"),
    RESEND_COOLDOWN(
            "onelogin.resendCooldown",
            "Resend cool-down",
            "How long the user must wait before OneLogin can send another message, from 1 to 300 seconds.",
            "30"),
    MESSAGE_LIMIT(
            "onelogin.messageLimit",
            "Messages",
            "How many text messages, e-mails, calls and pushes a user can be sent within the period below,"
                    + " from 1 to 100.",
            "5"),
    MESSAGE_WINDOW("onelogin.messageWindow", "Messages within", "Length of that period, from 1 to 1440 minutes.", "15"),
    SMS_TEXT(
            "onelogin.smsText",
            "SMS text",
            "Text of the SMS. The text must contain {{otp_code}} and can contain {{otp_expiry}} (minutes)."
                    + " With both filled in, at most 160 characters. If empty, OneLogin's own text is sent.",
            ""),
    EMAIL_LINK(
            "onelogin.emailLink",
            "E-mail factors send",
            "Content of your OneLogin e-mails: a code (code), a link (link), or either of them"
                    + " (either). OneLogin's API doesn't tell which. With link or either, a mail scanner that opens the"
                    + " link approves the sign-in.",
            OptionValues.of(EmailContent.CODE)),
    CODE_LETTERS(
            "onelogin.codeLetters",
            "Codes with letters",
            "If on, a phone shows its keyboard with letters for a code. If off, it shows digits only, since the codes in"
                    + " OneLogin's documents are digits. The server accepts letters in both cases.",
            "false"),
    FIRST_DEVICE(
            "onelogin.firstDevice",
            "First device",
            "Device that is challenged first if a user has several: OneLogin's default device (default), or"
                    + " the device that was used last (last-used). The second option saves one API call for each login.",
            OptionValues.of(FirstDevice.DEFAULT)),
    LOOK_UP_USER(
            "onelogin.lookUpUser",
            "User status at each login",
            "If on, the extension checks at each login whether the user is suspended or locked in OneLogin,"
                    + " with one more API call. If off, the extension checks at enrollment, and when OneLogin rejects a challenge"
                    + " or a code.",
            "false"),
    ENROLLMENT(
            "onelogin.enrollment",
            "Enroll at login",
            "If on, users without a OneLogin factor enroll a factor in this execution. If off, these users"
                    + " can't sign in.",
            "true"),
    GRACE_DAYS(
            "onelogin.graceDays",
            "Enrollment grace period (days)",
            "For how many days after the first request a user can skip enrollment and sign in without a"
                    + " factor, from 1 to 365. With 0, users can't skip enrollment.",
            "0"),
    SUGGEST_FACTOR(
            "onelogin.suggestFactor",
            "Suggest another factor",
            "If on, a user who has just enrolled a factor can set up another one at once, or skip that. If off, users add"
                    + " another factor in the account console.",
            "false"),
    REENROLLMENT(
            "onelogin.reenrollment",
            "Enroll again",
            "If on, a user whose last device was removed in OneLogin can enroll another device at the next"
                    + " login. If off, an administrator must first remove the user's OneLogin credential in Keycloak.",
            "true"),
    AFTER_EMAIL_LINK(
            "onelogin.afterEmailLink",
            "Allow after a link by e-mail",
            "Actions of a user after a link in an e-mail took the place of the password, for example at a"
                    + " password reset: use e-mail factors (email-factors), enroll a first factor (enrollment), both"
                    + " (both), or neither (none). With anything but none, access to the mailbox can be enough.",
            OptionValues.of(AfterEmailLink.NONE)),
    PASS_WHEN_UNREACHABLE(
            "onelogin.passWhenUnreachable",
            "Pass when OneLogin is unreachable",
            "If on, a login continues without a factor while OneLogin can't be reached, doesn't respond in"
                    + " time, or reports that it is unavailable. A rejection or an unreadable response never lets a"
                    + " login continue.",
            "false"),
    KEEP_DEVICES(
            "onelogin.keepDevices",
            "Keep devices",
            "If on, a device stays in OneLogin when its credential is removed in Keycloak, and the next login"
                    + " challenges the device again. If off, the device is removed from OneLogin, too.",
            "false"),
    REMEMBER_HOURS(
            "onelogin.rememberHours",
            "Remember for",
            "For how many hours a user can choose not to be asked for the factor again in the same browser,"
                    + " from 1 to 8760. 168 is a week. With 0, the factor is required at every login.",
            "0");

    private final String key;
    private final String label;
    private final String help;
    private final String defaultValue;

    ConfigProperty(String key, String label, String help, String defaultValue) {
        this.key = key;
        this.label = label;
        this.help = help;
        this.defaultValue = defaultValue;
    }

    /** Returns the name under which Keycloak stores the setting. */
    public String key() {
        return key;
    }

    /** Returns the value that applies if the setting is empty; a setting without a default must not be empty. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** Returns the settings as Keycloak's admin console shows them. */
    public static List<ProviderConfigProperty> properties() {
        return Arrays.stream(values()).map(ConfigProperty::property).toList();
    }

    static List<String> provableTypes() {
        return FactorType.provable().stream().map(FactorType::name).toList();
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
                .label(label)
                .helpText(help)
                .defaultValue(defaultValue);
        switch (this) {
            case BASE_URL, CLIENT_ID -> property.type(STRING_TYPE).required(true);
            case CLIENT_SECRET -> property.type(PASSWORD).secret(true).required(true);
            case USER_MAPPING -> property.type(LIST_TYPE).options(OptionValues.all(UserMapping.class));
            case ALLOWED_FACTORS ->
                // The console would send a list unchanged, and the server takes only texts. Without a selection, all
                // types are allowed.
                property.type(MULTIVALUED_LIST_TYPE).options(provableTypes()).defaultValue(null);
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
