package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.RecordedAnswer;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Enrollments and logins with each form of OneLogin's answers, and with each recorded answer (S1). */
class RecordedAnswersIT {
    private static final List<String> OWN_VALUES =
            List.of("id", "user_id", "device_id", "expires_at", "verification_token", "totp_url");

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    /** Families of answer forms in OneLogin's documents. */
    enum Family {
        ARRAY(answers -> answers.shape("array").success("status")),
        BARE(answers -> answers.shape("object").success("record")),
        OPENAPI(answers -> answers.family("openapi"));

        private final UnaryOperator<BehaviorRule> change;

        Family(UnaryOperator<BehaviorRule> change) {
            this.change = change;
        }

        private void useFor(TestUser user) {
            realm.oneLogin().behave(change.apply(BehaviorRule.onUser(user.oneLoginId())));
        }
    }

    static Stream<Arguments> scenariosInEachFamily() {
        return Arrays.stream(FactorScenario.values())
                .flatMap(scenario -> Arrays.stream(Family.values()).map(family -> Arguments.of(scenario, family)));
    }

    @ParameterizedTest
    @DisplayName("A user enrolls with each family of answer forms")
    @MethodSource("scenariosInEachFamily")
    void userEnrollsWithEachFamilyOfForms(FactorScenario scenario, Family family) {
        scenario.configure(realm);
        var user = scenario.withOnlyThisFactor(realm, "enrolls-" + family);
        family.useFor(user);
        var person = scenario.startsEnrollment(realm, user);

        scenario.proves(realm, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("A user signs in with each family of answer forms")
    @MethodSource("scenariosInEachFamily")
    void userSignsInWithEachFamilyOfForms(FactorScenario scenario, Family family) {
        scenario.configure(realm);
        var user = scenario.withDevice(realm, "signs-in-" + family);
        family.useFor(user);
        var person = realm.person(user).signsInWithPassword();
        assertThat(person.isSignedIn()).isFalse();

        scenario.proves(realm, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("A user enrolls while OneLogin gives a recorded answer")
    @CsvSource({
        "factors, SMS",
        "factors-two-emails, EMAIL_LINK",
        "registration-voice, VOICE",
        "registration-protect, PROTECT",
        "registration-verified, SMS"
    })
    void userEnrollsWithRecordedAnswer(String recorded, FactorScenario scenario) {
        scenario.configure(realm);
        var user = scenario.withoutDevice(realm, recorded);
        replay(user, RecordedAnswer.of(recorded), UnaryOperator.identity());
        var person = scenario.startsEnrollment(realm, user);

        scenario.proves(realm, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("An enrollment that is pending in a recorded answer waits and then continues")
    @CsvSource({"registration-asked", "registration-asked-no-device"})
    void pendingEnrollmentWaitsAndContinues(String recorded) {
        FactorScenario.VOICE.configure(realm);
        var user = FactorScenario.VOICE.withoutDevice(realm, recorded);
        var person = FactorScenario.VOICE.startsEnrollment(realm, user);
        replay(user, RecordedAnswer.of(recorded), BehaviorRule::once);
        assertThat(person.checksConfirmation().isSignedIn()).isFalse();

        FactorScenario.VOICE.proves(realm, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("A user signs in while OneLogin gives a recorded answer")
    @CsvSource({
        "verification-sms, SMS",
        "verification-voice, VOICE",
        "verification-verified-record, SMS",
        "verification-verified-status, EMAIL"
    })
    void userSignsInWithRecordedAnswer(String recorded, FactorScenario scenario) {
        scenario.configure(realm);
        var user = scenario.withDevice(realm, recorded);
        replay(user, RecordedAnswer.of(recorded), UnaryOperator.identity());
        var person = realm.person(user).signsInWithPassword();
        assertThat(person.isSignedIn()).isFalse();

        scenario.proves(realm, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @Test
    @DisplayName("A user signs in with the recorded default device")
    void userSignsInWithRecordedDefaultDevice() {
        FactorScenario.PROTECT.configure(realm);
        var user = realm.user(
                "devices",
                simulated -> simulated
                        .withDevice("3920360", SimulatedFactorType.PROTECT)
                        .withDevice("3920373", SimulatedFactorType.VOICE));
        replay(user, RecordedAnswer.of("devices"), UnaryOperator.identity());
        var person = realm.person(user).signsInWithPassword();

        FactorScenario.PROTECT.proves(realm, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @Test
    @DisplayName("A temporary token in the list of devices hides no device")
    void temporaryTokenHidesNoDevice() {
        FactorScenario.SMS.configure(realm);
        var user = realm.user("temporary", simulated -> simulated.withDevice("3920371", SimulatedFactorType.SMS));
        replay(user, RecordedAnswer.of("devices-with-temporary-token"), UnaryOperator.identity());
        var person = realm.person(user).signsInWithPassword();

        FactorScenario.SMS.proves(realm, person, user);

        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("A recorded refusal of a code signs no user in")
    @CsvSource({"verification-wrong-code-pending", "verification-wrong-code-400"})
    void recordedRefusalOfCodeSignsNoUserIn(String recorded) {
        FactorScenario.SMS.configure(realm);
        var user = FactorScenario.SMS.withDevice(realm, recorded);
        replay(user, RecordedAnswer.of(recorded), BehaviorRule::once);
        var person = realm.person(user).signsInWithPassword();

        person.entersCode("000000");
        assertThat(person.isSignedIn()).isFalse();

        FactorScenario.SMS.proves(realm, person, user);
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @Test
    @DisplayName("A recorded refusal of a code enrolls no device")
    void recordedRefusalOfCodeEnrollsNoDevice() {
        FactorScenario.SMS.configure(realm);
        var user = FactorScenario.SMS.withoutDevice(realm, "refused");
        replay(user, RecordedAnswer.of("registration-wrong-code"), BehaviorRule::once);
        var person = FactorScenario.SMS.startsEnrollment(realm, user);

        person.entersCode("000000");
        assertThat(person.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId())).isEmpty();

        FactorScenario.SMS.proves(realm, person, user);
        assertThat(person.isSignedIn()).as(person.page().text()).isTrue();
    }

    @Test
    @DisplayName("An API credential without the scope signs no user in")
    void apiCredentialWithoutScopeSignsNoUserIn() {
        FactorScenario.SMS.configure(realm);
        var user = FactorScenario.SMS.withDevice(realm, "scope");
        var recorded = RecordedAnswer.of("token-without-scope");
        realm.oneLogin()
                .behave(BehaviorRule.onUser(user.oneLoginId())
                        .body(recorded.status(), recorded.body().toString()));

        assertThat(realm.person(user).signsInWithPassword().isSignedIn()).isFalse();
        realm.assertCounted(user, 0);
    }

    @Test
    @DisplayName("A verification that is missing in the recorded answer signs no user in")
    void missingVerificationSignsNoUserIn() {
        FactorScenario.VOICE.configure(realm);
        var user = FactorScenario.VOICE.withDevice(realm, "missing");
        var person = realm.person(user).signsInWithPassword();
        replay(user, RecordedAnswer.of("verification-gone"), UnaryOperator.identity());

        assertThat(person.checksConfirmation().isSignedIn()).isFalse();
        person.sees("expired");
        realm.assertCounted(user, 0);
    }

    /** Replaces the simulator's answers for this user with a recorded answer that contains the simulator's ids and tokens. */
    private static void replay(TestUser user, RecordedAnswer recorded, UnaryOperator<BehaviorRule> change) {
        var call = recorded.call()
                .replace("/api/2/mfa/users/{user_id}", "*/users/" + user.oneLoginId())
                .replaceAll("\\{[a-z_]+}", "*");
        var body = recorded.body().deepCopy();
        if (call.contains("/registrations") || call.contains("/verifications")) {
            useOwnValues(body);
        }
        realm.oneLogin().behave(change.apply(BehaviorRule.on(call).body(recorded.status(), body.toString())));
    }

    private static void useOwnValues(JsonNode node) {
        node.forEach(RecordedAnswersIT::useOwnValues);
        if (node instanceof ObjectNode object) {
            OWN_VALUES.stream().filter(object::has).forEach(field -> object.put(field, "{{" + field + "}}"));
        }
    }
}
