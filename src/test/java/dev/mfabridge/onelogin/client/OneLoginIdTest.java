package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of OneLogin's identifiers. */
class OneLoginIdTest {
    @ParameterizedTest
    @DisplayName("A number has at most 19 digits")
    @CsvSource({"9999999999999999999, true", "10000000000000000000, false"})
    void numberHasAtMost19Digits(String text, boolean isId) {
        assertThat(OneLoginId.parse(text).isPresent()).isEqualTo(isId);
    }

    @ParameterizedTest
    @DisplayName("Only a temporary token's own form is that of a temporary token")
    @CsvSource({
        "user_temp_otp_7, true",
        "7, false",
        "6a1b1f3e-0c4d-4a56-9d3e-1f2a3b4c5d6e, false",
    })
    void onlyItsOwnFormIsTemporaryToken(String text, boolean isTemporaryToken) {
        assertThat(new OneLoginId(text).isTemporaryToken()).isEqualTo(isTemporaryToken);
    }
}
