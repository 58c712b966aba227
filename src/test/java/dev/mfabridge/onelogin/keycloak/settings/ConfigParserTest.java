package dev.mfabridge.onelogin.keycloak.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.client.http.AllowedHosts;
import dev.mfabridge.onelogin.keycloak.ratelimit.RateLimit;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEmailLink;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of the settings of an execution. */
class ConfigParserTest {
    private static final AllowedHosts HOSTS = AllowedHosts.parse(
            List.of("*.onelogin.com", "api.eu.onelogin.com:8443", "localhost:*", "127.0.0.1:8090", "simulator:8090"));

    private final Map<String, String> config = new HashMap<>(Map.of(
            "onelogin.baseUrl", "https://example.onelogin.com/",
            "onelogin.clientId", "id",
            "onelogin.clientSecret", "secret"));

    @Test
    @DisplayName("Empty settings have their defaults")
    void emptySettingsHaveTheirDefaults() {
        var config = valid();

        assertThat(config.account().baseUrl()).isEqualTo(URI.create("https://example.onelogin.com"));
        assertThat(config.userMapping()).isEqualTo(UserMapping.EMAIL);
        assertThat(config.policy().allowed())
                .containsExactly(
                        FactorType.PROTECT,
                        FactorType.AUTHENTICATOR,
                        FactorType.EMAIL,
                        FactorType.SMS,
                        FactorType.VOICE);
        assertThat(config.messageLimit()).isEqualTo(new RateLimit(5, Duration.ofMinutes(15)));
        assertThat(config.smsText()).isEmpty();
        assertThat(config.hasCodesWithLetters()).isFalse();
        assertThat(config.suggestsFactor()).isFalse();
        assertThat(config.rememberFor()).isZero();
        assertThat(config.policy().challenges().emailContent()).isEqualTo(EmailContent.CODE);
        assertThat(config.afterEmailLink()).isEqualTo(AfterEmailLink.NONE);
        assertThat(config.policy().startsWithDefaultDevice()).isTrue();
        assertThat(config.policy().allowsReenrollment()).isTrue();
        assertThat(config.policy().codeLifetime()).isEqualTo(Duration.ofSeconds(300));
        assertThat(config.policy().resendCooldown()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("A base URL of a great many slashes is rejected at once")
    void longBaseUrlIsRejectedAtOnce() {
        config.put("onelogin.baseUrl", "https://" + "/".repeat(300_000) + "x");

        assertThat(assertTimeout(Duration.ofSeconds(5), this::read).config()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("A null or blank setting is the same as a missing setting")
    @EnumSource(ConfigProperty.class)
    void blankSettingEqualsAMissingSetting(ConfigProperty property) {
        config.remove(property.key());
        var missing = read();

        config.put(property.key(), null);
        assertThat(read()).isEqualTo(missing);
        config.put(property.key(), "  ");
        assertThat(read()).isEqualTo(missing);
    }

    @ParameterizedTest
    @DisplayName("A setting without a default must not be empty")
    @EnumSource(
            value = ConfigProperty.class,
            names = {"BASE_URL", "CLIENT_ID", "CLIENT_SECRET"})
    void settingWithoutADefaultMustNotBeEmpty(ConfigProperty property) {
        config.remove(property.key());

        assertThat(errors()).isEqualTo(property.label() + " is empty");
    }

    @Test
    @DisplayName("The parser reports all errors together")
    void errorsAreReportedTogether() {
        assertThat(((ConfigResult.Invalid) ConfigParser.read(null, name -> Optional.empty(), HOSTS)).message())
                .isEqualTo("Base URL is empty; Client ID is empty; Client secret is empty");
    }

    @ParameterizedTest
    @DisplayName("The parser accepts an https URL or the URL of a local host")
    @ValueSource(
            strings = {
                "https://example.onelogin.com",
                "https://api.eu.onelogin.com:8443/",
                "HTTPS://Example.OneLogin.COM",
                "\u00a0https://example.onelogin.com\u200b",
                "http://localhost:8090",
                "http://127.0.0.1:8090",
                "http://simulator:8090"
            })
    void httpsUrlOrLocalUrlIsAccepted(String url) {
        config.put("onelogin.baseUrl", url);

        assertThat(read()).isInstanceOf(ConfigResult.Valid.class);
    }

    @ParameterizedTest
    @Attack(on = "S7", kind = AttackKind.SERVER)
    @DisplayName("A base URL that would leak the secret or can't be OneLogin's is an error (S7)")
    @ValueSource(
            strings = {
                "example.onelogin.com",
                "http://example.onelogin.com",
                "https://example.onelogin.com/api",
                "https://user:pass@example.onelogin.com",
                "https://example.onelogin.com?x=1",
                "https://",
                "ftp://example.onelogin.com",
                "https://exa mple.onelogin.com",
                "https://example.onelogin.com.",
                "https://ex\u0430mple.onelogin.com",
                "https://exam\u200bple.onelogin.com",
                "**********",
                "javascript:alert(1)"
            })
    void unsafeOrForeignUrlIsAnError(String url) {
        config.put("onelogin.baseUrl", url);

        assertThat(errors())
                .isEqualTo("Base URL must be an address such as https://example.onelogin.com, with https and no path");
    }

    @ParameterizedTest
    @DisplayName("A host or a port that the operator doesn't allow is an error that names the option (S7)")
    @ValueSource(
            strings = {
                "https://onelogin.com.evil.example",
                "https://evilonelogin.com",
                "https://onelogin.com",
                "https://example.onelogin.com:8443",
                "https://10.0.0.1",
                "http://2130706433",
                "http://0x7f000001",
                "http://[::1]",
                "http://metadata"
            })
    void hostThatTheOperatorDoesNotAllowIsAnError(String url) {
        config.put("onelogin.baseUrl", url);

        assertThat(errors())
                .startsWith("Base URL has a host or a port that this server doesn't allow")
                .endsWith("--spi-authenticator--onelogin-mfa--allowed-hosts");
    }

    @ParameterizedTest
    @DisplayName("An account has one base URL, however it is written")
    @ValueSource(
            strings = {
                "https://example.onelogin.com:443/",
                "HTTPS://EXAMPLE.onelogin.com",
                " https://example.onelogin.com// ",
                "\ufeffhttps://example.onelogin.com\u00a0"
            })
    void accountHasOneBaseUrl(String url) {
        config.put("onelogin.baseUrl", url);

        assertThat(valid().account().baseUrl()).hasToString("https://example.onelogin.com");
    }

    @ParameterizedTest
    @DisplayName("A client ID that can't be one is an error")
    @CsvSource({
        "**********, is the mask that an export writes in place of a secret",
        "${vault.id}, 'is a reference to the vault, which only the client secret can be'",
        "${env.ONELOGIN_ID}, is a placeholder that was not filled in",
        "a b, contains a blank or an invisible character",
        "a\u200bb, contains a blank or an invisible character"
    })
    void impossibleClientIdIsAnError(String clientId, String error) {
        config.put("onelogin.clientId", clientId);

        assertThat(errors()).isEqualTo("Client ID " + error);
    }

    @Test
    @DisplayName("The parser trims a client ID and a client secret, and changes nothing inside the secret")
    void credentialIsOnlyTrimmed() {
        config.put("onelogin.clientId", "\u00a0id\u200b");
        config.put("onelogin.clientSecret", " Se\u00a0cret ${x}\t");

        assertThat(valid().account().clientId()).isEqualTo("id");
        assertThat(valid().account().clientSecret()).isEqualTo("Se\u00a0cret ${x}");
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.FORGERY)
    @DisplayName("A secret with a line end inside is an error and can't add a header to a request (S7)")
    void secretWithLineEndIsAnError() {
        config.put("onelogin.clientSecret", "secret\r\nX-Header: 1");

        assertThat(errors()).isEqualTo("Client secret contains a line end or another control character");
    }

    @Test
    @DisplayName("A mask in the vault is an error and is never sent as the secret")
    void maskInTheVaultIsAnError() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        var result = ConfigParser.read(config, reference -> Optional.of("**********\n"), HOSTS);

        assertThat(result.invalid().orElseThrow().message())
                .isEqualTo("Client secret is the mask that an export writes in place of a secret");
    }

    @Test
    @DisplayName("The parser resolves a reference to the vault")
    void vaultReferenceIsResolved() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        var result = ConfigParser.read(config, reference -> Optional.of("from the vault of " + reference), HOSTS);

        assertThat(result.config().orElseThrow().account().clientSecret())
                .isEqualTo("from the vault of ${vault.onelogin}");
    }

    @Test
    @DisplayName("The line end of a file in the vault is not part of the secret")
    void lineEndOfAVaultFileIsNoPartOfTheSecret() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        var result = ConfigParser.read(config, reference -> Optional.of("s3cret\r\n"), HOSTS);

        assertThat(result.config().orElseThrow().account().clientSecret()).isEqualTo("s3cret");
    }

    @Test
    @DisplayName("A vault reference without a secret is an error and is never sent as the secret")
    void unresolvedVaultReferenceIsAnError() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        assertThat(errors()).isEqualTo("Client secret names a secret that the vault doesn't have");
    }

