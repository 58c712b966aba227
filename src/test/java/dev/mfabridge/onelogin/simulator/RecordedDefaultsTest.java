package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.RecordedAnswer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Comparison of the simulator's answers with the recorded answers: names, types, wrapping and outcome. */
class RecordedDefaultsTest {
    private static final Map<String, Supplier<ApiCaller.CallerResponse>> DEFAULTS = Map.ofEntries(
            Map.entry("devices", () -> devices(SimulatedFactorType.VOICE, SimulatedFactorType.PROTECT)),
            Map.entry("devices-with-temporary-token", RecordedDefaultsTest::devicesWithTemporaryToken),
            Map.entry(
                    "factors",
                    () -> factors(
                            SimulatedFactorType.PROTECT,
                            SimulatedFactorType.SMS,
                            SimulatedFactorType.VOICE,
                            SimulatedFactorType.EMAIL,
                            SimulatedFactorType.AUTHENTICATOR)),
            Map.entry(
                    "factors-two-emails",
                    () -> factors(
                            SimulatedFactorType.EMAIL_LINK,
                            SimulatedFactorType.EMAIL,
                            SimulatedFactorType.of("YubiKey"))),
            Map.entry("registration-asked", () -> polled(SimulatorFixture.user())),
            Map.entry("registration-protect", () -> registered(SimulatedFactorType.PROTECT)),
            Map.entry("registration-voice", () -> registered(SimulatedFactorType.VOICE)),
            Map.entry("temporary-token", () -> temporaryToken(SimulatorFixture.user())),
            Map.entry("token", RecordedDefaultsTest::token),
            Map.entry(
                    "verification-gone",
                    () -> SimulatorFixture.API.get(
                            SimulatorFixture.user().path("/verifications/8038046a-d655-4f78-8134-29194f049af0"))),
            Map.entry(
                    "verification-voice",
                    () -> SimulatorFixture.userWith(SimulatedFactorType.VOICE).challenge()),
            Map.entry("verification-verified-record", () -> verified(SimulatorFixture.userWithSms())),
            Map.entry("verification-wrong-code-pending", () -> wrong(SimulatorFixture.userWithSms())));

    private static final Map<String, Supplier<ApiCaller.CallerResponse>> SELECTED = Map.ofEntries(
            Map.entry("device-gone-v1", () -> missingDevice()),
            Map.entry(
                    "registration-asked-no-device",
                    () -> polled(withRule(SimulatorFixture.user(), rule -> rule.family("openapi")))),
            Map.entry(
                    "registration-verified",
                    () -> enrolled(withRule(SimulatorFixture.user(), rule -> rule.shape("array")))),
            Map.entry("registration-wrong-code", RecordedDefaultsTest::wrongAtRegistration),
            Map.entry(
                    "token-without-scope",
                    () -> SimulatorFixture.API.get(withRule(SimulatorFixture.user(), rule -> rule.fault("scope"))
                            .path("/devices"))),
            Map.entry("token-wrapped", RecordedDefaultsTest::wrappedToken),
            Map.entry(
                    "verification-sms",
                    () -> withRule(SimulatorFixture.userWithSms(), rule -> rule.shape("array"))
                            .challenge()),
            Map.entry(
                    "verification-verified-status",
                    () -> verified(withRule(SimulatorFixture.userWithSms(), rule -> rule.success("status")))),
            Map.entry(
                    "verification-wrong-code-400",
                    () -> wrong(withRule(SimulatorFixture.userWithSms(), rule -> rule.wrongCode("failed")))));

    static Stream<String> defaults() {
        return DEFAULTS.keySet().stream().sorted();
    }

