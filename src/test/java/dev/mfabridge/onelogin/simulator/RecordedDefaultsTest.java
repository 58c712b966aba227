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

/** The simulator's answers beside the recorded ones: the same names, types and wrapping, and the same outcome. */
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
            Map.entry("registration-asked", () -> asked(SimulatorFixture.somebody())),
            Map.entry("registration-protect", () -> begun(SimulatedFactorType.PROTECT)),
            Map.entry("registration-voice", () -> begun(SimulatedFactorType.VOICE)),
            Map.entry("temporary-token", () -> temporaryToken(SimulatorFixture.somebody())),
            Map.entry("token", RecordedDefaultsTest::token),
            Map.entry(
                    "verification-gone",
                    () -> SimulatorFixture.API.get(
                            SimulatorFixture.somebody().path("/verifications/8038046a-d655-4f78-8134-29194f049af0"))),
            Map.entry(
                    "verification-voice",
                    () -> SimulatorFixture.somebodyWith(SimulatedFactorType.VOICE)
                            .challenge()),
            Map.entry("verification-verified-record", () -> verified(SimulatorFixture.somebodyWithSms())),
            Map.entry("verification-wrong-code-pending", () -> wrong(SimulatorFixture.somebodyWithSms())));

    private static final Map<String, Supplier<ApiCaller.CallerResponse>> SWITCHED = Map.ofEntries(
            Map.entry("device-gone-v1", () -> deviceGone()),
            Map.entry(
                    "registration-asked-no-device",
                    () -> asked(behaving(SimulatorFixture.somebody(), rule -> rule.family("openapi")))),
            Map.entry(
                    "registration-verified",
                    () -> enrolled(behaving(SimulatorFixture.somebody(), rule -> rule.shape("array")))),
            Map.entry("registration-wrong-code", RecordedDefaultsTest::wrongAtRegistration),
            Map.entry(
                    "token-without-scope",
                    () -> SimulatorFixture.API.get(behaving(SimulatorFixture.somebody(), rule -> rule.fault("scope"))
                            .path("/devices"))),
            Map.entry("token-wrapped", RecordedDefaultsTest::wrappedToken),
            Map.entry(
                    "verification-sms",
                    () -> behaving(SimulatorFixture.somebodyWithSms(), rule -> rule.shape("array"))
                            .challenge()),
            Map.entry(
                    "verification-verified-status",
                    () -> verified(behaving(SimulatorFixture.somebodyWithSms(), rule -> rule.success("status")))),
            Map.entry(
                    "verification-wrong-code-400",
                    () -> wrong(behaving(SimulatorFixture.somebodyWithSms(), rule -> rule.wrongCode("failed")))));

    static Stream<String> defaults() {
        return DEFAULTS.keySet().stream().sorted();
    }

    static Stream<String> switched() {
        return SWITCHED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @DisplayName("A default answer is the recorded answer")
    @MethodSource("defaults")
    void defaultAnswerIsTheRecordedAnswer(String name) {
        assertSame(RecordedAnswer.of(name), DEFAULTS.get(name).get());
    }

    @ParameterizedTest
    @DisplayName("A rule selects each recorded answer that is not the default")
    @MethodSource("switched")
    void otherRecordedAnswerCanBeSelected(String name) {
        assertSame(RecordedAnswer.of(name), SWITCHED.get(name).get());
    }

    /** Two pages of OneLogin's have an array where its SDKs and real accounts have the record alone. */
    @Test
    @DisplayName("The default is the only record of a recorded array")
    void defaultIsTheRecordOfARecordedArray() {
        assertThat(JsonShape.of(SimulatorFixture.somebodyWithSms().challenge().json()))
                .isEqualTo(JsonShape.of(RecordedAnswer.of("verification-sms").record()));
        assertThat(JsonShape.of(enrolled(SimulatorFixture.somebody()).json()))
                .isEqualTo(
                        JsonShape.of(RecordedAnswer.of("registration-verified").record()));
    }

    @Test
    @DisplayName("Every recorded answer is a default or can be selected")
    void everyRecordedAnswerIsDefaultOrSelectable() {
        var known = new TreeSet<>(DEFAULTS.keySet());
        known.addAll(SWITCHED.keySet());

        assertThat(known).isEqualTo(new TreeSet<>(Set.copyOf(RecordedAnswer.names())));
    }

    private static void assertSame(RecordedAnswer recorded, ApiCaller.CallerResponse reply) {
        assertThat(reply.status()).isEqualTo(recorded.status());
        assertThat(JsonShape.of(reply.json())).isEqualTo(JsonShape.of(recorded.body()));
    }

    private static SimulatorFixture.FixtureUser behaving(
            SimulatorFixture.FixtureUser person, UnaryOperator<BehaviorRule> change) {
        SimulatorFixture.CONTROL.behave(change.apply(BehaviorRule.onUser(person.id())));
        return person;
    }

    private static ApiCaller.CallerResponse devices(SimulatedFactorType notDefault, SimulatedFactorType byDefault) {
        var person = SimulatorFixture.somebody();
        SimulatorFixture.CONTROL.addUser(person.user()
                .withOther(SimulatedDevice.named("7" + person.id(), notDefault, null))
                .withOther(SimulatedDevice.named("8" + person.id(), byDefault, null)
                        .asDefault(true)));
        return SimulatorFixture.API.get(person.path("/devices"));
    }

    private static ApiCaller.CallerResponse devicesWithTemporaryToken() {
        var person = SimulatorFixture.somebodyWithSms();
        temporaryToken(person);
        return SimulatorFixture.API.get(person.path("/devices"));
    }

    private static ApiCaller.CallerResponse temporaryToken(SimulatorFixture.FixtureUser person) {
        return SimulatorFixture.API.post(person.path("/mfa_token"), "{\"expires_in\":259200,\"reusable\":false}");
    }

    private static ApiCaller.CallerResponse factors(SimulatedFactorType... offered) {
        return SimulatorFixture.API.get(
                SimulatorFixture.somebodyOffered(offered).path("/factors"));
    }

    private static ApiCaller.CallerResponse begun(SimulatedFactorType factor) {
        return SimulatorFixture.somebodyOffered(factor).register(factor);
    }

    private static ApiCaller.CallerResponse asked(SimulatorFixture.FixtureUser person) {
        return person.asked(person.register(SimulatedFactorType.SMS));
    }

    private static ApiCaller.CallerResponse enrolled(SimulatorFixture.FixtureUser person) {
        return person.answer(person.register(SimulatedFactorType.SMS), person.lastCode());
    }

    private static ApiCaller.CallerResponse wrongAtRegistration() {
        var person = behaving(SimulatorFixture.somebody(), rule -> rule.wrongCode("unauthorized"));
        return person.answer(person.register(SimulatedFactorType.SMS), "no");
    }

    private static ApiCaller.CallerResponse verified(SimulatorFixture.FixtureUser person) {
        return person.answer(person.challenge(), person.lastCode());
    }

    private static ApiCaller.CallerResponse wrong(SimulatorFixture.FixtureUser person) {
        return person.answer(person.challenge(), "no");
    }

    private static ApiCaller.CallerResponse deviceGone() {
        var person = behaving(SimulatorFixture.somebody(), rule -> rule.goneDevice("bad_request"));
        return SimulatorFixture.API.delete(person.path("/devices/1"));
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