    @ParameterizedTest
    @DisplayName("A placeholder is an error and is never sent as the secret")
    @ValueSource(
            strings = {"${env.ONELOGIN_SECRET}", "${ONELOGIN_SECRET}", "${VAULT.onelogin}", "${vault.}", "{{secret}}"})
    void placeholderIsAnError(String placeholder) {
        config.put("onelogin.clientSecret", placeholder);

        assertThat(errors()).isEqualTo("Client secret is a placeholder that was not filled in");
    }

    @ParameterizedTest
    @Attack(on = "S7", kind = AttackKind.ADMINISTRATION)
    @DisplayName("The mask of an export is an error and is never sent as the secret")
    @ValueSource(strings = {"**********", " ********** ", "\u00a0**********", "***"})
    void maskOfAnExportIsAnError(String mask) {
        config.put("onelogin.clientSecret", mask);

        assertThat(errors()).isEqualTo("Client secret is the mask that an export writes in place of a secret");
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.ADMINISTRATION)
    @DisplayName("An invalid value is an error that names the setting")
    @CsvSource({
        "onelogin.codeLifetime, 119",
        "onelogin.codeLifetime, 901",
        "onelogin.codeLifetime, two minutes",
        "onelogin.resendCooldown, 0",
        "onelogin.resendCooldown, -5",
        "onelogin.resendCooldown, 99999999999",
        "onelogin.userMapping, phone",
        "onelogin.allowedFactors, SMS##PIGEON",
        "onelogin.allowedFactors, OTHER",
        "onelogin.allowedFactors, ##",
        "onelogin.allowedFactors, ' ## \u00a0##'",
        "onelogin.allowedFactors, 'SMS,EMAIL'",
        "onelogin.keepDevices, on",
        "onelogin.codeLifetime, 3 00",
        "onelogin.codeLifetime, \uff13\uff10\uff10",
        "onelogin.messageLimit, 0",
        "onelogin.messageLimit, 101",
        "onelogin.messageWindow, 1441",
        "onelogin.smsText, Your code",
        "onelogin.emailLink, yes",
        "onelogin.codeLetters, some",
        "onelogin.suggestFactor, sometimes",
        "onelogin.afterEmailLink, all",
        "onelogin.firstDevice, newest",
        "onelogin.reenrollment, 1",
        "onelogin.rememberHours, 8761"
    })
    void invalidValueIsAnError(String key, String value) {
        config.put(key, value);

        assertThat(errors()).startsWith(label(key) + " must be ");
    }

