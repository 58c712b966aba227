package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that the client takes and returns. */
class ClientValuesTest {

    static Stream<Arguments> values() {
        var account = new OneLoginAccount(URI.create("https://acme.onelogin.com"), "id", "secret");
        return Stream.of(
                Arguments.of(account, "OneLoginAccount[https://acme.onelogin.com]"),
                Arguments.of(new AccessToken("t1", Instant.EPOCH), "AccessToken[stale from 1970-01-01T00:00:00Z]"),
                Arguments.of(new OneTimeCode("012345"), "OneTimeCode[hidden]"),
                Arguments.of(new FactorData("otpauth://totp/x", "t"), "FactorData[hidden]"),
                Arguments.of(ApiRequest.get("/api/2/users/{id}", new OneLoginId("7")), "GET /api/2/users/{id}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    @DisplayName("The text of a value names the value and hides its secrets and ids (S7)")
    void textNamesValueWithoutSecrets(Object value, String text) {
        assertThat(value).hasToString(text);
    }

    static Stream<Arguments> lookups() {
        return Stream.of(
                Arguments.of(new UserLookup.Found(new OneLoginId("7")), "found 7"),
                Arguments.of(new UserLookup.Blocked(UserLookup.Block.LOCKED), "blocked LOCKED"),
                Arguments.of(new UserLookup.None(), "none"),
                Arguments.of(new UserLookup.NotSearchable(), "none"),
                Arguments.of(new UserLookup.Several(), "several"));
    }

    @ParameterizedTest
    @MethodSource("lookups")
    @DisplayName("Each result of a lookup has its own outcome, and a pattern finds no user")
    void lookupHasItsOutcome(UserLookup lookup, String outcome) {
        assertThat(lookup.<String>fold(
                        user -> "found " + user, block -> "blocked " + block, () -> "none", () -> "several"))
                .isEqualTo(outcome);
    }

    @Test
    @DisplayName("A list is complete only if each item could be read (S2)")
    void listIsCompleteIfEachItemIsReadable() {
        assertThat(new ReadableItems<>(List.of(), List.of()).isComplete()).isTrue();
        assertThat(new ReadableItems<>(List.of(), List.of("item 1")).isComplete())
                .isFalse();
    }

    @Test
    @DisplayName("A message without options has a lifetime, and OneLogin's own text")
    void messageWithoutOptionsHasLifetime() {
        assertThat(DeliveryOptions.withLifetime(Duration.ofSeconds(240)))
                .isEqualTo(new DeliveryOptions(Duration.ofSeconds(240), Optional.empty(), Optional.empty()));
    }
}
