package dev.mfabridge.onelogin.keycloak.settings;

import static org.keycloak.provider.ProviderConfigProperty.BOOLEAN_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.LIST_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.MULTIVALUED_LIST_TYPE;
import static org.keycloak.provider.ProviderConfigProperty.PASSWORD;
import static org.keycloak.provider.ProviderConfigProperty.STRING_TYPE;

import dev.mfabridge.onelogin.mfa.FactorKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.Constants;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The settings of an execution. Their keys share a prefix, since Keycloak masks secrets by property name over all
 * providers.
 */
public enum Setting {
    BASE_URL(
            "onelogin.baseUrl",
            "Base URL",
            "Address of your OneLogin account, such as https://example.onelogin.com.",
            null),
    CLIENT_ID("onelogin.clientId", "Client ID", "Client ID of a OneLogin API credential of scope Manage All.", null),
    CLIENT_SECRET(
            "onelogin.clientSecret",
            "Client secret",
            "Client secret of that API credential, or ${vault.name} to take it from Keycloak's vault.",
            null),
    USER_MAPPING(
            "onelogin.userMapping",
            "User mapping",
            "How a Keycloak user is found in OneLogin: by the user attribute onelogin_user_id (attribute), by the verified"
                    + " e-mail address (email), by the username, or by the OneLogin user's external ID being the Keycloak"
                    + " user's ID (external-id).",
            UserMapping.EMAIL.value()),
    ALLOWED_FACTORS(
            "onelogin.allowedFactors",
            "Allowed factors",
            "Kinds of factor that may be enrolled and challenged, in the order in which you choose them, which is the order in"
                    + " which they are offered. If you choose none, all are allowed: OneLogin Protect first, then"
                    + " Authenticator, e-mail, SMS and voice.",
            joined(provableKinds())),
    CODE_LIFETIME("onelogin.codeLifetime", "Code lifetime", "How long a code counts, 120 to 900 seconds.", "300"),
    RESEND_COOLDOWN(
            "onelogin.resendCooldown",
            "Resend cool-down",
            "How long a person waits before another code can be sent, 1 to 300 seconds.",
            "30"),
    MESSAGE_LIMIT(
            "onelogin.messageLimit",
            "Messages",
            "How many texts, e-mails, calls and pushes a person may be sent within the time below, 1 to 100.",
            "5"),
    MESSAGE_WINDOW("onelogin.messageWindow", "Messages within", "That time, 1 to 1440 minutes.", "15"),
    SMS_TEXT(
            "onelogin.smsText",
            "SMS text",
            "The text of an SMS, with {{otp_code}} and, if you like, {{otp_expiry}} (minutes) in it; at most 160 characters"
                    + " once those are filled in. Left empty, it is OneLogin's own.",
            ""),
    EMAIL_LINK(
            "onelogin.emailLink",
            "E-mail factors send",
            "Content of the e-mails of your OneLogin e-mail factors, which OneLogin's API does not tell: a code (code), a link"
                    + " (link), or one or the other (either). With either, the page takes a code and also continues when"
                    + " the link was clicked.",
            EmailFactors.EITHER.value()),
    FIRST_DEVICE(
            "onelogin.firstDevice",
            "First device",
            "Which device a person with several is asked for first: OneLogin's default one (default), or the one that was"
                    + " used last (last-used), which needs one call of OneLogin's API less.",
            FirstDevice.DEFAULT.value()),
    LOOK_UP_USER(
            "onelogin.lookUpUser",
            "User status at each login",
            "Whether OneLogin is asked at each login whether the user is suspended or locked, which needs one call of"
                    + " OneLogin's API more. Otherwise it is asked at enrolment, and when OneLogin refuses a challenge or a code.",
            "false"),
    ENROLMENT(
            "onelogin.enrollment",
            "Enroll at login",
            "Whether a person who has no OneLogin factor enrols one in this step. Otherwise only those pass who have one.",
            "true"),
    GRACE_DAYS(
            "onelogin.graceDays",
            "Enrollment grace period (days)",
            "For how many days, from the first time it is asked for, a person may put enrolment off and pass without a"
                    + " factor, 1 to 365. With 0, nobody may.",
            "0"),
    REENROLMENT(
            "onelogin.reenrollment",
            "Enroll again",
            "Whether a person whose last device was removed in OneLogin may enrol another at the next login. Otherwise an"
                    + " administrator has to remove the user's OneLogin credential in Keycloak first.",
            "true"),
    PASS_WHEN_UNREACHABLE(
            "onelogin.passWhenUnreachable",
            "Pass when OneLogin is unreachable",
            "Whether a login goes on without a factor while OneLogin can't be reached, doesn't answer in time, or answers that"
                    + " it can't serve. Never on a refusal, and never on an answer that can't be read.",
            "false"),
    KEEP_DEVICES(
            "onelogin.keepDevices",
            "Keep devices",
            "Whether a device stays in OneLogin when its credential is removed in Keycloak. It is then asked for again at the"
                    + " next login. Otherwise it is removed there too.",
            "false"),
    REMEMBER_HOURS(
            "onelogin.rememberHours",
            "Remember for",
            "For how many hours a person may choose not to be asked for the factor again in the same browser, 1 to 8760;"
                    + " 168 is a week. With 0, it is asked for at every login.",
            "0");

    private final String key;
    private final String label;
    private final String help;
    private final String defaultValue;

    Setting(String key, String label, String help, String defaultValue) {
        this.key = key;
        this.label = label;
        this.help = help;
        this.defaultValue = defaultValue;
    }

    /** @return the name it is stored under */
    public String key() {
        return key;
    }

    /** @return what counts when the setting is left empty; without one, it must not be empty */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** @return the settings as Keycloak's admin console shows them */
    public static List<ProviderConfigProperty> properties() {
        return Arrays.stream(values()).map(Setting::property).toList();
    }

    static List<String> provableKinds() {
        // A stronger one is offered before the phone network's (OWASP ASVS 5.0, 6.6.1).
        return Stream.of(
                        FactorKind.PROTECT,
                        FactorKind.AUTHENTICATOR,
                        FactorKind.EMAIL,
                        FactorKind.SMS,
                        FactorKind.VOICE)
                .map(FactorKind::name)
                .toList();
    }

    private static String joined(List<String> values) {
        return String.join(Constants.CFG_DELIMITER, values);
    }

    /** @return the value that counts, or empty when there is none */
    Optional<String> in(Map<String, String> config) {
        return Optional.ofNullable(config.get(key))
                .map(String::strip)
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
            case USER_MAPPING -> property.type(LIST_TYPE).options(UserMapping.options());
            case ALLOWED_FACTORS ->
                // The console would send a list as it is, and the server takes texts alone. With none chosen, all are
                // allowed.
                property.type(MULTIVALUED_LIST_TYPE).options(provableKinds()).defaultValue(null);
            case FIRST_DEVICE -> property.type(LIST_TYPE).options(FirstDevice.options());
            case EMAIL_LINK -> property.type(LIST_TYPE).options(EmailFactors.options());
            case LOOK_UP_USER, ENROLMENT, REENROLMENT, PASS_WHEN_UNREACHABLE, KEEP_DEVICES ->
                property.type(BOOLEAN_TYPE);
            default -> property.type(STRING_TYPE);
        }
        return property.add().build().get(0);
    }
}
