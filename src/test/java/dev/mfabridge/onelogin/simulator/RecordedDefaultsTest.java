package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.RecordedAnswer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator's answers beside the recorded ones: the same names, types and wrapping, and the same outcome. */
class RecordedDefaultsTest {
    private static final Map<String, Supplier<ApiCaller.Reply>> DEFAULTS = Map.ofEntries(
            Map.entry("devices", () -> devices(FactorType.VOICE, FactorType.PROTECT)),
            Map.entry("devices-with-temporary-token", RecordedDefaultsTest::devicesWithTemporaryToken),
            Map.entry(
                    "factors",
                    () -> factors(
                            FactorType.PROTECT,
                            FactorType.SMS,
                            FactorType.VOICE,
                            FactorType.EMAIL,
                            FactorType.AUTHENTICATOR)),
            Map.entry(
                    "factors-two-emails",
                    () -> factors(FactorType.EMAIL_LINK, FactorType.EMAIL, FactorType.of("YubiKey"))),
            Map.entry("registration-asked", () -> asked(Account.somebody())),
            Map.entry("registration-protect", () -> begun(FactorType.PROTECT)),
            Map.entry("registration-voice", () -> begun(FactorType.VOICE)),
            Map.entry("temporary-token", () -> temporaryToken(Account.somebody())),
            Map.entry("token", RecordedDefaultsTest::token),
            Map.entry(
                    "verification-gone",
                    () -> Account.API.get(
                            Account.somebody().path("/verifications/8038046a-d655-4f78-8134-29194f049af0"))),
            Map.entry(
                    "verification-voice",
                    () -> Account.somebodyWith(FactorType.VOICE).challenge()),
            Map.entry("verification-verified-record", () -> verified(Account.somebodyWithSms())),
            Map.entry("verification-wrong-code-pending", () -> wrong(Account.somebodyWithSms())));

    private static final Map<String, Supplier<ApiCaller.Reply>> SWITCHED = Map.ofEntries(
            Map.entry("device-gone-v1", () -> deviceGone()),
            Map.entry(
                    "registration-asked-no-device",
                    () -> asked(behaving(Account.somebody(), rule -> rule.family("openapi")))),
            Map.entry(
                    "registration-verified", () -> enrolled(behaving(Account.somebody(), rule -> rule.shape("array")))),
            Map.entry("registration-wrong-code", RecordedDefaultsTest::wrongAtRegistration),
            Map.entry(
                    "token-without-scope",
                    () -> Account.API.get(behaving(Account.somebody(), rule -> rule.fault("scope"))
                            .path("/devices"))),
            Map.entry("token-wrapped", RecordedDefaultsTest::wrappedToken),
            Map.entry(
                    "verification-sms",
                    () -> behaving(Account.somebodyWithSms(), rule -> rule.shape("array"))
                            .challenge()),
            Map.entry(
                    "verification-verified-status",
                    () -> verified(behaving(Account.somebodyWithSms(), rule -> rule.success("status")))),
            Map.entry(
                    "verification-wrong-code-400",
                    () -> wrong(behaving(Account.somebodyWithSms(), rule -> rule.wrongCode("failed")))));

    static Stream<String> defaults() {
        return DEFAULTS.keySet().stream().sorted();
    }

