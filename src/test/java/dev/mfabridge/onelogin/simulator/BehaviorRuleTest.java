package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that change the simulator's answers. */
class BehaviorRuleTest {
    @Test
    @DisplayName("Every single record can be an array of one")
    void recordCanBeAnArrayOfOne() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).shape("array"));

        var created = user.register(SimulatedFactorType.SMS);

        assertThat(created.text("/0/status")).isEqualTo("pending");
        assertThat(SimulatorFixture.API.get(user.challengePath(created)).text("/0/status"))
                .isEqualTo("pending");
        assertThat(SimulatorFixture.API.get(user.path("/factors")).json().get(0).isObject())
                .isTrue();
    }

    @Test
    @DisplayName("Every single record can be a bare object")
    void recordCanBeABareObject() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).shape("object"));

        assertThat(user.answer(user.register(SimulatedFactorType.SMS), user.lastCode())
                        .text("/status"))
                .isEqualTo("accepted");
    }

    @Test
    @DisplayName("Ids can be numbers")
    void idsCanBeNumbers() {
        var user = SimulatorFixture.userWithSms();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).ids("number"));

        var created = user.challenge().json();

        assertThat(created.get("device_id").isNumber()).isTrue();
        assertThat(created.get("user_id").isNumber()).isTrue();
        assertThat(created.get("id").isTextual()).isTrue();
        assertThat(SimulatorFixture.API
                        .get(user.path("/devices"))
                        .json()
                        .at("/0/device_id")
                        .isNumber())
                .isTrue();
    }

    @Test
    @DisplayName("Ids can be texts")
    void idsCanBeTexts() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).ids("string"));

        assertThat(SimulatorFixture.API
                        .get(user.path("/factors"))
                        .json()
                        .at("/0/factor_id")
                        .textValue())
                .isEqualTo("58959");
    }

    @ParameterizedTest
    @DisplayName("Errors can have each of their forms")
    @CsvSource(
            delimiter = '|',
            value = {
                "name | {\"statusCode\":404,\"name\":\"NotFoundError\",\"message\":\"The resource can't be found\"}",
                "status | {\"status\":{\"error\":true,\"code\":404,\"type\":\"Not Found\",\"message\":\"The resource can't be found\"}}",
                "flat | {\"error\":true,\"code\":404,\"type\":\"Not Found\",\"message\":\"The resource can't be found\"}",
                "description | {\"status\":404,\"error\":\"not_found\",\"description\":\"The resource can't be found\"}",
                "messages | {\"messages\":[\"The resource can't be found\"]}",
                "fields | {\"message\":\"The resource can't be found\",\"errors\":[{\"field\":\"otp\",\"message\":[\"is invalid\"]}]}",
                "message | {\"message\":\"Not Found\"}",
                "details | {\"statusCode\":404,\"name\":\"ValidationError\",\"message\":\"The resource can't be found\",\"details\":{\"otp\":[\"is invalid\"]}}"
            },
            quoteCharacter = '^')
    void errorsHaveEachForm(String form, String body) {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).errors(form));

        var reply = SimulatorFixture.API.get(user.path("/registrations/x"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @DisplayName("The message of an error can have each of its types")
    @CsvSource({"text,STRING", "list,ARRAY", "object,OBJECT"})
    void errorMessageHasEachType(String value, JsonNodeType type) {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).errorMessage(value));

        var message =
                SimulatorFixture.API.get(user.path("/registrations/x")).json().get("message");

        assertThat(message.getNodeType()).isEqualTo(type);
    }

    @ParameterizedTest
    @DisplayName("A wrong code can have each of its answers")
    @CsvSource({
        "pending,200,/status,pending",
        "rejected,200,/status,rejected",
        "unauthorized,401,/name,InvalidCredentials",
        "failed,400,/status/message,Failed authentication with this factor",
        "unprocessable,422,/name,UnprocessableEntityError",
        "forbidden,403,/name,ForbiddenAction"
    })
    void wrongCodeHasEachAnswer(String value, int status, String pointer, String text) {
        var newcomer = SimulatorFixture.user();
        var regular = SimulatorFixture.userWithSms();
        for (var user : List.of(newcomer, regular)) {
            SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).wrongCode(value));
            var started = user == newcomer ? user.register(SimulatedFactorType.SMS) : user.challenge();

            var reply = user.answer(started, "no");

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.text(pointer)).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("The right code can't prove a verification that a wrong code rejected")
    void rejectedVerificationCannotBeProven() {
        var user = SimulatorFixture.userWithSms();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).wrongCode("rejected"));
        var created = user.challenge();
        user.answer(created, "no");

        assertThat(user.answer(created, user.lastCode()).status()).isEqualTo(404);
        assertThat(user.poll(created).text("/status")).isEqualTo("rejected");
    }

    @ParameterizedTest
    @DisplayName("A right code at a verification can have each of three forms of success")
    @CsvSource({"status,/status/type,success", "flat,/type,success", "record,/status,accepted"})
    void rightCodeHasEachFormOfSuccess(String form, String pointer, String value) {
        var user = SimulatorFixture.userWithSms();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).success(form));

        assertThat(user.answer(user.challenge(), user.lastCode()).text(pointer)).isEqualTo(value);
    }

    @Test
    @DisplayName("A replaced status proves nothing")
    void replacedStatusProvesNothing() {
        var newcomer = SimulatorFixture.user();
        var created = newcomer.register(SimulatedFactorType.SMS);
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(newcomer.id()).status("rejected"));
        assertThat(newcomer.answer(created, newcomer.lastCode()).text("/status"))
                .isEqualTo("rejected");
        assertThat(newcomer.register("{\"factor_id\":58961,\"display_name\":\"x\",\"verified\":true}")
                        .text("/status"))
                .isEqualTo("rejected");
        assertThat(SimulatorFixture.CONTROL.devicesOf(newcomer.id())).isEmpty();

        var regular = SimulatorFixture.userWithSms();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(regular.id()).status("weird"));
        var verification = regular.challenge();
        assertThat(regular.answer(verification, regular.lastCode()).text("/status"))
                .isEqualTo("weird");
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(regular.id()).status(""));
        assertThat(SimulatorFixture.API
                        .get(regular.challengePath(verification))
                        .json()
                        .has("status"))
                .isFalse();
    }

    @Test
    @DisplayName("An answer can be delayed")
    void answerCanBeDelayed() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).latency(Duration.ofMillis(300)).once());

        var start = System.nanoTime();
        assertThat(SimulatorFixture.API.get(user.path("/factors")).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    @DisplayName("A rule applies to as many matching calls as it says")
    void ruleAppliesToItsNumberOfCalls() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.on("GET " + user.path("/factors")).fault("503").times(2));

        assertThat(SimulatorFixture.API.get(user.path("/devices")).status()).isEqualTo(200);
        assertThat(SimulatorFixture.API.get(user.path("/factors")).status()).isEqualTo(503);
        assertThat(SimulatorFixture.API.get(user.path("/factors")).status()).isEqualTo(503);
        assertThat(SimulatorFixture.API.get(user.path("/factors")).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("The newest rule decides only the fields that it contains")
    void newestRuleDecidesOnlyItsOwnFields() {
        var user = SimulatorFixture.userWithSms();
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).ids("number").fault("500"));
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.on("GET */users/" + user.id() + "/dev*").fault("none"));

        assertThat(SimulatorFixture.API.get(user.path("/factors")).status()).isEqualTo(500);
        assertThat(SimulatorFixture.API
                        .get(user.path("/devices"))
                        .json()
                        .at("/0/device_id")
                        .isNumber())
                .isTrue();
    }

    @Test
    @DisplayName("The star is the only wildcard of a match")
    void starIsTheOnlyWildcardOfAMatch() {
        var pattern = BehaviorRule.on("PUT /a.b/*/c").pattern();

        assertThat("PUT /a.b/1/2/c").matches(pattern);
        assertThat("PUT /aXb/1/c").doesNotMatch(pattern);
        assertThat("PUT /a.b/1/cd").doesNotMatch(pattern);
    }

    @ParameterizedTest
    @DisplayName("The simulator names an error in a rule")
    @ValueSource(
            strings = {
                "{\"falt\":\"500\"}",
                "{\"fault\":\"501\"}",
                "{\"fault\":500}",
                "{\"shape\":\"list\"}",
                "{\"times\":-1}",
                "{\"times\":\"1\"}",
                "{\"latency_ms\":-5}",
                "{\"match\":7}",
                "[]",
                "",
                "{"
            })
    void errorInARuleIsNamed(String body) {
        var reply = SimulatorFixture.API.exchange(SimulatorFixture.API.json("POST", "/_sim/behavior", body));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/error")).isNotEmpty();
    }

    @Test
    @DisplayName("The simulator's client reports an error in a rule")
    void clientReportsAnErrorInARule() {
        assertThatThrownBy(() ->
                        SimulatorFixture.CONTROL.behave(BehaviorRule.always().fault("earthquake")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("earthquake");
    }
}