    static Stream<String> selected() {
        return SELECTED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @DisplayName("A default answer is the recorded answer")
    @MethodSource("defaults")
    void defaultAnswerIsTheRecordedAnswer(String name) {
        assertSame(RecordedAnswer.of(name), DEFAULTS.get(name).get());
    }

    @ParameterizedTest
    @DisplayName("A rule selects each recorded answer that is not the default")
    @MethodSource("selected")
    void otherRecordedAnswerCanBeSelected(String name) {
        assertSame(RecordedAnswer.of(name), SELECTED.get(name).get());
    }

    /** Two pages of OneLogin's have an array, but OneLogin's SDKs and real accounts have only the record. */
    @Test
    @DisplayName("The default is the only record of a recorded array")
    void defaultIsTheRecordOfARecordedArray() {
        assertThat(JsonShape.of(SimulatorFixture.userWithSms().challenge().json()))
                .isEqualTo(JsonShape.of(RecordedAnswer.of("verification-sms").record()));
        assertThat(JsonShape.of(enrolled(SimulatorFixture.user()).json()))
                .isEqualTo(
                        JsonShape.of(RecordedAnswer.of("registration-verified").record()));
    }

    @Test
    @DisplayName("Every recorded answer is a default or can be selected")
    void recordedAnswersAreDefaultsOrSelectable() {
        var known = new TreeSet<>(DEFAULTS.keySet());
        known.addAll(SELECTED.keySet());

        assertThat(known).isEqualTo(new TreeSet<>(Set.copyOf(RecordedAnswer.names())));
    }

    private static void assertSame(RecordedAnswer recorded, ApiCaller.CallerResponse reply) {
        assertThat(reply.status()).isEqualTo(recorded.status());
        assertThat(JsonShape.of(reply.json())).isEqualTo(JsonShape.of(recorded.body()));
    }

    private static SimulatorFixture.FixtureUser withRule(
            SimulatorFixture.FixtureUser user, UnaryOperator<BehaviorRule> change) {
        SimulatorFixture.CONTROL.behave(change.apply(BehaviorRule.onUser(user.id())));
        return user;
    }

    private static ApiCaller.CallerResponse devices(SimulatedFactorType notDefault, SimulatedFactorType byDefault) {
        var user = SimulatorFixture.user();
        SimulatorFixture.CONTROL.addUser(user.user()
                .withOther(SimulatedDevice.named("7" + user.id(), notDefault, null))
                .withOther(
                        SimulatedDevice.named("8" + user.id(), byDefault, null).asDefault(true)));
        return SimulatorFixture.API.get(user.path("/devices"));
    }

    private static ApiCaller.CallerResponse devicesWithTemporaryToken() {
        var user = SimulatorFixture.userWithSms();
        temporaryToken(user);
        return SimulatorFixture.API.get(user.path("/devices"));
    }

    private static ApiCaller.CallerResponse temporaryToken(SimulatorFixture.FixtureUser user) {
        return SimulatorFixture.API.post(user.path("/mfa_token"), "{\"expires_in\":259200,\"reusable\":false}");
    }

    private static ApiCaller.CallerResponse factors(SimulatedFactorType... offered) {
        return SimulatorFixture.API.get(SimulatorFixture.userOffered(offered).path("/factors"));
    }

    private static ApiCaller.CallerResponse registered(SimulatedFactorType factor) {
        return SimulatorFixture.userOffered(factor).register(factor);
    }

    private static ApiCaller.CallerResponse polled(SimulatorFixture.FixtureUser user) {
        return user.poll(user.register(SimulatedFactorType.SMS));
    }

    private static ApiCaller.CallerResponse enrolled(SimulatorFixture.FixtureUser user) {
        return user.answer(user.register(SimulatedFactorType.SMS), user.lastCode());
    }

    private static ApiCaller.CallerResponse wrongAtRegistration() {
        var user = withRule(SimulatorFixture.user(), rule -> rule.wrongCode("unauthorized"));
        return user.answer(user.register(SimulatedFactorType.SMS), "no");
    }

    private static ApiCaller.CallerResponse verified(SimulatorFixture.FixtureUser user) {
        return user.answer(user.challenge(), user.lastCode());
    }

    private static ApiCaller.CallerResponse wrong(SimulatorFixture.FixtureUser user) {
        return user.answer(user.challenge(), "no");
    }

    private static ApiCaller.CallerResponse missingDevice() {
        var user = withRule(SimulatorFixture.user(), rule -> rule.goneDevice("bad_request"));
        return SimulatorFixture.API.delete(user.path("/devices/1"));
    }

    private static ApiCaller.CallerResponse token() {
        return SimulatorFixture.API.exchange(SimulatorFixture.API
                .json("POST", ApiCaller.TOKEN_PATH, ApiCaller.GRANT)
                .header("Authorization", ApiCaller.BASIC));
    }

    private static ApiCaller.CallerResponse wrappedToken() {
        try (var simulator = OneLoginSimulator.start(0)) {
            new SimulatorClient(simulator.baseUrl())
                    .behave(BehaviorRule.always().token("wrapped"));
            var api = new ApiCaller(simulator.baseUrl());
            return api.exchange(
                    api.json("POST", ApiCaller.TOKEN_PATH, ApiCaller.GRANT).header("Authorization", ApiCaller.BASIC));
        }
    }
}
