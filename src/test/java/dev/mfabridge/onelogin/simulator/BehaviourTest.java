package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {
    @Test
    void everySingleRecordCanComeInAnArray() {
        var user = Account.somebody();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).shape("array"));

        var created = user.register(FactorType.SMS);

        assertThat(created.text("/0/status")).isEqualTo("pending");
        assertThat(Account.API.get(user.place(created)).text("/0/status")).isEqualTo("pending");
        assertThat(Account.API.get(user.path("/factors")).json().get(0).isObject())
                .isTrue();
    }

    @Test
    void everySingleRecordCanComeBare() {
        var user = Account.somebody();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).shape("object"));

        assertThat(user.answer(user.register(FactorType.SMS), user.lastCode()).text("/status"))
                .isEqualTo("accepted");
    }

    @Test
    void idsCanBeNumbers() {
        var user = Account.somebodyWithSms();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).ids("number"));

        var created = user.challenge().json();

        assertThat(created.get("device_id").isNumber()).isTrue();
        assertThat(created.get("user_id").isNumber()).isTrue();
        assertThat(created.get("id").isTextual()).isTrue();
        assertThat(Account.API
                        .get(user.path("/devices"))
                        .json()
                        .at("/0/device_id")
                        .isNumber())
                .isTrue();
    }

    @Test
    void idsCanBeTexts() {
        var user = Account.somebody();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).ids("string"));

        assertThat(Account.API
                        .get(user.path("/factors"))
                        .json()
                        .at("/0/factor_id")
                        .textValue())
                .isEqualTo("58959");
    }

    @ParameterizedTest
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
    void errorsHaveEachOfTheirForms(String form, String body) {
        var user = Account.somebody();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).errors(form));

        var reply = Account.API.get(user.path("/registrations/x"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"text,STRING", "list,ARRAY", "object,OBJECT"})
    void theMessageOfAnErrorHasEachOfItsTypes(String value, JsonNodeType type) {
        var user = Account.somebody();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).errorMessage(value));

        var message = Account.API.get(user.path("/registrations/x")).json().get("message");

        assertThat(message.getNodeType()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "pending,200,/status,pending",
        "rejected,200,/status,rejected",
        "unauthorized,401,/name,InvalidCredentials",
        "failed,400,/status/message,Failed authentication with this factor",
        "unprocessable,422,/name,UnprocessableEntityError",
        "forbidden,403,/name,ForbiddenAction"
    })
    void aWrongCodeHasEachOfItsAnswers(String value, int status, String pointer, String text) {
        var newcomer = Account.somebody();
        var regular = Account.somebodyWithSms();
        for (var user : List.of(newcomer, regular)) {
            Account.CONTROL.behave(Behaviour.onUser(user.id()).wrongCode(value));
            var begun = user == newcomer ? user.register(FactorType.SMS) : user.challenge();

            var reply = user.answer(begun, "no");

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.text(pointer)).isEqualTo(text);
        }
    }

    @Test
    void nothingProvesWhatAWrongCodeRejected() {
        var user = Account.somebodyWithSms();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).wrongCode("rejected"));
        var created = user.challenge();
        user.answer(created, "no");

        assertThat(user.answer(created, user.lastCode()).status()).isEqualTo(404);
        assertThat(user.asked(created).text("/status")).isEqualTo("rejected");
    }

    @ParameterizedTest
    @CsvSource({"status,/status/type,success", "flat,/type,success", "record,/status,accepted"})
    void aRightCodeAtAVerificationHasEachOfThreeForms(String form, String pointer, String value) {
        var user = Account.somebodyWithSms();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).success(form));

        assertThat(user.answer(user.challenge(), user.lastCode()).text(pointer)).isEqualTo(value);
    }

    @Test
    void aStatusThatIsPutInProvesNothing() {
        var newcomer = Account.somebody();
        var created = newcomer.register(FactorType.SMS);
        Account.CONTROL.behave(Behaviour.onUser(newcomer.id()).status("rejected"));
        assertThat(newcomer.answer(created, newcomer.lastCode()).text("/status"))
                .isEqualTo("rejected");
        assertThat(newcomer.register("{\"factor_id\":58961,\"display_name\":\"x\",\"verified\":true}")
                        .text("/status"))
                .isEqualTo("rejected");
        assertThat(Account.CONTROL.devicesOf(newcomer.id())).isEmpty();

        var regular = Account.somebodyWithSms();
        Account.CONTROL.behave(Behaviour.onUser(regular.id()).status("weird"));
        var verification = regular.challenge();
        assertThat(regular.answer(verification, regular.lastCode()).text("/status"))
                .isEqualTo("weird");
        Account.CONTROL.behave(Behaviour.onUser(regular.id()).status(""));
        assertThat(Account.API.get(regular.place(verification)).json().has("status"))
                .isFalse();
    }

    @Test
    void anAnswerCanBeLate() {
        var user = Account.somebody();
        Account.CONTROL.behave(
                Behaviour.onUser(user.id()).latency(Duration.ofMillis(300)).once());

        var start = System.nanoTime();
        assertThat(Account.API.get(user.path("/factors")).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void aRuleHoldsForAsManyMatchingCallsAsItSays() {
        var user = Account.somebody();
        Account.CONTROL.behave(
                Behaviour.on("GET " + user.path("/factors")).fault("503").times(2));

        assertThat(Account.API.get(user.path("/devices")).status()).isEqualTo(200);
        assertThat(Account.API.get(user.path("/factors")).status()).isEqualTo(503);
        assertThat(Account.API.get(user.path("/factors")).status()).isEqualTo(503);
        assertThat(Account.API.get(user.path("/factors")).status()).isEqualTo(200);
    }

    @Test
    void theNewestRuleDecidesWhatItNamesAndLeavesTheRest() {
        var user = Account.somebodyWithSms();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).ids("number").fault("500"));
        Account.CONTROL.behave(
                Behaviour.on("GET */users/" + user.id() + "/dev*").fault("none"));

        assertThat(Account.API.get(user.path("/factors")).status()).isEqualTo(500);
        assertThat(Account.API
                        .get(user.path("/devices"))
                        .json()
                        .at("/0/device_id")
                        .isNumber())
                .isTrue();
    }

    @Test
    void onlyTheStarIsSpecialInAMatch() {
        var pattern = Behaviour.on("PUT /a.b/*/c").pattern();

        assertThat("PUT /a.b/1/2/c").matches(pattern);
        assertThat("PUT /aXb/1/c").doesNotMatch(pattern);
        assertThat("PUT /a.b/1/cd").doesNotMatch(pattern);
    }

    @ParameterizedTest
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
    void aMistakeInARuleIsNamed(String body) {
        var reply = Account.API.exchange(Account.API.json("POST", "/_sim/behavior", body));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/error")).isNotEmpty();
    }

    @Test
    void theClientTellsOfAMistakeToo() {
        assertThatThrownBy(() -> Account.CONTROL.behave(Behaviour.always().fault("earthquake")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("earthquake");
    }
}
