package dev.mfabridge.onelogin.keycloak.settings;

import static org.keycloak.models.Constants.CFG_DELIMITER_PATTERN;

import dev.mfabridge.onelogin.client.http.AllowedHosts;
import dev.mfabridge.onelogin.keycloak.ratelimit.RateLimit;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult.ConfigError;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEmailLink;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEnrollment;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.CodeKeyboard;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.Outage;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.RemovedCredential;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.EnrollmentMode;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Policy;
import dev.mfabridge.onelogin.mfa.Policy.ChallengeOptions;
import dev.mfabridge.onelogin.mfa.Policy.EnrollmentOptions;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import dev.mfabridge.onelogin.mfa.Policy.LookupOptions;
import dev.mfabridge.onelogin.mfa.Policy.Reenrollment;
import dev.mfabridge.onelogin.mfa.Policy.UserStatusCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Parser of the settings of an execution, which finds every error in them at once. */
public final class ConfigParser {
    private static final int LONGEST_SMS = 160;
    private static final Predicate<String> NUMBER =
            Pattern.compile("[0-9]{1,6}").asMatchPredicate();

    private final Map<String, String> config;
    private final Function<String, Optional<String>> vault;
    private final AllowedHosts hosts;
    private final List<ConfigError> errors = new ArrayList<>();

    private ConfigParser(Map<String, String> config, Function<String, Optional<String>> vault, AllowedHosts hosts) {
        this.config = config;
        this.vault = vault;
        this.hosts = hosts;
    }

    /**
     * Parses the settings that Keycloak stores.
     *
     * @param config the stored settings, or null if no settings were ever saved; any value in it can be null
     * @param vault the resolver of {@code ${vault.name}}, which returns empty if the vault has no such secret
     * @param hosts the hosts that may receive the API credential
     */
    public static ConfigResult read(
            Map<String, String> config, Function<String, Optional<String>> vault, AllowedHosts hosts) {
        return new ConfigParser(config == null ? Map.of() : config, vault, hosts).read();
    }

    private ConfigResult read() {
        var account = new AccountParser(config, vault, hosts, errors).read();
        var userMapping = option(ConfigProperty.USER_MAPPING, UserMapping.class);
        var policy = policy();
        var messageLimit = messageLimit();
        var rememberFor =
                number(ConfigProperty.REMEMBER_HOURS, " of hours", 0, 8760).map(Duration::ofHours);
        var gracePeriod = number(ConfigProperty.GRACE_DAYS, " of days", 0, 365).map(Duration::ofDays);
        var afterEnrollment = flag(ConfigProperty.SUGGEST_FACTOR)
                .map(isOn -> isOn ? AfterEnrollment.SUGGESTS_FACTOR : AfterEnrollment.CONTINUES);
        var smsText = smsText();
        var codeKeyboard = flag(ConfigProperty.CODE_LETTERS)
                .map(hasLetters -> hasLetters ? CodeKeyboard.LETTERS : CodeKeyboard.DIGITS);
        var removedCredential = flag(ConfigProperty.KEEP_DEVICES)
                .map(keep -> keep ? RemovedCredential.KEEPS_DEVICE : RemovedCredential.REMOVES_DEVICE);
        var afterEmailLink = option(ConfigProperty.AFTER_EMAIL_LINK, AfterEmailLink.class);
        var outage = flag(ConfigProperty.PASS_WHEN_UNREACHABLE)
                .map(bypass -> bypass ? Outage.BYPASSES_FACTOR : Outage.FAILS);
        RenamedKey.errorsIn(config).forEach(errors::add);
        if (!errors.isEmpty()) {
            return new ConfigResult.Invalid(errors);
        }
        var enrolls = policy.orElseThrow().enrollment().mode() != EnrollmentMode.OFF;
        return new ConfigResult.Valid(new OneLoginConfig(
                account.orElseThrow(),
                userMapping.orElseThrow(),
                policy.orElseThrow(),
                messageLimit.orElseThrow(),
                rememberFor.orElseThrow(),
                enrolls ? gracePeriod.orElseThrow() : Duration.ZERO,
                afterEnrollment.orElseThrow(),
                smsText,
                codeKeyboard.orElseThrow(),
                removedCredential.orElseThrow(),
                afterEmailLink.orElseThrow(),
                outage.orElseThrow()));
    }

