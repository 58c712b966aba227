package dev.mfabridge.onelogin.keycloak.settings;

import static org.keycloak.models.Constants.CFG_DELIMITER;

import dev.mfabridge.onelogin.api.Account;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult.Mistake;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.Enrolment;
import dev.mfabridge.onelogin.mfa.FactorKind;
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
public final class SettingsReader {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");
    private static final Predicate<String> VAULT_REFERENCE =
            Pattern.compile("\\$\\{vault\\..+}").asMatchPredicate();

    private static final int LONGEST_SMS = 160;

    private final Map<String, String> config;
    private final Function<String, Optional<String>> vault;
    private final List<Mistake> mistakes = new ArrayList<>();

    private SettingsReader(Map<String, String> config, Function<String, Optional<String>> vault) {
        this.config = config;
        this.vault = vault;
    }

    /**
     * @param config what Keycloak stored, or null when nothing was ever saved; any value in it may be null
     * @param vault resolves {@code ${vault.name}}, or gives empty when the vault has no such secret
     */
    public static SettingsResult read(Map<String, String> config, Function<String, Optional<String>> vault) {
        return new SettingsReader(config == null ? Map.of() : config, vault).read();
    }

    private SettingsResult read() {
        var baseUrl = value(Setting.BASE_URL).flatMap(this::baseUrl);
        var clientId = value(Setting.CLIENT_ID);
        var secret = value(Setting.CLIENT_SECRET).flatMap(this::secret);
        var mapping = value(Setting.USER_MAPPING).flatMap(this::mapping);
        var allowed = value(Setting.ALLOWED_FACTORS).flatMap(this::kinds);
        var lifetime = seconds(Setting.CODE_LIFETIME, 120, 900);
        var cooldown = seconds(Setting.RESEND_COOLDOWN, 1, 300);
        var messages = number(Setting.MESSAGE_LIMIT, "", 1, 100);
        var window = number(Setting.MESSAGE_WINDOW, " of minutes", 1, 1440).map(Duration::ofMinutes);
        var remember = number(Setting.REMEMBER_HOURS, " of hours", 0, 8760).map(Duration::ofHours);
        var smsText = smsText();
        var emailContent = value(Setting.EMAIL_LINK).flatMap(this::emailContent);
        var first = value(Setting.FIRST_DEVICE).flatMap(this::firstDevice);
        var lookUpUser = flag(Setting.LOOK_UP_USER);
        var enrolment = flag(Setting.ENROLMENT);
        var grace = number(Setting.GRACE_DAYS, " of days", 0, 365).map(Duration::ofDays);
        var reenrolment = flag(Setting.REENROLMENT);
        var passWhenUnreachable = flag(Setting.PASS_WHEN_UNREACHABLE);
        var keepDevices = flag(Setting.KEEP_DEVICES);
        if (!mistakes.isEmpty()) {
            return new SettingsResult.Invalid(mistakes);
        }
        return new SettingsResult.Valid(new Settings(
                new Account(baseUrl.orElseThrow(), clientId.orElseThrow(), secret.orElseThrow()),
                mapping.orElseThrow(),
                new Policy(
                        allowed.orElseThrow(),
                        lifetime.orElseThrow(),
                        cooldown.orElseThrow(),
                        emailContent.orElseThrow(),
                        first.orElseThrow() == FirstDevice.DEFAULT,
                        lookUpUser.orElseThrow(),
                        enrolment.orElseThrow() ? Enrolment.AT_ONCE : Enrolment.OFF,
                        reenrolment.orElseThrow()),
                new MessageLimit(messages.orElseThrow(), window.orElseThrow()),
                remember.orElseThrow(),
                enrolment.orElseThrow() ? grace.orElseThrow() : Duration.ZERO,
                smsText,
                keepDevices.orElseThrow(),
                passWhenUnreachable.orElseThrow()));
    }

    private Optional<String> value(Setting setting) {
        var value = setting.in(config);
        return value.isPresent() ? value : mistake(setting, "is empty");
    }

