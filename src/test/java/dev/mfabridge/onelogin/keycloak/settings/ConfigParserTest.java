package dev.mfabridge.onelogin.keycloak.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig.AfterEmailLink;
import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
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
        assertThat(config.rememberFor()).isZero();
        assertThat(config.policy().challenges().emailContent()).isEqualTo(EmailContent.CODE);
        assertThat(config.afterEmailLink()).isEqualTo(AfterEmailLink.NONE);
        assertThat(config.policy().startsWithDefaultDevice()).isTrue();
        assertThat(config.policy().allowsReenrollment()).isTrue();
        assertThat(config.policy().codeLifetime()).isEqualTo(Duration.ofSeconds(300));
        assertThat(config.policy().resendCooldown()).isEqualTo(Duration.ofSeconds(30));
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

        assertThat(errors()).isEqualTo(property.key() + " is empty");
    }

    @Test
    @DisplayName("The parser reports all errors together")
    void errorsAreReportedTogether() {
        assertThat(((ConfigResult.Invalid) ConfigParser.read(null, name -> Optional.empty())).message())
                .isEqualTo("onelogin.baseUrl is empty; onelogin.clientId is empty; onelogin.clientSecret is empty");
    }

    @ParameterizedTest
    @DisplayName("The parser accepts an https URL or the URL of a local host")
    @ValueSource(
            strings = {
                "https://example.onelogin.com",
                "https://api.eu.onelogin.com:8443/",
                "http://localhost:8090",
                "http://127.0.0.1:8090",
                "http://simulator:8090"
            })
    void httpsUrlOrLocalUrlIsAccepted(String url) {
        config.put("onelogin.baseUrl", url);

        assertThat(read()).isInstanceOf(ConfigResult.Valid.class);
    }

    @ParameterizedTest
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
                "javascript:alert(1)"
            })
    void unsafeOrForeignUrlIsAnError(String url) {
        config.put("onelogin.baseUrl", url);

        assertThat(errors())
                .isEqualTo(
                        "onelogin.baseUrl must be an address such as https://example.onelogin.com, with https and no path");
    }

    @Test
    @DisplayName("The parser resolves a reference to the vault")
    void vaultReferenceIsResolved() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        var result = ConfigParser.read(config, reference -> Optional.of("from the vault of " + reference));

        assertThat(result.config().orElseThrow().account().clientSecret())
                .isEqualTo("from the vault of ${vault.onelogin}");
    }

    @Test
    @DisplayName("The line end of a file in the vault is not part of the secret")
    void lineEndOfAVaultFileIsNoPartOfTheSecret() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        var result = ConfigParser.read(config, reference -> Optional.of("s3cret\r\n"));

        assertThat(result.config().orElseThrow().account().clientSecret()).isEqualTo("s3cret");
    }

    @Test
    @DisplayName("A vault reference without a secret is an error and is never sent as the secret")
    void unresolvedVaultReferenceIsAnError() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        assertThat(errors()).isEqualTo("onelogin.clientSecret names a secret that the vault doesn't have");
    }

    @ParameterizedTest
    @DisplayName("The mask of an export is an error and is never sent as the secret")
    @ValueSource(strings = {"**********", " ********** "})
    void maskOfAnExportIsAnError(String mask) {
        config.put("onelogin.clientSecret", mask);

        assertThat(errors()).isEqualTo("onelogin.clientSecret is the mask that an export writes in place of a secret");
    }

    @ParameterizedTest
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
        "onelogin.messageLimit, 0",
        "onelogin.messageLimit, 101",
        "onelogin.messageWindow, 1441",
        "onelogin.smsText, Your code",
        "onelogin.emailLink, yes",
        "onelogin.afterEmailLink, all",
        "onelogin.firstDevice, newest",
        "onelogin.reenrollment, 1",
        "onelogin.rememberHours, 8761"
    })
    void invalidValueIsAnError(String key, String value) {
        config.put(key, value);

        assertThat(errors()).startsWith(key + " must be ");
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
        assertThat(errors()).isEqualTo("onelogin.smsText must be at most 160 characters including the code");
    }

    @Test
    @DisplayName("A repeated factor type is allowed once")
    void repeatedFactorTypeIsAllowedOnce() {
        config.put("onelogin.allowedFactors", "EMAIL##EMAIL");

        assertThat(valid().policy().allowed()).containsExactly(FactorType.EMAIL);
    }

    private ConfigResult read() {
        return ConfigParser.read(config, reference -> Optional.empty());
    }

    private OneLoginConfig valid() {
        return read().config().orElseThrow();
    }

    private String errors() {
        return read().invalid().orElseThrow().message();
    }
}
