package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationsTest {
    @Test
    void aVerificationHasNoStatusAndSendsTheCode() {
        var user = SimulatorFixture.somebodyWithSms();

        var reply = user.challenge();

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/id")).matches("[0-9a-f-]{36}");
        assertThat(reply.json().has("status")).isFalse();
        assertThat(reply.json().get("user_id").textValue()).isEqualTo(Long.toString(user.id()));
        assertThat(reply.json().get("device_id").textValue()).isEqualTo(user.deviceId());
        assertThat(reply.text("/auth_factor_name")).isEqualTo("SMS");
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).hasSize(1);
    }

    @Test
    void theDeviceMayBeGivenAsANumber() {
        var user = SimulatorFixture.somebodyWithSms();

        assertThat(user.challenge("{\"device_id\":%s,\"expires_in\":240}".formatted(user.deviceId()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void theRightCodeIsASuccess() {
        var user = SimulatorFixture.somebodyWithSms();
        var created = user.challenge();

        var reply = user.answer(created, user.lastCode());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().properties())
                .extracting(field -> field.getKey() + "=" + field.getValue().textValue())
                .containsExactly("id=" + created.text("/id"), "status=accepted", "device_id=" + user.deviceId());
        assertThat(SimulatorFixture.API.get(user.place(created)).text("/status"))
                .isEqualTo("accepted");
    }

    @Test
    void aRightCodeIsGoodOnce() {
        var user = SimulatorFixture.somebodyWithSms();
        var created = user.challenge();
        user.answer(created, user.lastCode());

        assertThat(user.answer(created, user.lastCode()).text("/name")).isEqualTo("NotFoundError");
    }

    @Test
    void aWrongCodeIs200AndPendingAndTheRightOneStillHolds() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.EMAIL);
        var created = user.challenge();

        var wrong = user.answer(created, "no");

        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.text("/status")).isEqualTo("pending");
        assertThat(wrong.text("/id")).isEqualTo(created.text("/id"));
        assertThat(SimulatorFixture.API.get(user.place(created)).text("/status"))
                .isEqualTo("pending");
        assertThat(user.answer(created, user.lastCode()).status()).isEqualTo(200);
    }

    @Test
    void theDeviceMayBeRepeatedWithTheCodeButNotBeAnother() {
        var user = SimulatorFixture.somebodyWithSms();
        var created = user.challenge();
        var body = "{\"otp\":\"%s\",\"device_id\":%s}";

        assertThat(SimulatorFixture.API
                        .put(user.place(created), body.formatted(user.lastCode(), 1))
                        .status())
                .isEqualTo(422);
        assertThat(SimulatorFixture.API
                        .put(user.place(created), body.formatted(user.lastCode(), user.deviceId()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNewVerificationOfTheDeviceEndsTheOneBefore() {
        var user = SimulatorFixture.somebodyWithSms();
        var first = user.challenge();
        var firstCode = user.lastCode();
        var second = user.challenge();

        assertThat(user.answer(first, firstCode).status()).isEqualTo(404);
        assertThat(user.answer(second, user.lastCode()).status()).isEqualTo(200);
    }

    @Test
    void aDeviceThatWasTakenAwayProvesNothingAnyMore() {
        var user = SimulatorFixture.somebodyWithSms();
        var created = user.challenge();

        SimulatorFixture.CONTROL.deleteDevice(user.id(), user.deviceId());

        assertThat(user.answer(created, user.lastCode()).status()).isEqualTo(404);
        assertThat(SimulatorFixture.API.get(user.place(created)).status()).isEqualTo(404);
    }

    @Test
    void anotherPersonsDeviceIsNotFound() {
        var user = SimulatorFixture.somebodyWithSms();
        var other = SimulatorFixture.somebodyWithSms();

        var reply = user.challenge("{\"device_id\":\"%s\"}".formatted(other.deviceId()));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("/name")).isEqualTo("NotFoundError");
    }

    @Test
    void anotherPersonsVerificationIsNotFound() {
        var user = SimulatorFixture.somebodyWithSms();
        var other = SimulatorFixture.somebodyWithSms();

        assertThat(other.answer(user.challenge(), user.lastCode()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"device_id\":\"x\"}",
                "{\"device_id\":%s,\"expires_in\":\"1\"}",
                "{\"device_id\":%s,\"redirect_to\":\"https://example.com\"}",
                "{\"device_id\":%s,\"otp\":\"123456\"}"
            })
    void aFieldThatIsMissingOrNotForTheDeviceIsRefused(String body) {
        var user = SimulatorFixture.somebodyWithSms();

        assertThat(user.challenge(body.formatted(user.deviceId())).status()).isEqualTo(422);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    void anEmailMayLeadBackToAPageButHasNoOwnText() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.EMAIL);
        var body = "{\"device_id\":%s,\"%s\":\"https://example.com\"}";

        assertThat(user.challenge(body.formatted(user.deviceId(), "redirect_to"))
                        .status())
                .isEqualTo(201);
        assertThat(user.challenge(body.formatted(user.deviceId(), "custom_message"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whatOneLoginCannotVerifyThroughItsApiIsRefusedClearly() {
        var reply = SimulatorFixture.somebodyWith(SimulatedFactorType.of("Duo Security"))
                .challenge();

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).isEqualTo("Duo Security can't be verified through the API");
    }
}
