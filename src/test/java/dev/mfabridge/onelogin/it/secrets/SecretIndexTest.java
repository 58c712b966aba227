package dev.mfabridge.onelogin.it.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules by which the search takes a text for a secret. */
class SecretIndexTest {

    private final SecretIndex index = new SecretIndex(Stream.of(
                    KnownSecret.word("the code", "735194"),
                    KnownSecret.word("a wrong code", "000000"),
                    KnownSecret.word("the number", "12025550123"),
                    KnownSecret.text("the client secret", "onelogin-demo-secret"),
                    KnownSecret.text("the password", "password of alice"),
                    KnownSecret.text("the app secret", "JBSWY3DPEHPK3PXP"))
            .flatMap(secrets -> secrets)
            .toList());

    @ParameterizedTest
    @DisplayName("A code is found as a whole word")
    @ValueSource(
            strings = {"735194", "otp=735194&x", "{\"otp\":\"735194\"}", "the code 735194.", "+735194,", "_735194_"})
    void codeIsFoundAsWord(String text) {
        assertThat(index.leaksIn("the log", text)).singleElement().asString().startsWith("the code in the log: ");
    }

    @ParameterizedTest
    @DisplayName("Digits in a longer number, a word or a decimal number are no code")
    @ValueSource(strings = {"7351945", "1735194", "a735194", "0.735194", "735194.5", "12,735194", "color: #000000"})
    void digitsInLongerNumberAreNoCode(String text) {
        assertThat(index.leaksIn("the log", text)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("A long secret is found in each form, also within a word")
    @ValueSource(
            strings = {
                "xonelogin-demo-secretx",
                "password+of+alice",
                "password of alice",
                "JBSW Y3DP EHPK 3PXP",
                "phone +12025550123"
            })
    void longSecretIsFoundInEachForm(String text) {
        assertThat(index.leaksIn("a page", text)).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("A secret is found in Base64, wherever it begins")
    @ValueSource(strings = {"", "i", "id", "id:", "onelogin-demo-client:"})
    void secretIsFoundInBase64(String before) {
        var text = (before + "onelogin-demo-secret" + " and more").getBytes(StandardCharsets.UTF_8);

        assertThat(index.leaksIn("the log", "Basic " + Base64.getEncoder().encodeToString(text)))
                .hasSize(1);
    }

    @Test
    @DisplayName("A page shows the QR code, its text and the code of a call on purpose, and nothing else")
    void pageShowsOnlyNamedPartsOnPurpose() {
        var page = """
                <p><code id="onelogin-secret">JBSW Y3DP EHPK 3PXP</code></p><img class="onelogin-mfa-qr" src="735194">
                <strong class="onelogin-mfa-number">735194</strong> %s""";

        assertThat(List.of(page.formatted(""), page.formatted("735194"), "{\"phone_code\":\"735194\"}"))
                .extracting(
                        text -> index.leaksIn("", RunRecord.withoutShown(text)).size())
                .containsExactly(0, 1, 0);
    }
}