    static Stream<String> switched() {
        return SWITCHED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void aDefaultAnswerIsTheRecordedOne(String name) {
        assertSame(RecordedAnswer.of(name), DEFAULTS.get(name).get());
    }

    @ParameterizedTest
    @MethodSource("switched")
    void aRecordedAnswerThatIsNoDefaultCanBeSwitchedOn(String name) {
        assertSame(RecordedAnswer.of(name), SWITCHED.get(name).get());
    }

    /** Two pages of OneLogin's have an array where its SDKs and real accounts have the record alone. */
    @Test
    void whereOneSourceHasAnArrayTheDefaultIsItsOneRecord() {
        assertThat(JsonShape.of(Account.somebodyWithSms().challenge().json()))
                .isEqualTo(JsonShape.of(RecordedAnswer.of("verification-sms").record()));
        assertThat(JsonShape.of(enrolled(Account.somebody()).json()))
                .isEqualTo(
                        JsonShape.of(RecordedAnswer.of("registration-verified").record()));
    }

    @Test
    void everyRecordedAnswerIsADefaultOrCanBeSwitchedOn() {
        var known = new TreeSet<>(DEFAULTS.keySet());
        known.addAll(SWITCHED.keySet());

        assertThat(known).isEqualTo(new TreeSet<>(Set.copyOf(RecordedAnswer.names())));
    }

    private static void assertSame(RecordedAnswer recorded, ApiCaller.Reply reply) {
        assertThat(reply.status()).isEqualTo(recorded.status());
        assertThat(JsonShape.of(reply.json())).isEqualTo(JsonShape.of(recorded.body()));
    }

    private static Account.Person behaving(Account.Person person, UnaryOperator<Behaviour> change) {
        Account.CONTROL.behave(change.apply(Behaviour.onUser(person.id())));
        return person;
    }

    private static ApiCaller.Reply devices(FactorType notDefault, FactorType byDefault) {
        var person = Account.somebody();
        Account.CONTROL.addUser(person.user()
                .withOther(SimulatedDevice.named("7" + person.id(), notDefault, null))
                .withOther(SimulatedDevice.named("8" + person.id(), byDefault, null)
                        .asDefault(true)));
        return Account.API.get(person.path("/devices"));
    }

    private static ApiCaller.Reply devicesWithTemporaryToken() {
        var person = Account.somebodyWithSms();
        temporaryToken(person);
        return Account.API.get(person.path("/devices"));
    }

    private static ApiCaller.Reply temporaryToken(Account.Person person) {
        return Account.API.post(person.path("/mfa_token"), "{\"expires_in\":259200,\"reusable\":false}");
    }

    private static ApiCaller.Reply factors(FactorType... offered) {
        return Account.API.get(Account.somebodyOffered(offered).path("/factors"));
    }

    private static ApiCaller.Reply begun(FactorType factor) {
        return Account.somebodyOffered(factor).register(factor);
    }

    private static ApiCaller.Reply asked(Account.Person person) {
        return person.asked(person.register(FactorType.SMS));
    }

    private static ApiCaller.Reply enrolled(Account.Person person) {
        return person.answer(person.register(FactorType.SMS), person.lastCode());
    }

    private static ApiCaller.Reply wrongAtRegistration() {
        var person = behaving(Account.somebody(), rule -> rule.wrongCode("unauthorized"));
        return person.answer(person.register(FactorType.SMS), "no");
    }

    private static ApiCaller.Reply verified(Account.Person person) {
        return person.answer(person.challenge(), person.lastCode());
    }

    private static ApiCaller.Reply wrong(Account.Person person) {
        return person.answer(person.challenge(), "no");
    }

    private static ApiCaller.Reply deviceGone() {
        var person = behaving(Account.somebody(), rule -> rule.goneDevice("bad_request"));
        return Account.API.delete(person.path("/devices/1"));
    }

    private static ApiCaller.Reply token() {
        return Account.API.exchange(Account.API
                .json("POST", ApiCaller.TOKEN_PATH, ApiCaller.GRANT)
                .header("Authorization", ApiCaller.BASIC));
    }

    private static ApiCaller.Reply wrappedToken() {
        try (var simulator = OneLoginSimulator.start(0)) {
            new SimulatorClient(simulator.baseUrl()).behave(Behaviour.always().token("wrapped"));
            var api = new ApiCaller(simulator.baseUrl());
            return api.exchange(
                    api.json("POST", ApiCaller.TOKEN_PATH, ApiCaller.GRANT).header("Authorization", ApiCaller.BASIC));
        }
    }
}
