package dev.mfabridge.onelogin.keycloak.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigParserTest {
    private final Map<String, String> config = new HashMap<>(Map.of(
            "onelogin.baseUrl", "https://example.onelogin.com/",
            "onelogin.clientId", "id",
            "onelogin.clientSecret", "secret"));

    @Test
    void whatIsLeftEmptyHasItsDefault() {
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
        assertThat(config.policy().challenges().emailContent()).isEqualTo(EmailContent.EITHER);
        assertThat(config.policy().startsWithDefaultDevice()).isTrue();
        assertThat(config.policy().allowsReenrollment()).isTrue();
        assertThat(config.policy().codeLifetime()).isEqualTo(Duration.ofSeconds(300));
        assertThat(config.policy().resendCooldown()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @EnumSource(ConfigProperty.class)
    void aSettingThatIsNullOrBlankIsThatSameAsMissing(ConfigProperty setting) {
        config.remove(setting.key());
        var missing = read();

        config.put(setting.key(), null);
        assertThat(read()).isEqualTo(missing);
        config.put(setting.key(), "  ");
        assertThat(read()).isEqualTo(missing);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConfigProperty.class,
            names = {"BASE_URL", "CLIENT_ID", "CLIENT_SECRET"})
    void aSettingWithNoDefaultMustNotBeEmpty(ConfigProperty setting) {
        config.remove(setting.key());

        assertThat(mistakes()).isEqualTo(setting.key() + " is empty");
    }

    @Test
    void everyMistakeIsFoundAtOnce() {
        assertThat(((ConfigResult.Invalid) ConfigParser.read(null, name -> Optional.empty())).message())
                .isEqualTo("onelogin.baseUrl is empty; onelogin.clientId is empty; onelogin.clientSecret is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.onelogin.com",
                "https://api.eu.onelogin.com:8443/",
                "http://localhost:8090",
                "http://127.0.0.1:8090",
                "http://simulator:8090"
            })
    void anAddressWithHttpsOrOfANeighbourIsTaken(String url) {
        config.put("onelogin.baseUrl", url);

        assertThat(read()).isInstanceOf(ConfigResult.Valid.class);
    }

    @ParameterizedTest
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
    void anAddressThatWouldLeakTheSecretOrIsNoneOfOneLoginsIsAMistake(String url) {
        config.put("onelogin.baseUrl", url);

        assertThat(mistakes())
                .isEqualTo(
                        "onelogin.baseUrl must be an address such as https://example.onelogin.com, with https and no path");
    }

    @Test
    void aVaultReferenceIsResolved() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        var result = ConfigParser.read(config, reference -> Optional.of("from the vault of " + reference));

        assertThat(result.config().orElseThrow().account().clientSecret())
                .isEqualTo("from the vault of ${vault.onelogin}");
    }

    @Test
    void theLineEndOfAFileInTheVaultIsNoPartOfTheSecret() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        var result = ConfigParser.read(config, reference -> Optional.of("s3cret\r\n"));

        assertThat(result.config().orElseThrow().account().clientSecret()).isEqualTo("s3cret");
    }

    @Test
    void aVaultReferenceThatResolvesToNothingIsAMistakeAndIsNeverSentAsTheSecret() {
        config.put("onelogin.clientSecret", "${vault.onelogin}");

        assertThat(mistakes()).isEqualTo("onelogin.clientSecret names a secret that the vault doesn't have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"**********", " ********** "})
    void theMaskOfAnExportIsNoSecretAndIsNeverSentAsOne(String mask) {
        config.put("onelogin.clientSecret", mask);

        assertThat(mistakes())
                .isEqualTo("onelogin.clientSecret is the mask that an export writes in place of a secret");
    }

    @ParameterizedTest
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
        "onelogin.firstDevice, newest",
        "onelogin.reenrollment, 1",
        "onelogin.rememberHours, 8761"
    })
    void aValueThatCannotBeIsAMistake(String key, String value) {
        config.put(key, value);

        assertThat(mistakes()).startsWith(key + " must be ");
    }

    @Test
    void factorsAreOfferedInTheOrderOfTheSetting() {
        config.put("onelogin.allowedFactors", "VOICE##SMS##PROTECT");

        assertThat(valid().policy().allowed()).containsExactly(FactorType.VOICE, FactorType.SMS, FactorType.PROTECT);
    }

    @Test
    void anSmsIsAtMost160CharactersWithTheCodeAndTheMinutesInIt() {
        var longest = "{{otp_code}} {{otp_expiry}} " + "x".repeat(150);
        config.put("onelogin.smsText", longest);
        assertThat(valid().smsText()).contains(longest);

        config.put("onelogin.smsText", longest + "x");
        assertThat(mistakes()).isEqualTo("onelogin.smsText must be at most 160 characters including the code");
    }

    @Test
    void aFactorNamedTwiceIsAllowedOnce() {
        config.put("onelogin.allowedFactors", "EMAIL##EMAIL");

        assertThat(valid().policy().allowed()).containsExactly(FactorType.EMAIL);
    }

    private ConfigResult read() {
        return ConfigParser.read(config, reference -> Optional.empty());
    }

    private OneLoginConfig valid() {
        return read().config().orElseThrow();
    }

    private String mistakes() {
        return read().invalid().orElseThrow().message();
    }
}
