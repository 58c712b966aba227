package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorTypeTest {

    @ParameterizedTest
    @CsvSource({
        "OneLogin, PROTECT",
        "Onelogin, PROTECT",
        "OneLogin Protect, PROTECT",
        "SMS, SMS",
        "OneLogin SMS, SMS",
        "OneLogin Voice, VOICE",
        "OneLogin Email, EMAIL",
        "Email, EMAIL",
        "Google Authenticator, AUTHENTICATOR",
        "Authenticator, AUTHENTICATOR",
        "Duo Security, OTHER",
        "'', OTHER"
    })
    @DisplayName("The factor type follows from OneLogin's internal name in each of its spellings")
    void typeFollowsInternalName(String authFactorName, FactorType type) {
        assertThat(FactorType.of(authFactorName)).isEqualTo(type);
    }
}
