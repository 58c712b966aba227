package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
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

    @ParameterizedTest
    @CsvSource({
        // type, known, app, one call, message, out of band, typed code, link, phone code, text, pairing token
        "PROTECT, true, true, true, true, true, true, false, false, false, true",
        "AUTHENTICATOR, true, true, true, false, false, true, false, false, false, false",
        "EMAIL, true, false, false, true, false, true, true, false, false, false",
        "SMS, true, false, false, true, false, true, false, false, true, false",
        "VOICE, true, false, false, true, true, false, false, true, false, false",
        "TEMPORARY_TOKEN, false, false, true, false, false, true, false, false, false, false",
        "OTHER, false, false, false, true, false, true, false, false, false, false"
    })
    @DisplayName("Each factor type has the pages, the messages and the checks that OneLogin's documents give it")
    void typeHasItsTraits(ArgumentsAccessor row) {
        var type = row.get(0, FactorType.class);

        assertThat(List.of(
                        type.isKnown(),
                        type.hasApp(),
                        type.isCheckedInOneCall(),
                        type.sendsMessage(),
                        type.isOutOfBand(),
                        type.hasTypedCode(),
                        type.mayHaveLink(),
                        type.hasPhoneCode(),
                        type.hasCustomText(),
                        type.hasPairingToken()))
                .isEqualTo(
                        IntStream.rangeClosed(1, 10).mapToObj(row::getBoolean).toList());
    }

    @Test
    @DisplayName("The offered types come in the order of their strength")
    void offeredTypesComeInOrderOfStrength() {
        assertThat(FactorType.provable())
                .containsExactly(
                        FactorType.PROTECT,
                        FactorType.AUTHENTICATOR,
                        FactorType.EMAIL,
                        FactorType.SMS,
                        FactorType.VOICE);
    }
}
