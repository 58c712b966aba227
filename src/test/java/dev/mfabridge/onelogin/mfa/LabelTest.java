package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

    @ParameterizedTest
    @CsvSource({
        "+15550100001, +•••••••••01",
        "5550100001 at home, ••••••••01 at home",
        "My phone 555-010-0001, My phone •••-•••-••01",
        "(555) 010 0001, (•••) ••• ••01",
        "030/123456, •••/••••56",
        "+49 (0)30 / 123 456, +•• (•)•• / ••• •56",
        "+49 171/1234567, +•• •••/•••••67",
        "Work 123456, Work ••••56",
        "030\u2011123\u2011456, •••\u2011•••\u2011•56",
        "030\u00a0123\u202f456, ••• ••• •56",
        "030\u200b123\u2060456\u200e, •••••••56",
        "030ー12ｰ3456, •••ー••ｰ••56",
        "０３０－１２３４５６, •••－••••５６",
        "٠٣٠ ١٢٣٤٥٦, ••• ••••٥٦",
        "۰۳۰ ۱۲۳۴۵۶, ••• ••••۵۶",
        "०३०१२३४५६, •••••••५६",
        "⓪③⓪ ¹²³⁴⁵⁶, ••• ••••⁵⁶",
        "\u2469\u2468 171 1234, •• ••• ••34",
        "0\u20e33\u20e30\u20e3 1234, •\u20e3•\u20e3•\u20e3 ••34",
        "0|3|0~12=34_56, •|•|•~••=••_56",
        "030📞123456, •••📞••••56",
        "0171x12345, ••••x•••45",
        "555 123 x 4567, ••• ••• x ••67",
        "0a1b7c1d2e3f4, •a•b•c•d•e3f4",
        "+49 171 Ann 12345, +•• ••• Ann •••45",
        "My +49 (171) and 123 45, My +•• (•••) and ••• 45",
        "＋49 171 mobil 12345, ＋•• ••• mobil •••45",
        "٠١٧١ عمل ١٢٣٤٥, •••• عمل •••٤٥",
        "+49 30 12345 ext. 678, +•• •• ••••• ext. •78"
    })
    @Attack(on = "S9", kind = AttackKind.PRIVACY)
    @DisplayName("A label shows only the last two digits of a phone number in any spelling (S9)")
    void phoneNumberShowsOnlyLastTwoDigits(String name, String label) {
        assertThat(new Label(name).text()).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OneLogin SMS",
                "iPhone 15",
                "iPhone 15 2024",
                "iPhone 15 Pro 256 GB 2024",
                "Samsung S21 5G 128 GB",
                "Galaxy S24 / Pixel 8",
                "YubiKey 5 NFC",
                "SM-G991B",
                "a@",
                "@a",
                "At @ home"
            })
    @DisplayName("A label shows a name without a number or an address as it is")
    void nameWithoutNumberStaysAsItIs(String name) {
        assertThat(new Label(name).text()).isEqualTo(name);
    }

    @Test
    @DisplayName("A label masks a long date, since it can't be told from a phone number")
    void longDateIsMasked() {
        assertThat(new Label("iPhone 15 2024-11-26").text()).isEqualTo("iPhone •• ••••-••-26");
    }

    @ParameterizedTest
    @CsvSource({
        "ann.smith@example.com, a••••@example.com",
        "Mail to a@example.com, Mail to a••••@example.com",
        "5550100001@text.example.com, 5••••@text.example.com",
        "ann＠example.com, a••••＠example.com",
        "a\u200bnn@example.com, a••••@example.com"
    })
    @DisplayName("A label shows the first character and the domain of an e-mail address")
    void addressShowsFirstCharacterAndDomain(String name, String label) {
        assertThat(new Label(name).text()).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "a\u001b[31mb", "a\nb", "a\u0085b", "a\u009b31mb", "a\u2028b"})
    @DisplayName("A label has no control character that a database could refuse")
    void controlCharactersAreRemoved(String name) {
        assertThat(new Label(name).text()).isNotEmpty().doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    }

    @ParameterizedTest
    @CsvSource({
        "a\u202eb\u2066c\u200fd, abcd",
        "a\u200bb\ufeffc\u00add, abcd",
        "a\u2800b\u3164c\u115fd, abcd",
        "\u2764\ufe0f, \u2764",
        "\ud83d\udc69\u200d\ud83d\udcbb, \ud83d\udc69\ud83d\udcbb",
        "x\ud83d, x\ufffd",
        "\u200b\u202e, \ufffd"
    })
    @Attack(on = "S9", kind = AttackKind.PRIVACY)
    @DisplayName("A label has no invisible character, and is never empty")
    void invisibleCharactersAreRemoved(String name, String label) {
        assertThat(new Label(name).text()).isEqualTo(label);
    }

    @Test
    @DisplayName("A text without a visible character is no label")
    void invisibleTextIsNoLabel() {
        assertThat(Label.parse(null)).isEmpty();
        assertThat(Label.parse(" \u00a0\u200b")).isEmpty();
        assertThat(Label.parse("a")).contains(new Label("a"));
    }

    @ParameterizedTest
    @CsvSource({"70, 64", "64, 64", "1, 1", "5000, 64"})
    @DisplayName("A label has at most 64 characters")
    void labelHasAtMostSixtyFourCharacters(int length, int kept) {
        assertThat(new Label("x".repeat(length)).text()).hasSize(kept);
    }

    @Property
    @net.jqwik.api.Label("The label of a label is the same label")
    void labelOfLabelIsSame(@ForAll @StringLength(min = 1, max = 200) String name) {
        var label = new Label(name);

        assertThat(new Label(label.text())).isEqualTo(label);
    }
}
