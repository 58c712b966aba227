package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of answers that are not the default. */
class FormsTest {
    private static final List<String> OPENAPI_REGISTRATION =
            List.of("id", "user_id", "device_id", "auth_factor_name", "type_display_name", "user_display_name");

    @Test
    @DisplayName("A registration of the OpenAPI document has no status and no expiry")
    void openApiRegistrationHasNoStatusAndNoExpiry() {
        var user = openApi(SimulatorFixture.user());

        assertThat(names(user.register(SimulatedFactorType.SMS))).containsExactlyElementsOf(OPENAPI_REGISTRATION);
    }

    @ParameterizedTest
    @DisplayName("A registration of the OpenAPI document keeps factor data that the user needs")
    @ValueSource(strings = {"PROTECT", "VOICE", "AUTHENTICATOR"})
    void openApiRegistrationKeepsNecessaryFactorData(String kind) {
        var factor = SimulatedFactorType.of(kind);
        var user = openApi(SimulatorFixture.userOffered(factor));

        assertThat(user.register(factor).json().get("factor_data")).isNotEmpty();
    }

    @Test
    @DisplayName("A verification of the OpenAPI document has the device as an integer")
    void openApiVerificationHasTheDeviceAsAnInteger() {
        var created = openApi(SimulatorFixture.userWithSms()).challenge();

        assertThat(created.json().get("device_id").isIntegralNumber()).isTrue();
        assertThat(names(created))
                .containsExactly(
                        "id",
                        "device_id",
                        "display_name",
                        "expires_at",
                        "redirect_to",
                        "user_display_name",
                        "type_display_name",
                        "auth_factor_name");
    }

    @Test
    @DisplayName("A success of the OpenAPI document is flat, and a wrong code is an error")
    void openApiSuccessIsFlatAndAWrongCodeIsAnError() {
        var user = openApi(SimulatorFixture.userWithSms());
        var created = user.challenge();

        assertThat(user.answer(created, "no").status()).isEqualTo(401);
        assertThat(user.answer(created, user.lastCode()).text("/type")).isEqualTo("success");
    }

    @Test
    @DisplayName("The factors of the OpenAPI document are one object")
    void openApiFactorsAreOneObject() {
        var user = openApi(SimulatorFixture.user());

        assertThat(names(SimulatorFixture.API.get(user.path("/factors"))))
                .containsExactly("factor_id", "name", "auth_factor_name");
    }

    @Test
    @DisplayName("A field can be omitted from every object")
    void fieldCanBeOmittedEverywhere() {
        var user = SimulatorFixture.userWithSms();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).omit("device_id", "user_id", "status"));
        var created = user.challenge();

        assertThat(names(created)).doesNotContain("device_id", "user_id").contains("id");
        assertThat(names(user.poll(created))).containsExactly("id");
        assertThat(SimulatorFixture.API.get(user.path("/devices")).json().get(0).has("device_id"))
                .isFalse();
    }

    @Test
    @DisplayName("A status can be duplicated")
    void statusCanBeDuplicated() {
        var user = SimulatorFixture.userWithSms();
        SimulatorFixture.CONTROL.behave(
                BehaviorRule.onUser(user.id()).duplicateStatus("accepted").shape("array"));

        var reply = user.answer(user.challenge(), "no");

        assertThat(reply.body()).startsWith("[{\"status\":\"accepted\",\"id\":").contains(",\"status\":\"pending\"");
    }

    @Test
    @DisplayName("A success can contradict the status")
    void successCanContradictTheStatus() {
        var user = SimulatorFixture.userWithSms();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).contradiction("on"));

        var reply = user.answer(user.challenge(), "no");

        assertThat(reply.text("/status")).isEqualTo("pending");
        assertThat(reply.text("/type")).isEqualTo("success");
        assertThat(reply.json().get("error").booleanValue()).isFalse();
    }

    @Test
    @DisplayName("An expired challenge can be rejected instead of missing")
    void expiredChallengeCanBeRejected() {
        var user = SimulatorFixture.userWithSms();
        var created = user.challenge();
        SimulatorFixture.CONTROL.expirePending(user.id());
        assertThat(user.poll(created).status()).isEqualTo(404);

        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).expired("rejected"));

        assertThat(user.poll(created).text("/status")).isEqualTo("rejected");
        assertThat(SimulatorFixture.userWithSms().poll(created).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @DisplayName("A token can have each of its forms")
    @CsvSource({"/data/0/access_token,wrapped", "/access_token,text", "/access_token,bare"})
    void tokenHasEachForm(String pointer, String form) {
        try (var simulator = OneLoginSimulator.start(0)) {
            new SimulatorClient(simulator.baseUrl())
                    .behave(BehaviorRule.always().token(form));
            var api = new ApiCaller(simulator.baseUrl());

            var reply = api.exchange(
                    api.json("POST", ApiCaller.TOKEN_PATH, ApiCaller.GRANT).header("Authorization", ApiCaller.BASIC));

            assertThat(reply.text(pointer)).hasSize(64);
            assertThat(reply.json().findValue("expires_in").isTextual()).isEqualTo(form.equals("text"));
        }
    }

    @Test
    @DisplayName("A token that is returned again contains its creation time")
    void repeatedTokenHasItsCreationTime() {
        var clock = new MovableClock();
        try (var simulator = OneLoginSimulator.start(0, UsersFile.demo(), clock)) {
            var api = new ApiCaller(simulator.baseUrl());
            var call = api.json("POST", ApiCaller.TOKEN_PATH, ApiCaller.GRANT).header("Authorization", ApiCaller.BASIC);
            var first = api.exchange(call).body();
            clock.advance(Duration.ofHours(9));

            assertThat(api.exchange(call).body()).isEqualTo(first);
        }
    }

    @Test
    @DisplayName("A token without the scope is issued, but every call with it is rejected")
    void tokenWithoutTheScopeIsIssuedButRejected() {
        try (var simulator = OneLoginSimulator.start(0)) {
            new SimulatorClient(simulator.baseUrl())
                    .behave(BehaviorRule.always().fault("scope"));

            var reply = new ApiCaller(simulator.baseUrl()).get("/api/2/users");

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.text("/status/message")).isEqualTo("Insufficient Permission");
        }
    }

    @Test
    @DisplayName("The simulator sends the body of a rule with the values of its placeholders")
    void bodyIsSentWithTheValuesOfItsPlaceholders() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.VOICE);
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id())
                .body(202, "[{\"id\":\"{{id}}\",\"token\":\"{{verification_token}}\",\"of\":{{user_id}}}]")
                .once());

        var reply = user.register(SimulatedFactorType.VOICE);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().at("/0/of").longValue()).isEqualTo(user.id());
        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), reply.text("/0/token"));
        assertThat(SimulatorFixture.API
                        .get(user.path("/registrations/" + reply.text("/0/id")))
                        .text("/status"))
                .isEqualTo("accepted");
    }

    @Test
    @DisplayName("The body of a rule replaces an error")
    void bodyReplacesAnError() {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).body(404, "<html>gone</html>"));

        assertThat(SimulatorFixture.API.get(user.path("/registrations/x")).body())
                .isEqualTo("<html>gone</html>");
    }

    private static SimulatorFixture.FixtureUser openApi(SimulatorFixture.FixtureUser user) {
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).family("openapi"));
        return user;
    }

    private static List<String> names(ApiCaller.CallerResponse reply) {
        return reply.json().propertyStream().map(field -> field.getKey()).toList();
    }
}
