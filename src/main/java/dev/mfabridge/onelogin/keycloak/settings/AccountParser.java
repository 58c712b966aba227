package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.http.AllowedHosts;
import dev.mfabridge.onelogin.keycloak.connection.ServerOptions;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult.ConfigError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Parser of the settings that identify a OneLogin account: base URL, client ID and client secret.
 *
 * @param config the stored settings
 * @param vault the resolver of {@code ${vault.name}}
 * @param hosts the hosts that may receive the API credential
 * @param errors receives each error
 */
record AccountParser(
        Map<String, String> config,
        Function<String, Optional<String>> vault,
        AllowedHosts hosts,
        List<ConfigError> errors) {
    private static final Predicate<String> VAULT_REFERENCE =
            Pattern.compile("\\$\\{vault\\..+}").asMatchPredicate();

    /** Placeholders for a secret, such as those of the environment, which nothing has filled in. */
    private static final Predicate<String> PLACEHOLDER =
            Pattern.compile("\\$?\\{.*}").asMatchPredicate();

    private static final Pattern TRAILING_SLASHES = Pattern.compile("(?<!/)/+$");

    /** Masks of Keycloak are ten asterisks; no secret consists of asterisks only. */
    private static final Predicate<String> MASK = Pattern.compile("\\*+").asMatchPredicate();

    /** Returns the account, or empty after an error. */
    Optional<OneLoginAccount> read() {
        var baseUrl = value(ConfigProperty.BASE_URL).flatMap(this::baseUrl);
        var clientId = value(ConfigProperty.CLIENT_ID).flatMap(this::clientId);
        var secret = value(ConfigProperty.CLIENT_SECRET).flatMap(this::secret);
        return baseUrl.flatMap(
                url -> clientId.flatMap(id -> secret.map(password -> new OneLoginAccount(url, id, password))));
    }

    private Optional<String> value(ConfigProperty property) {
        var value = property.valueIn(config);
        return value.isPresent() ? value : error(property, "is empty");
    }

    private Optional<URI> baseUrl(String text) {
        try {
            var uri = normalized(new URI(TRAILING_SLASHES.matcher(text).replaceAll("")));
            if (uri.isPresent() && uri.filter(hosts::allow).isEmpty() && !lacksOnlyTls(uri.get())) {
                return error(
                        ConfigProperty.BASE_URL,
                        "has a host or a port that this server doesn't allow; use an address such as"
                                + " https://example.onelogin.com, or have the server's operator add the host to the option "
                                + ServerOptions.ALLOWED_HOSTS);
            }
            if (uri.filter(hosts::allow).isPresent()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below, like every other address that can't belong to OneLogin.
        }
        return error(
                ConfigProperty.BASE_URL,
                "must be an address such as https://example.onelogin.com, with https and no path");
    }

    private boolean lacksOnlyTls(URI uri) {
        return uri.getScheme().equals("http") && hosts.allow(URI.create("https://" + uri.getHost()));
    }

    /**
     * Returns the address in lower case and without the default port of its scheme: devices are recorded by the
     * address, so an account must have only one. Returns empty if the address has more than a scheme, a host and a port.
     */
    private static Optional<URI> normalized(URI uri) throws URISyntaxException {
        var isBare = uri.getHost() != null
                && !uri.getHost().endsWith(".")
                && uri.getRawUserInfo() == null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!isBare || !scheme.equals("https") && !scheme.equals("http")) {
            return Optional.empty();
        }
        var isDefault = uri.getPort() == -1 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        return Optional.of(new URI(scheme + "://" + host + (isDefault ? "" : ":" + uri.getPort())));
    }

    private Optional<String> clientId(String text) {
        if (MASK.test(text)) {
            return maskError(ConfigProperty.CLIENT_ID);
        }
        if (VAULT_REFERENCE.test(text)) {
            return error(ConfigProperty.CLIENT_ID, "is a reference to the vault, which only the client secret can be");
        }
        if (PLACEHOLDER.test(text)) {
            return placeholderError(ConfigProperty.CLIENT_ID);
        }
        return SettingText.hasInvisible(text)
                ? error(ConfigProperty.CLIENT_ID, "contains a blank or an invisible character")
                : Optional.of(text);
    }

    private Optional<String> secret(String text) {
        if (!VAULT_REFERENCE.test(text)) {
            return usableSecret(text);
        }
        // A file in the vault ends with a line end, which is no part of the secret.
        var resolved = vault.apply(text).map(SettingText::trim).filter(secret -> !secret.isEmpty());
        return resolved.isPresent()
                ? resolved.flatMap(this::usableSecret)
                : error(ConfigProperty.CLIENT_SECRET, "names a secret that the vault doesn't have");
    }

    private Optional<String> usableSecret(String secret) {
        if (MASK.test(secret)) {
            return maskError(ConfigProperty.CLIENT_SECRET);
        }
        if (PLACEHOLDER.test(secret)) {
            return placeholderError(ConfigProperty.CLIENT_SECRET);
        }
        return secret.chars().anyMatch(Character::isISOControl)
                ? error(ConfigProperty.CLIENT_SECRET, "contains a line end or another control character")
                : Optional.of(secret);
    }

    private <T> Optional<T> maskError(ConfigProperty property) {
        return error(property, "is the mask that an export writes in place of a secret");
    }

    private <T> Optional<T> placeholderError(ConfigProperty property) {
        return error(property, "is a placeholder that was not filled in");
    }

    private <T> Optional<T> error(ConfigProperty property, String message) {
        errors.add(new ConfigError(property, message));
        return Optional.empty();
    }
}