    private Optional<Policy> policy() {
        var allowed = value(ConfigProperty.ALLOWED_FACTORS).flatMap(this::types);
        var lifetime = seconds(ConfigProperty.CODE_LIFETIME, 120, 900);
        var cooldown = seconds(ConfigProperty.RESEND_COOLDOWN, 1, 300);
        var emailContent = option(ConfigProperty.EMAIL_LINK, EmailContent.class);
        var firstDevice = option(ConfigProperty.FIRST_DEVICE, FirstDevice.class);
        var userStatusCheck = flag(ConfigProperty.LOOK_UP_USER)
                .map(isAtLogin -> isAtLogin ? UserStatusCheck.AT_EACH_LOGIN : UserStatusCheck.AT_ENROLLMENT);
        var mode = flag(ConfigProperty.ENROLLMENT).map(isOn -> isOn ? EnrollmentMode.AT_ONCE : EnrollmentMode.OFF);
        var reenrollment = flag(ConfigProperty.REENROLLMENT)
                .map(isAllowed -> isAllowed ? Reenrollment.ALLOWED : Reenrollment.NEEDS_ADMINISTRATOR);
        return errors.isEmpty()
                ? Optional.of(new Policy(
                        allowed.orElseThrow(),
                        new ChallengeOptions(
                                lifetime.orElseThrow(), cooldown.orElseThrow(), emailContent.orElseThrow()),
                        new LookupOptions(firstDevice.orElseThrow(), userStatusCheck.orElseThrow()),
                        new EnrollmentOptions(mode.orElseThrow(), reenrollment.orElseThrow())))
                : Optional.empty();
    }

    private Optional<RateLimit> messageLimit() {
        var max = number(ConfigProperty.MESSAGE_LIMIT, "", 1, 100);
        var window =
                number(ConfigProperty.MESSAGE_WINDOW, " of minutes", 1, 1440).map(Duration::ofMinutes);
        return max.flatMap(count -> window.map(time -> new RateLimit(count, time)));
    }

    private Optional<String> value(ConfigProperty property) {
        var value = property.valueIn(config);
        return value.isPresent() ? value : error(property, "is empty");
    }

    private <T> Optional<T> error(ConfigProperty property, String message) {
        errors.add(new ConfigError(property, message));
        return Optional.empty();
    }

    private <E extends Enum<E>> Optional<E> option(ConfigProperty property, Class<E> options) {
        return value(property).flatMap(text -> {
            var option = OptionValues.parse(options, text);
            return option.isPresent()
                    ? option
                    : error(property, "must be one of " + String.join(", ", OptionValues.all(options)));
        });
    }

    /** Returns the types in the order of the administrator. */
    private Optional<List<FactorType>> types(String text) {
        var types = CFG_DELIMITER_PATTERN
                .splitAsStream(text)
                .map(SettingText::trim)
                .filter(name -> !name.isEmpty())
                .map(OptionValues::factorType)
                .toList();
        return !types.isEmpty() && types.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        types.stream().flatMap(Optional::stream).distinct().toList())
                : error(
                        ConfigProperty.ALLOWED_FACTORS,
                        "must be a list of " + String.join(", ", OptionValues.factorTypes()));
    }

    private Optional<String> smsText() {
        var text = ConfigProperty.SMS_TEXT.valueIn(config).filter(value -> !value.isEmpty());
        // OneLogin's codes have six characters, and its longest lifetime has two digits of minutes.
        var sent = text.map(value -> value.replace("{{otp_code}}", "123456").replace("{{otp_expiry}}", "15"));
        if (text.filter(value -> !value.contains("{{otp_code}}")).isPresent()) {
            return error(ConfigProperty.SMS_TEXT, "must be a text that contains {{otp_code}}");
        }
        return sent.filter(value -> value.length() > LONGEST_SMS).isPresent()
                ? error(ConfigProperty.SMS_TEXT, "must be at most " + LONGEST_SMS + " characters including the code")
                : text;
    }

    private Optional<Boolean> flag(ConfigProperty property) {
        var text = value(property).orElse("").toLowerCase(Locale.ROOT);
        return text.equals("true") || text.equals("false")
                ? Optional.of(text.equals("true"))
                : error(property, "must be true or false");
    }

    private Optional<Duration> seconds(ConfigProperty property, int least, int most) {
        return number(property, " of seconds", least, most).map(Duration::ofSeconds);
    }

    private Optional<Integer> number(ConfigProperty property, String unit, int least, int most) {
        var text = value(property).orElse("");
        if (NUMBER.test(text) && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Optional.of(Integer.parseInt(text));
        }
        return error(property, "must be a whole number" + unit + " from " + least + " to " + most);
    }
}
