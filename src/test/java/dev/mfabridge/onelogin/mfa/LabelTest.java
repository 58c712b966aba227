package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

    @ParameterizedTest
    @CsvSource({
        "OneLogin SMS, OneLogin SMS",
        "iPhone 15, iPhone 15",
        "+15550100001, +•••••••••01",
        "My phone 555-010-0001, My phone •••-•••-••01",
        "(555) 010 0001, (•••) ••• ••01"
    })
    @DisplayName("A label shows only the last two digits of a phone number (S9)")
    void phoneNumberShowsOnlyLastTwoDigits(String name, String label) {
        assertThat(new Label(name).text()).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "a\u001b[31mb", "a\nb"})
    @DisplayName("A label has no control character that a database could refuse")
    void controlCharactersAreRemoved(String name) {
        assertThat(new Label(name).text()).isNotEmpty().doesNotContainPattern("\\p{Cntrl}");
    }

    @ParameterizedTest
    @CsvSource({"70, 64", "64, 64", "1, 1"})
    @DisplayName("A label has at most 64 characters")
    void labelHasAtMostSixtyFourCharacters(int length, int kept) {
        assertThat(new Label("x".repeat(length)).text()).hasSize(kept);
    }
}
