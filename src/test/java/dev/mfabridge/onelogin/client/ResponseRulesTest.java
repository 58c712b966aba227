package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for statuses, claims and fields of responses, at their limits (S1, S5). */
class ResponseRulesTest {
    @ParameterizedTest
    @CsvSource({
        "302, INVALID_RESPONSE",
        "400, REFUSED",
        "401, UNAUTHORIZED",
        "429, RATE_LIMITED",
        "499, REFUSED",
        "500, UNREACHABLE",
        "503, UNREACHABLE"
    })
    @DisplayName("Each HTTP status without a success has its kind of failure")
    void statusHasItsKindOfFailure(int status, OneLoginException.Kind kind) {
        assertThat(ApiErrors.toException("GET /x", response(status, "")).kind()).isEqualTo(kind);
    }

    @Test
    @DisplayName("The message about HTTP 429 names the waiting time")
    void messageNamesWaitingTime() {
        var limited = new TransportResponse(429, "", Optional.empty(), Optional.of(Duration.ofSeconds(30)));

        assertThat(ApiErrors.toException("GET /x", limited))
                .hasMessage("GET /x: OneLogin answered HTTP 429, retry after 30 s");
    }

    @ParameterizedTest
    @CsvSource({"399, false", "400, true", "429, false", "499, true", "500, false"})
    @DisplayName("A success in the body contradicts only an HTTP status that rejects the request")
    void successContradictsRejection(int status, boolean isContradiction) {
        assertThat(ErrorReader.isContradiction(response(status, "{\"type\":\"success\"}")))
                .isEqualTo(isContradiction);
    }

    @ParameterizedTest
    @CsvSource({"401, true", "403, true", "400, false", "404, false"})
    @DisplayName("A scope is missing only if the HTTP status is about rights")
    void scopeIsMissingOnlyByStatusAboutRights(int status, boolean isMissing) {
        assertThat(ErrorReader.isScopeMissing(response(status, "{\"message\":\"Insufficient Permission\"}")))
                .isEqualTo(isMissing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":200}     | true  | false",
                "{\"status\":404}     | false | true",
                "{\"status\":[\"a\"]} | false | true",
                "{\"status\":{}}      | false | false",
                "{\"status\":\"a\"}   | false | false"
            })
    @DisplayName("A number as a status is an HTTP status, and a status of another form claims a failure (S1)")
    void numberAsStatusIsHttpStatus(String answer, boolean success, boolean failure) {
        var claims = AnswerClaims.of(ApiJson.parse(answer).orElseThrow());

        assertThat(claims.success()).isEqualTo(success);
        assertThat(claims.failure()).isEqualTo(failure);
    }

    @Test
    @DisplayName("A general success beside an unknown field is no acceptance of a code (S1)")
    void successBesideUnknownFieldIsNoAcceptance() {
        var success = "{\"type\":\"success\",\"code\":200,\"error\":false%s}";

        assertThat(status(success.formatted(""))).isEqualTo(ChallengeStatus.ACCEPTED);
        assertThat(status(success.formatted(",\"call\":7"))).isEqualTo(ChallengeStatus.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"f\":\" \"}", "{\"f\":true}", "{\"f\":1.5}", "{\"f\":[]}", "{\"f\":null}"})
    @DisplayName("A field that is missing, blank or of another type has no text")
    void fieldOfOtherTypeHasNoText(String object) {
        assertThat(ApiJson.text(ApiJson.parse(object).orElseThrow(), "f")).isEmpty();
    }

    @Test
    @DisplayName("A name without a visible character is none")
    void invisibleNameIsNone() {
        assertThat(ApiJson.name(ApiJson.parse("{\"f\":\"\u200b\"}").orElseThrow(), "f"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2048, true", "2049, false"})
    @DisplayName("The data of a factor is left out if no user could scan or enter it")
    void longFactorDataIsLeftOut(int length, boolean isKept) {
        var object = "{\"factor_data\":{\"verification_token\":\"" + "x".repeat(length) + "\"}}";

        assertThat(ApiJson.factorData(ApiJson.parse(object).orElseThrow()).equals(FactorData.NONE))
                .isNotEqualTo(isKept);
    }

    private static ChallengeStatus status(String answer) {
        return StatusReader.statusOrSuccess(ApiJson.parse(answer).orElseThrow());
    }

    private static TransportResponse response(int status, String body) {
        return new TransportResponse(status, body, Optional.empty(), Optional.empty());
    }
}
