package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samstevens.totp.code.DefaultCodeGenerator;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authenticator apps in the simulator. */
class AuthenticatorTest {
    @Test
    @DisplayName("A registration contains a URL for the app and sends nothing")
    void registrationHasAUrlForTheAppAndSendsNothing() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.AUTHENTICATOR);

        var created = user.register(SimulatedFactorType.AUTHENTICATOR);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/factor_data/totp_url"))
                .matches("otpauth://totp/OneLogin%3Auser\\d+%40example\\.com\\?secret=[A-Z2-7]{32}&issuer=OneLogin"
                        + "&algorithm=SHA1&digits=6&period=30");
        assertThat(created.json().get("factor_data")).hasSize(1);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    @DisplayName("The app shows the code of the secret in the URL")
    void appShowsTheCodeOfTheSecretInTheUrl() throws Exception {
        var clock = new MovableClock();
        try (var simulator = OneLoginSimulator.start(0, UsersFile.demo(), clock)) {
            var control = new SimulatorClient(simulator.baseUrl());
            control.addUser(SimulatedUser.named(7, "seven").offered(SimulatedFactorType.AUTHENTICATOR));
            var created = new ApiCaller(simulator.baseUrl())
                    .post("/api/2/mfa/users/7/registrations", "{\"factor_id\":58957,\"display_name\":\"x\"}");
            var secret = created.text("/factor_data/totp_url").replaceFirst(".*secret=([A-Z2-7]+).*", "$1");

            assertThat(control.appsOf(7).get(0).code())
                    .isEqualTo(new DefaultCodeGenerator()
                            .generate(secret, clock.instant().getEpochSecond() / 30));
        }
    }

    @Test
    @DisplayName("The code of the app enrolls the device")
    void appCodeEnrollsTheDevice() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.AUTHENTICATOR);
        var created = user.register(SimulatedFactorType.AUTHENTICATOR);
        var device = user.pendingApp();

        assertThat(user.answer(created, user.appCode(device)).text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly(device);
    }

    @Test
    @DisplayName("A wrong code leaves the registration pending")
    void wrongCodeLeavesTheRegistrationPending() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.AUTHENTICATOR);
        var created = user.register(SimulatedFactorType.AUTHENTICATOR);

        assertThat(user.answer(created, "no").text("/status")).isEqualTo("pending");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    @DisplayName("The enrolled device proves a later login")
    void enrolledDeviceProvesALaterLogin() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.AUTHENTICATOR);
        var created = user.register(SimulatedFactorType.AUTHENTICATOR);
        var device = user.pendingApp();
        user.answer(created, user.appCode(device));

        var next = SimulatorFixture.CONTROL.appCode(user.id(), device, Duration.ofSeconds(30));

        assertThat(inOneCall(user, device, next).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("A verification returns its id without factor data and sends nothing")
    void verificationReturnsOnlyItsId() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);

        var created = user.challenge();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/id")).matches("[0-9a-f-]{36}");
        assertThat(created.json().has("factor_data")).isFalse();
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    @DisplayName("The app's code with the device proves the verification")
    void appCodeWithTheDeviceProvesTheVerification() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);
        var created = user.challenge();

        var reply = answerWithDevice(user, created, user.appCode(user.deviceId()));

        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
    }

    @Test
    @DisplayName("The simulator rejects the app's code without the device, and the code stays valid")
    void appCodeWithoutTheDeviceIsRejectedAndStaysValid() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);
        var created = user.challenge();
        var code = user.appCode(user.deviceId());

        var reply = user.answer(created, code);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).contains("device_id");
        assertThat(answerWithDevice(user, created, code).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("A wrong code leaves the verification pending, and the right code stays valid")
    void wrongCodeIsPendingAndTheRightCodeStaysValid() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);
        var created = user.challenge();

        assertThat(answerWithDevice(user, created, "no").text("/status")).isEqualTo("pending");
        assertThat(answerWithDevice(user, created, user.appCode(user.deviceId()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("A code is valid once across all verifications")
    void codeIsValidOnceForAllVerifications() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);
        var code = user.appCode(user.deviceId());
        answerWithDevice(user, user.challenge(), code);

        assertThat(answerWithDevice(user, user.challenge(), code).text("/status"))
                .isEqualTo("pending");
        assertThat(inOneCall(user, user.deviceId(), code).text("/status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @DisplayName("The code of the previous or next time step is accepted")
    @ValueSource(ints = {-30, 30})
    void codeOfTheAdjacentTimeStepIsAccepted(int seconds) {
        assertThat(statusWithClockAheadBy(seconds)).isEqualTo("accepted");
    }

    @ParameterizedTest
    @DisplayName("The code of a more distant time step is rejected")
    @ValueSource(ints = {-60, 60})
    void codeOfADistantTimeStepIsRejected(int seconds) {
        assertThat(statusWithClockAheadBy(seconds)).isEqualTo("pending");
    }

    @Test
    @DisplayName("A single call with the code proves the device")
    void singleCallProvesTheDevice() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);

        var reply = inOneCall(user, user.deviceId(), user.appCode(user.deviceId()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(reply.text("/device_id")).isEqualTo(user.deviceId());
    }

    @Test
    @DisplayName("A rule changes the form of the answer to a single call")
    void singleCallCanAnswerInAnotherForm() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).success("status"));

        assertThat(inOneCall(user, user.deviceId(), user.appCode(user.deviceId()))
                        .text("/status/type"))
                .isEqualTo("success");
    }

    @Test
    @DisplayName("A single call with a wrong code is pending")
    void singleCallWithAWrongCodeIsPending() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);

        var reply = inOneCall(user, user.deviceId(), "no");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/status")).isEqualTo("pending");
    }

    @Test
    @DisplayName("A single call with the code proves OneLogin Protect and sends no push")
    void singleCallProvesProtectAndSendsNoPush() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.PROTECT);

        var reply = inOneCall(user, user.deviceId(), user.appCode(user.deviceId()));

        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects a single call for other factors")
    @ValueSource(strings = {"SMS", "EMAIL", "EMAIL_LINK", "VOICE"})
    void singleCallIsRejectedForOtherFactors(String kind) {
        var user = SimulatorFixture.userWith(SimulatedFactorType.of(kind));

        assertThat(inOneCall(user, user.deviceId(), "123456").status()).isEqualTo(422);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    @DisplayName("A verification expires")
    void verificationExpires() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);
        var created = user.challenge();

        SimulatorFixture.CONTROL.expirePending(user.id());

        assertThat(answerWithDevice(user, created, user.appCode(user.deviceId()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("The secret of a device is in no answer about the device")
    void secretIsInNoAnswerAboutTheDevice() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.AUTHENTICATOR);
        var secret = SimulatorFixture.CONTROL.devicesOf(user.id()).get(0).secret();

        assertThat(secret).matches("[A-Z2-7]{32}");
        assertThat(SimulatorFixture.API.get(user.path("/devices")).body()).doesNotContain(secret);
        assertThat(user.challenge().body()).doesNotContain(secret);
        assertThat(SimulatorFixture.API
                        .get("/api/2/users?username=" + user.user().username())
                        .body())
                .doesNotContain(secret);
    }

    private static String statusWithClockAheadBy(int seconds) {
        var clock = new MovableClock();
        try (var simulator = OneLoginSimulator.start(0, UsersFile.demo(), clock)) {
            var control = new SimulatorClient(simulator.baseUrl());
            control.addUser(SimulatedUser.named(7, "seven").withDevice("77", SimulatedFactorType.AUTHENTICATOR));
            var code = control.appCode(7, "77", Duration.ofSeconds(seconds));
            return new ApiCaller(simulator.baseUrl())
                    .post("/api/2/mfa/users/7/verifications", "{\"device_id\":77,\"otp\":\"%s\"}".formatted(code))
                    .text("/status");
        }
    }

    private static ApiCaller.CallerResponse inOneCall(SimulatorFixture.FixtureUser user, String deviceId, String code) {
        return user.challenge("{\"device_id\":\"%s\",\"otp\":\"%s\"}".formatted(deviceId, code));
    }

    private static ApiCaller.CallerResponse answerWithDevice(
            SimulatorFixture.FixtureUser user, ApiCaller.CallerResponse created, String code) {
        return SimulatorFixture.API.put(
                user.challengePath(created), "{\"otp\":\"%s\",\"device_id\":%s}".formatted(code, user.deviceId()));
    }
}
