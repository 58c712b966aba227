package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoggedWordTest {

    @Test
    @DisplayName("A logged word can't start another line of the log")
    void wordStaysOnItsLine() {
        assertThat(LoggedWord.of("Invalid_Credentials 1.2-3\n\u0085\u2028\u001bé"))
                .isEqualTo("Invalid_Credentials 1.2-3?????");
    }

    @Test
    @DisplayName("A logged name contains no code, number or token, and keeps words and short numbers (S7)")
    void nameContainsNoCode() {
        assertThat(LoggedWord.ofName("Invalid_code 123456, http 404 ForbiddenAction +12025550123 K7MQ4P"))
                .isEqualTo("Invalid_code ?? http 404 ForbiddenAction ?? ?");
        assertThat(LoggedWord.ofName("x".repeat(64))).isEqualTo("?");
    }

    @Test
    @DisplayName("A logged word has at most 60 characters")
    void wordIsShort() {
        assertThat(LoggedWord.of("x".repeat(1_000_000))).hasSize(60);
    }

    @Test
    @DisplayName("A logged name keeps a word of 40 letters")
    void nameKeepsLongWord() {
        assertThat(LoggedWord.ofName("x".repeat(40))).isEqualTo("x".repeat(40));
    }

    @Test
    @DisplayName("A logged id has no blank")
    void idHasNoBlank() {
        assertThat(LoggedWord.ofId("5F18 CDE\n")).isEqualTo("5F18?CDE?");
    }
}
