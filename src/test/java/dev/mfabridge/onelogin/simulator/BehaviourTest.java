package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
    @CsvSource({"name,/name,NotFound", "status,/status/code,404", "flat,/code,404"})
    void errorsHaveEachOfThreeForms(String form, String pointer, String value) {
        var user = Account.somebody();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).errors(form));

        var reply = Account.API.get(user.path("/registrations/x"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text(pointer)).isEqualTo(value);
    }

    @Test
    void theMessageOfAnErrorCanBeAList() {
        var user = Account.somebody();
        Account.CONTROL.behave(Behaviour.onUser(user.id()).errorMessage("list"));

        assertThat(Account.API
                        .get(user.path("/registrations/x"))
                        .json()
                        .get("message")
                        .isArray())
                .isTrue();
    }

    @Test
    void aWrongCodeCanBeRefusedAtARegistrationAndPendingAtAVerification() {
        var newcomer = Account.somebody();
        Account.CONTROL.behave(Behaviour.onUser(newcomer.id()).wrongCode("unauthorized"));
        assertThat(newcomer.answer(newcomer.register(FactorType.SMS), "no").status())
                .isEqualTo(401);

        var regular = Account.somebodyWithSms();
        Account.CONTROL.behave(Behaviour.onUser(regular.id()).wrongCode("pending"));
        var reply = regular.answer(regular.challenge(), "no");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/status")).isEqualTo("pending");
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
        var reply = Account.API.exchange(Account.API.json("POST", "/_sim/behaviour", body));

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
