package dev.mfabridge.onelogin.keycloak.settings;

import static org.keycloak.models.Constants.CFG_DELIMITER;

import dev.mfabridge.onelogin.api.Account;
import dev.mfabridge.onelogin.keycloak.settings.SettingsResult.Mistake;
import dev.mfabridge.onelogin.mfa.FactorKind;
import dev.mfabridge.onelogin.mfa.Policy;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the settings of an execution, and finds every mistake in them at once. */
public final class SettingsReader {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");
    private static final Predicate<String> VAULT_REFERENCE =
            Pattern.compile("\\$\\{vault\\..+}").asMatchPredicate();

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
        var lifetime = value(Setting.CODE_LIFETIME).flatMap(text -> seconds(Setting.CODE_LIFETIME, text, 120, 900));
        var cooldown = value(Setting.RESEND_COOLDOWN).flatMap(text -> seconds(Setting.RESEND_COOLDOWN, text, 1, 300));
        if (!mistakes.isEmpty()) {
            return new SettingsResult.Invalid(mistakes);
        }
        return new SettingsResult.Valid(new Settings(
                new Account(baseUrl.orElseThrow(), clientId.orElseThrow(), secret.orElseThrow()),
                mapping.orElseThrow(),
                new Policy(allowed.orElseThrow(), lifetime.orElseThrow(), cooldown.orElseThrow())));
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
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // Told below, like every other address that is none of OneLogin's.
        }
        return mistake(
                Setting.BASE_URL, "must be an address such as https://example.onelogin.com, with https and no path");
    }

    /** A simulator on this machine or in the next container has no certificate; every name on the internet has a dot. */
    private static boolean isNearby(String host) {
        return LOOPBACK.matcher(host).matches() || !host.contains(".") && !host.contains(":");
    }

    private Optional<String> secret(String text) {
        if (!VAULT_REFERENCE.test(text)) {
            return Optional.of(text);
        }
        var resolved = vault.apply(text).filter(secret -> !secret.isBlank());
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

    private Optional<Set<FactorKind>> kinds(String text) {
        var names = new HashSet<>(Arrays.asList(text.split(CFG_DELIMITER)));
        if (!Setting.provableKinds().containsAll(names)) {
            return mistake(Setting.ALLOWED_FACTORS, "must be some of " + String.join(", ", Setting.provableKinds()));
        }
        var kinds = EnumSet.noneOf(FactorKind.class);
        names.forEach(name -> kinds.add(FactorKind.valueOf(name)));
        return Optional.of(kinds);
    }

    private Optional<Duration> seconds(Setting setting, String text, int least, int most) {
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(text)));
        }
        return mistake(setting, "must be a whole number of seconds from " + least + " to " + most);
    }
}
