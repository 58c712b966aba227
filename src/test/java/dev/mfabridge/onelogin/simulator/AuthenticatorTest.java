package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.samstevens.totp.code.DefaultCodeGenerator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
    @Test
    void anEnrolmentHasAUrlForTheAppAndSendsNothing() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.AUTHENTICATOR);

        var created = user.register(SimulatedFactorType.AUTHENTICATOR);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/factor_data/totp_url"))
                .matches("otpauth://totp/OneLogin%3Auser\\d+%40example\\.com\\?secret=[A-Z2-7]{32}&issuer=OneLogin"
                        + "&algorithm=SHA1&digits=6&period=30");
        assertThat(created.json().get("factor_data")).hasSize(1);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    void theAppShowsTheCodeOfTheUrlsSecret() throws Exception {
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
    void theAppsCodeEnrolsTheDevice() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.AUTHENTICATOR);
        var created = user.register(SimulatedFactorType.AUTHENTICATOR);
        var device = user.appBeingEnrolled();

        assertThat(user.answer(created, user.appCode(device)).text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly(device);
    }

    @Test
    void aWrongCodeLeavesTheEnrolmentPending() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.AUTHENTICATOR);
        var created = user.register(SimulatedFactorType.AUTHENTICATOR);

        assertThat(user.answer(created, "no").text("/status")).isEqualTo("pending");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    void theDeviceThatWasEnrolledProvesALaterLogin() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.AUTHENTICATOR);
        var created = user.register(SimulatedFactorType.AUTHENTICATOR);
        var device = user.appBeingEnrolled();
        user.answer(created, user.appCode(device));

        var next = SimulatorFixture.CONTROL.appCode(user.id(), device, Duration.ofSeconds(30));

        assertThat(inOneCall(user, device, next).status()).isEqualTo(200);
    }

    @Test
    void aChallengeOnlyMakesItsId() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);

        var created = user.challenge();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/id")).matches("[0-9a-f-]{36}");
        assertThat(created.json().has("factor_data")).isFalse();
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    void theAppsCodeWithTheDeviceProvesTheChallenge() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);
        var created = user.challenge();

        var reply = answerWithDevice(user, created, user.appCode(user.deviceId()));

        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(user.asked(created).text("/status")).isEqualTo("accepted");
    }

    @Test
    void theAppsCodeWithoutTheDeviceIsRefusedAndNotUsedUp() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);
        var created = user.challenge();
        var code = user.appCode(user.deviceId());

        var reply = user.answer(created, code);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).contains("device_id");
        assertThat(answerWithDevice(user, created, code).status()).isEqualTo(200);
    }

    @Test
    void aWrongCodeIsPendingAndTheRightOneStillHolds() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);
        var created = user.challenge();

        assertThat(answerWithDevice(user, created, "no").text("/status")).isEqualTo("pending");
        assertThat(answerWithDevice(user, created, user.appCode(user.deviceId()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCodeIsGoodOnceWhateverItProved() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);
        var code = user.appCode(user.deviceId());
        answerWithDevice(user, user.challenge(), code);

        assertThat(answerWithDevice(user, user.challenge(), code).text("/status"))
                .isEqualTo("pending");
        assertThat(inOneCall(user, user.deviceId(), code).text("/status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void theCodeOfTheStepBeforeOrAfterIsAccepted(int seconds) {
        assertThat(statusWithClockAheadBy(seconds)).isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void aCodeFurtherAwayIsNot(int seconds) {
        assertThat(statusWithClockAheadBy(seconds)).isEqualTo("pending");
    }

    @Test
    void oneCallProvesTheDevice() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);

        var reply = inOneCall(user, user.deviceId(), user.appCode(user.deviceId()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(reply.text("/device_id")).isEqualTo(user.deviceId());
    }

    @Test
    void oneCallCanSayItInAnotherForm() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).success("status"));

        assertThat(inOneCall(user, user.deviceId(), user.appCode(user.deviceId()))
                        .text("/status/type"))
                .isEqualTo("success");
    }

    @Test
    void oneCallWithAWrongCodeIsPending() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);

        var reply = inOneCall(user, user.deviceId(), "no");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/status")).isEqualTo("pending");
    }

    @Test
    void oneCallProvesOneLoginProtectTooAndSendsNoPush() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.PROTECT);

        var reply = inOneCall(user, user.deviceId(), user.appCode(user.deviceId()));

        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMS", "EMAIL", "EMAIL_LINK", "VOICE"})
    void oneCallIsForNoOtherFactor(String kind) {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.of(kind));

        assertThat(inOneCall(user, user.deviceId(), "123456").status()).isEqualTo(422);
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    void aChallengeIsGoneInTheEnd() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);
        var created = user.challenge();

        SimulatorFixture.CONTROL.expirePending(user.id());

        assertThat(answerWithDevice(user, created, user.appCode(user.deviceId()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theSecretIsInNoAnswerAboutTheDevice() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.AUTHENTICATOR);
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
                user.place(created), "{\"otp\":\"%s\",\"device_id\":%s}".formatted(code, user.deviceId()));
    }
}
