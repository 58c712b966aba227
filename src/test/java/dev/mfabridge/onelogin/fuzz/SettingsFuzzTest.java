package dev.mfabridge.onelogin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mfabridge.onelogin.client.http.AllowedHosts;
import dev.mfabridge.onelogin.keycloak.settings.ConfigParser;
import dev.mfabridge.onelogin.keycloak.settings.ConfigResult;
import dev.mfabridge.onelogin.keycloak.settings.OneLoginConfig;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings of an execution with any values. Each line of an input is a setting without its prefix. */
class SettingsFuzzTest {
    private static final Pattern ONELOGIN = Pattern.compile("https://([a-z0-9-]+\\.)+onelogin\\.com(:[0-9]+)?");
    private static final int LONGEST_MESSAGE = 4_000;
    /** Characters of the messages. The seeds have values with further characters. */
    private static final Pattern CONSTANT = Pattern.compile("[A-Za-z0-9 .,;:/{}()_'-]+");

    @RegisterExtension
    static final FuzzFigures FIGURES = new FuzzFigures();

    @Test
    @DisplayName("Each seed has the outcome that its name states")
    void seedsHaveTheirOutcome() {
        FuzzSeeds.of(SettingsFuzzTest.class).check(SettingsFuzzTest::read);
    }

    @Test
    @Timeout(60)
    @DisplayName("Valid settings send the secret only to OneLogin, and no message contains the secret (S7)")
    void generatedSettingsBreakNoPromise() {
        FuzzRun.generated(SettingsFuzzTest.class, SettingsFuzzTest::read);
    }

    @EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
    @FuzzTest(maxExecutions = 600_000, maxDuration = "3h")
    void settingsBreakNoPromise(byte[] input) {
        FIGURES.count();
        FuzzRun.read(SettingsFuzzTest::read, input);
    }

    private static String read(byte[] input) {
        var settings = new HashMap<String, String>();
        for (var line : new String(input, StandardCharsets.UTF_8).split("\n", 60)) {
            var parts = line.split("=", 2);
            settings.put("onelogin." + parts[0], parts.length > 1 ? parts[1] : null);
        }
        return ConfigParser.read(settings, name -> Optional.of("secret of the vault"), AllowedHosts.ONELOGIN)
                .fold(SettingsFuzzTest::valid, SettingsFuzzTest::invalid);
    }

    private static String valid(OneLoginConfig config) {
        assertThat(config.account().baseUrl().toString()).matches(ONELOGIN);
        assertThat(config.account().clientId()).isNotBlank().doesNotContainPattern("\\s");
        assertThat(config.account().clientSecret()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
        assertThat(config.policy().codeLifetime().toSeconds()).isBetween(120L, 900L);
        assertThat(config.policy().allowed()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(config.messageLimit().max()).isBetween(1, 100);
        assertThat(config.rememberFor().toHours()).isBetween(0L, 8_760L);
        return "valid";
    }

    private static String invalid(ConfigResult.Invalid invalid) {
        assertThat(invalid.errors()).isNotEmpty();
        assertThat(invalid.message()).hasSizeLessThan(LONGEST_MESSAGE);
        assertThat(invalid.message()).as("message without a value").matches(CONSTANT);
        return "invalid";
    }
}