    @Test
    @DisplayName("The allowed factor types keep the order of the setting")
    void factorTypesKeepTheOrderOfTheSetting() {
        config.put("onelogin.allowedFactors", "VOICE##SMS##PROTECT");

        assertThat(valid().policy().allowed()).containsExactly(FactorType.VOICE, FactorType.SMS, FactorType.PROTECT);
    }

    @Test
    @DisplayName("An SMS text has at most 160 characters, including the code and the minutes")
    void smsTextHasAtMost160CharactersWithTheCode() {
        var longest = "{{otp_code}} {{otp_expiry}} " + "x".repeat(150);
        config.put("onelogin.smsText", longest);
        assertThat(valid().smsText()).contains(longest);

        config.put("onelogin.smsText", longest + "x");
        assertThat(errors()).isEqualTo("SMS text must be at most 160 characters including the code");
    }

    @Test
    @DisplayName("A repeated factor type is allowed once")
    void repeatedFactorTypeIsAllowedOnce() {
        config.put("onelogin.allowedFactors", "EMAIL##EMAIL");

        assertThat(valid().policy().allowed()).containsExactly(FactorType.EMAIL);
    }

    @ParameterizedTest
    @Attack(on = "S5", kind = AttackKind.ADMINISTRATION)
    @DisplayName("Every value is trimmed, and the case of an option makes no difference")
    @CsvSource({
        "onelogin.userMapping, ' External-ID '",
        "onelogin.allowedFactors, 'SMS## EMAIL '",
        "onelogin.allowedFactors, '##sms##\u00a0##Email\u200b##SMS'",
        "onelogin.codeLifetime, '\u00a0300 '",
        "onelogin.emailLink, CODE",
        "onelogin.firstDevice, Last-Used",
        "onelogin.keepDevices, ' TRUE'",
        "onelogin.enrollment, False\u200b",
        "onelogin.reenrollment, '\u3164true\ufe0f\u2800'",
        "onelogin.userMapping, \udb40\udc20email\udb40\udc7f"
    })
    void valueIsTrimmedAndItsCaseIgnored(String key, String value) {
        config.put(key, value);

        assertThat(read()).isInstanceOf(ConfigResult.Valid.class);
    }

    @Test
    @DisplayName("Factor types keep their order without blanks and repetitions")
    void factorTypesAreCleaned() {
        config.put("onelogin.allowedFactors", "##sms##\u00a0##Email\u200b##SMS");

        assertThat(valid().policy().allowed()).containsExactly(FactorType.SMS, FactorType.EMAIL);
    }

    @ParameterizedTest
    @DisplayName("A former key is an error that names the new key")
    @CsvSource({"onelogin.enrolment, onelogin.enrollment", "onelogin.reenrolment, onelogin.reenrollment"})
    void formerKeyIsAnError(String former, String key) {
        config.put(former, "false");
        assertThat(errors()).startsWith(label(key) + " replaces the key " + former);

        config.put(key, "true");
        assertThat(errors()).startsWith(label(key) + " replaces the key " + former);

        config.put(key, "False");
        assertThat(read()).isInstanceOf(ConfigResult.Valid.class);
    }

    private static String label(String key) {
        return Arrays.stream(ConfigProperty.values())
                .filter(property -> property.key().equals(key))
                .findFirst()
                .orElseThrow()
                .label();
    }

    private ConfigResult read() {
        return ConfigParser.read(config, reference -> Optional.empty(), HOSTS);
    }

    private OneLoginConfig valid() {
        return read().config().orElseThrow();
    }

    private String errors() {
        return read().invalid().orElseThrow().message();
    }
}
