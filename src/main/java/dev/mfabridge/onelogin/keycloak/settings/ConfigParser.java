package dev.mfabridge.onelogin.keycloak.settings;

import static org.keycloak.models.Constants.CFG_DELIMITER;

import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult.ConfigError;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.EnrollmentMode;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.Policy;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.keycloak.representations.idm.ComponentRepresentation;

/** Reads the settings of an execution, and finds every mistake in them at once. */
public final class ConfigParser {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");
    private static final Predicate<String> VAULT_REFERENCE =
            Pattern.compile("\\$\\{vault\\..+}").asMatchPredicate();

    private static final int LONGEST_SMS = 160;

    private final Map<String, String> config;
    private final Function<String, Optional<String>> vault;
    private final List<ConfigError> errors = new ArrayList<>();

    private ConfigParser(Map<String, String> config, Function<String, Optional<String>> vault) {
        this.config = config;
        this.vault = vault;
    }

    /**
     * @param config what Keycloak stored, or null when nothing was ever saved; any value in it may be null
     * @param vault resolves {@code ${vault.name}}, or gives empty when the vault has no such secret
     */
    public static ConfigResult read(Map<String, String> config, Function<String, Optional<String>> vault) {
        return new ConfigParser(config == null ? Map.of() : config, vault).read();
    }

    private ConfigResult read() {
        var baseUrl = value(ConfigProperty.BASE_URL).flatMap(this::baseUrl);
        var clientId = value(ConfigProperty.CLIENT_ID);
        var secret = value(ConfigProperty.CLIENT_SECRET).flatMap(this::secret);
        var mapping = value(ConfigProperty.USER_MAPPING).flatMap(this::mapping);
        var allowed = value(ConfigProperty.ALLOWED_FACTORS).flatMap(this::kinds);
        var lifetime = seconds(ConfigProperty.CODE_LIFETIME, 120, 900);
        var cooldown = seconds(ConfigProperty.RESEND_COOLDOWN, 1, 300);
        var messages = number(ConfigProperty.MESSAGE_LIMIT, "", 1, 100);
        var window =
                number(ConfigProperty.MESSAGE_WINDOW, " of minutes", 1, 1440).map(Duration::ofMinutes);
        var remember =
                number(ConfigProperty.REMEMBER_HOURS, " of hours", 0, 8760).map(Duration::ofHours);
        var smsText = smsText();
        var emailContent = value(ConfigProperty.EMAIL_LINK).flatMap(this::emailContent);
        var first = value(ConfigProperty.FIRST_DEVICE).flatMap(this::firstDevice);
        var lookUpUser = flag(ConfigProperty.LOOK_UP_USER);
        var enrolment = flag(ConfigProperty.ENROLLMENT);
        var grace = number(ConfigProperty.GRACE_DAYS, " of days", 0, 365).map(Duration::ofDays);
        var reenrolment = flag(ConfigProperty.REENROLLMENT);
        var passWhenUnreachable = flag(ConfigProperty.PASS_WHEN_UNREACHABLE);
        var keepDevices = flag(ConfigProperty.KEEP_DEVICES);
        if (!errors.isEmpty()) {
            return new ConfigResult.Invalid(errors);
        }
        return new ConfigResult.Valid(new OneLoginConfig(
                new OneLoginAccount(baseUrl.orElseThrow(), clientId.orElseThrow(), secret.orElseThrow()),
                mapping.orElseThrow(),
                new Policy(
                        allowed.orElseThrow(),
                        lifetime.orElseThrow(),
                        cooldown.orElseThrow(),
                        emailContent.orElseThrow(),
                        first.orElseThrow() == FirstDevice.DEFAULT,
                        lookUpUser.orElseThrow(),
                        enrolment.orElseThrow() ? EnrollmentMode.AT_ONCE : EnrollmentMode.OFF,
                        reenrolment.orElseThrow()),
                new RateLimit(messages.orElseThrow(), window.orElseThrow()),
                remember.orElseThrow(),
                enrolment.orElseThrow() ? grace.orElseThrow() : Duration.ZERO,
                smsText,
                keepDevices.orElseThrow(),
                passWhenUnreachable.orElseThrow()));
    }

