package dev.mfabridge.onelogin.keycloak.settings;

import static org.keycloak.models.Constants.CFG_DELIMITER;

import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult.ConfigError;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEmailLink;
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

/** Parser of the settings of an execution, which finds every error in them at once. */
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
     * Parses the settings that Keycloak stores.
     *
     * @param config the stored settings, or null if no settings were ever saved; any value in it can be null
     * @param vault the resolver of {@code ${vault.name}}, which returns empty if the vault has no such secret
     */
    public static ConfigResult read(Map<String, String> config, Function<String, Optional<String>> vault) {
        return new ConfigParser(config == null ? Map.of() : config, vault).read();
    }

    private ConfigResult read() {
        var account = account();
        var userMapping = option(ConfigProperty.USER_MAPPING, UserMapping.class);
        var policy = policy();
        var messageLimit = messageLimit();
        var rememberFor =
                number(ConfigProperty.REMEMBER_HOURS, " of hours", 0, 8760).map(Duration::ofHours);
        var gracePeriod = number(ConfigProperty.GRACE_DAYS, " of days", 0, 365).map(Duration::ofDays);
        var smsText = smsText();
        var removedCredential = flag(ConfigProperty.KEEP_DEVICES)
                .map(keep -> keep ? RemovedCredential.KEEPS_DEVICE : RemovedCredential.REMOVES_DEVICE);
        var afterEmailLink = option(ConfigProperty.AFTER_EMAIL_LINK, AfterEmailLink.class);
        var outage = flag(ConfigProperty.PASS_WHEN_UNREACHABLE)
                .map(bypass -> bypass ? Outage.BYPASSES_FACTOR : Outage.FAILS);
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
                smsText,
                removedCredential.orElseThrow(),
                afterEmailLink.orElseThrow(),
                outage.orElseThrow()));
    }

    private Optional<OneLoginAccount> account() {
        var baseUrl = value(ConfigProperty.BASE_URL).flatMap(this::baseUrl);
        var clientId = value(ConfigProperty.CLIENT_ID);
        var secret = value(ConfigProperty.CLIENT_SECRET).flatMap(this::secret);
        return baseUrl.flatMap(
                url -> clientId.flatMap(id -> secret.map(password -> new OneLoginAccount(url, id, password))));
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
            // Reported below, like every other address that can't belong to OneLogin.
        }
        return error(
                ConfigProperty.BASE_URL,
                "must be an address such as https://example.onelogin.com, with https and no path");
    }

    /**
     * Returns the address without the default port of its scheme: devices are recorded by the address, so an account
     * must have only one.
     */
    private static URI withoutDefaultPort(URI uri) throws URISyntaxException {
        var isDefault = uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        return isDefault ? new URI(uri.getScheme() + "://" + uri.getHost()) : uri;
    }

    /**
     * Returns whether the address is on this machine or in a neighboring container. A simulator there has no
     * certificate, and every name on the internet has a dot.
     */
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
        // A file in the vault ends with a line end, which is no part of the secret.
        var resolved = vault.apply(text).map(String::strip).filter(secret -> !secret.isEmpty());
        return resolved.isPresent()
                ? resolved
                : error(ConfigProperty.CLIENT_SECRET, "names a secret that the vault doesn't have");
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

    private Optional<Boolean> flag(ConfigProperty property) {
        var text = value(property).orElse("");
        return text.equals("true") || text.equals("false")
                ? Optional.of(text.equals("true"))
                : error(property, "must be true or false");
    }

    private Optional<Duration> seconds(ConfigProperty property, int least, int most) {
        return number(property, " of seconds", least, most).map(Duration::ofSeconds);
    }

    private Optional<Integer> number(ConfigProperty property, String unit, int least, int most) {
        var text = value(property).orElse("");
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Optional.of(Integer.parseInt(text));
        }
        return error(property, "must be a whole number" + unit + " from " + least + " to " + most);
    }
}