    private <T> Optional<T> mistake(Setting setting, String sentence) {
        mistakes.add(new Mistake(setting, sentence));
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
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && isNearby(uri.getHost()))) {
                return Optional.of(withoutDefaultPort(uri));
            }
        } catch (URISyntaxException e) {
            // Told below, like every other address that is none of OneLogin's.
        }
        return mistake(
                Setting.BASE_URL, "must be an address such as https://example.onelogin.com, with https and no path");
    }

    /** One account has one address, by which its devices are known. */
    private static URI withoutDefaultPort(URI uri) throws URISyntaxException {
        var isDefault = uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        return isDefault ? new URI(uri.getScheme() + "://" + uri.getHost()) : uri;
    }

    /** A simulator on this machine or in the next container has no certificate; every name on the internet has a dot. */
    private static boolean isNearby(String host) {
        return LOOPBACK.matcher(host).matches() || !host.contains(".") && !host.contains(":");
    }

    private Optional<String> secret(String text) {
        if (text.equals(ComponentRepresentation.SECRET_VALUE)) {
            return mistake(Setting.CLIENT_SECRET, "is the mask that an export writes in place of a secret");
        }
        if (!VAULT_REFERENCE.test(text)) {
            return Optional.of(text);
        }
        // Whoever writes a file ends it with a line end, which is no part of the secret.
        var resolved = vault.apply(text).map(String::strip).filter(secret -> !secret.isEmpty());
        return resolved.isPresent()
                ? resolved
                : mistake(Setting.CLIENT_SECRET, "names a secret that the vault doesn't have");
    }

    private Optional<UserMapping> mapping(String text) {
        var mapping = UserMapping.of(text);
        return mapping.isPresent()
                ? mapping
                : mistake(Setting.USER_MAPPING, "must be one of " + String.join(", ", UserMapping.options()));
    }

    private Optional<FirstDevice> firstDevice(String text) {
        var first = FirstDevice.of(text);
        return first.isPresent()
                ? first
                : mistake(Setting.FIRST_DEVICE, "must be one of " + String.join(", ", FirstDevice.options()));
    }

    private Optional<EmailContent> emailContent(String text) {
        var content = EmailFactors.of(text);
        return content.isPresent()
                ? content
                : mistake(Setting.EMAIL_LINK, "must be one of " + String.join(", ", EmailFactors.options()));
    }

    /** @return the kinds in the admin's order */
    private Optional<List<FactorKind>> kinds(String text) {
        var names = List.of(text.split(CFG_DELIMITER));
        return Setting.provableKinds().containsAll(names)
                ? Optional.of(names.stream().distinct().map(FactorKind::valueOf).toList())
                : mistake(Setting.ALLOWED_FACTORS, "must be a list of " + String.join(", ", Setting.provableKinds()));
    }

    private Optional<String> smsText() {
        var text = Setting.SMS_TEXT.in(config).filter(value -> !value.isEmpty());
        // OneLogin's codes have six characters, and its longest lifetime has two digits of minutes.
        var sent = text.map(value -> value.replace("{{otp_code}}", "123456").replace("{{otp_expiry}}", "15"));
        if (text.filter(value -> !value.contains("{{otp_code}}")).isPresent()) {
            return mistake(Setting.SMS_TEXT, "must be a text that contains {{otp_code}}");
        }
        return sent.filter(value -> value.length() > LONGEST_SMS).isPresent()
                ? mistake(Setting.SMS_TEXT, "must be at most " + LONGEST_SMS + " characters including the code")
                : text;
    }

    private Optional<Boolean> flag(Setting setting) {
        var text = value(setting).orElse("");
        return text.equals("true") || text.equals("false")
                ? Optional.of(text.equals("true"))
                : mistake(setting, "must be true or false");
    }

    private Optional<Duration> seconds(Setting setting, int least, int most) {
        return number(setting, " of seconds", least, most).map(Duration::ofSeconds);
    }

    private Optional<Integer> number(Setting setting, String unit, int least, int most) {
        var text = value(setting).orElse("");
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Optional.of(Integer.parseInt(text));
        }
        return mistake(setting, "must be a whole number" + unit + " from " + least + " to " + most);
    }
}