    private Optional<String> value(ConfigProperty setting) {
        var value = setting.valueIn(config);
        return value.isPresent() ? value : error(setting, "is empty");
    }

    private <T> Optional<T> error(ConfigProperty setting, String sentence) {
        errors.add(new ConfigError(setting, sentence));
        return Optional.empty();
    }

    private Optional<URI> baseUrl(String text) {
        try {
            var uri = new URI(text.replaceAll("/+$", ""));
            var bare = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (bare
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && isLocalHost(uri.getHost()))) {
                return Optional.of(withoutDefaultPort(uri));
            }
        } catch (URISyntaxException e) {
            // Told below, like every other address that is none of OneLogin's.
        }
        return error(
                ConfigProperty.BASE_URL,
                "must be an address such as https://example.onelogin.com, with https and no path");
    }

    /** One account has one address, by which its devices are known. */
    private static URI withoutDefaultPort(URI uri) throws URISyntaxException {
        var isDefault = uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        return isDefault ? new URI(uri.getScheme() + "://" + uri.getHost()) : uri;
    }

    /** A simulator on this machine or in the next container has no certificate; every name on the internet has a dot. */
    private static boolean isLocalHost(String host) {
        return LOOPBACK.matcher(host).matches() || !host.contains(".") && !host.contains(":");
    }

    private Optional<String> secret(String text) {
        if (text.equals(ComponentRepresentation.SECRET_VALUE)) {
            return error(ConfigProperty.CLIENT_SECRET, "is the mask that an export writes in place of a secret");
        }
        if (!VAULT_REFERENCE.test(text)) {
            return Optional.of(text);
        }
        // Whoever writes a file ends it with a line end, which is no part of the secret.
        var resolved = vault.apply(text).map(String::strip).filter(secret -> !secret.isEmpty());
        return resolved.isPresent()
                ? resolved
                : error(ConfigProperty.CLIENT_SECRET, "names a secret that the vault doesn't have");
    }

    private Optional<UserMapping> mapping(String text) {
        var mapping = UserMapping.of(text);
        return mapping.isPresent()
                ? mapping
                : error(ConfigProperty.USER_MAPPING, "must be one of " + String.join(", ", UserMapping.options()));
    }

    private Optional<FirstDevice> firstDevice(String text) {
        var first = FirstDevice.of(text);
        return first.isPresent()
                ? first
                : error(ConfigProperty.FIRST_DEVICE, "must be one of " + String.join(", ", FirstDevice.options()));
    }

    private Optional<EmailContent> emailContent(String text) {
        var content = EmailFactors.of(text);
        return content.isPresent()
                ? content
                : error(ConfigProperty.EMAIL_LINK, "must be one of " + String.join(", ", EmailFactors.options()));
    }

    /** @return the kinds in the admin's order */
    private Optional<List<FactorType>> kinds(String text) {
        var names = List.of(text.split(CFG_DELIMITER));
        return ConfigProperty.provableTypes().containsAll(names)
                ? Optional.of(names.stream().distinct().map(FactorType::valueOf).toList())
                : error(
                        ConfigProperty.ALLOWED_FACTORS,
                        "must be a list of " + String.join(", ", ConfigProperty.provableTypes()));
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

    private Optional<Boolean> flag(ConfigProperty setting) {
        var text = value(setting).orElse("");
        return text.equals("true") || text.equals("false")
                ? Optional.of(text.equals("true"))
                : error(setting, "must be true or false");
    }

    private Optional<Duration> seconds(ConfigProperty setting, int least, int most) {
        return number(setting, " of seconds", least, most).map(Duration::ofSeconds);
    }

    private Optional<Integer> number(ConfigProperty setting, String unit, int least, int most) {
        var text = value(setting).orElse("");
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Optional.of(Integer.parseInt(text));
        }
        return error(setting, "must be a whole number" + unit + " from " + least + " to " + most);
    }
}
