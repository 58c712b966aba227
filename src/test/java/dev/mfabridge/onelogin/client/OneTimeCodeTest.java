package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "012345",
                " 012 345 ",
                "012\u2009345",
                "012\u2007345",
                "012\u3000345",
                "012\u00a0345",
                "012\u202f345",
                "012\n345\t",
                "012-345",
                "012\u2010345",
                "012\u2011345",
                "012\u2013345",
                "012\u2212345",
                "012－345",
                "012ー345",
                "012_345",
                "012.345",
                "012·345.",
                "\"012345\"",
                "(012345)",
                "012\u200b345",
                "\ufeff012345",
                "\u200e012345\u200f",
                "\u202a012345\u202c",
                "\u2066012345\u2069",
                "012\u00ad345",
                "012\u2060345",
                "０１２３４５",
                "٠١٢٣٤٥",
                "۰۱۲۳۴۵",
                "०१२३४५",
                "๐๑๒๓๔๕",
                "\ud835\udfce\ud835\udfcf\ud835\udfd0345",
                "0\ufe0f\u20e312345"
            })
    @Attack(on = "S5", kind = AttackKind.USERS)
    @DisplayName("Each spelling of a code is the code")
    void spellingsOfCodeAreCode(String input) {
        assertThat(OneTimeCode.parse(input)).contains(new OneTimeCode("012345"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aB3-xY9", "ａＢ３ｘＹ９"})
    @DisplayName("The letters of a code keep their case")
    void lettersKeepCase(String input) {
        assertThat(OneTimeCode.parse(input)).contains(new OneTimeCode("aB3xY9"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u200b", "-", "...", "12€34", "☎12", "кода", "①②③", "x\ud83d"})
    @DisplayName("A text that can't be a code is no code")
    void otherTextIsNoCode(String input) {
        assertThat(OneTimeCode.parse(input)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_000, 100_000, 1_000_000})
    @DisplayName("A text longer than any code is no code")
    void longTextIsNoCode(int length) {
        assertThat(OneTimeCode.parse("1".repeat(length))).isEmpty();
        assertThat(OneTimeCode.parse("1" + " ".repeat(length * 20))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1-2", "é", "１"})
    @DisplayName("A code is made of letters and digits of ASCII only")
    void codeIsAscii(String value) {
        assertThatThrownBy(() -> new OneTimeCode(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ａ", "Ｚ", "ａ", "ｚ"})
    @DisplayName("The first and the last full-width letter are letters of ASCII")
    void outermostFullWidthLettersAreLetters(String input) {
        assertThat(OneTimeCode.parse(input)).contains(new OneTimeCode(Character.toString(input.charAt(0) - 0xfee0)));
    }

    @Test
    @DisplayName("A code has up to 64 characters, in a text of up to 1024 characters")
    void codeHasUpToSixtyFourCharacters() {
        var longest = "1".repeat(64);

        assertThat(OneTimeCode.parse(longest + " ".repeat(960))).contains(new OneTimeCode(longest));
        assertThat(OneTimeCode.parse(longest + " ".repeat(961))).isEmpty();
    }
}
