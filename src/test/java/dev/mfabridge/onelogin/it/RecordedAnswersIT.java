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

        private void useFor(TestUser account) {
            realm.oneLogin().behave(change.apply(BehaviorRule.onUser(account.oneLoginId())));
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
        var account = scenario.newcomerWithThisAlone(realm, "enrolls-" + family);
        family.useFor(account);
        var user = scenario.enrolls(realm, account);

        scenario.answers(realm, user, account);

        assertThat(user.isSignedIn()).as(user.page().text()).isTrue();
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId())).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("A user signs in with each family of answer forms")
    @MethodSource("scenariosInEachFamily")
    void userSignsInWithEachFamilyOfForms(FactorScenario scenario, Family family) {
        scenario.configure(realm);
        var account = scenario.enrolled(realm, "signs-in-" + family);
        family.useFor(account);
        var user = realm.person(account).signsInWithPassword();
        assertThat(user.isSignedIn()).isFalse();

        scenario.answers(realm, user, account);

        assertThat(user.isSignedIn()).as(user.page().text()).isTrue();
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
        var account = scenario.newcomer(realm, recorded);
        replay(account, RecordedAnswer.of(recorded), UnaryOperator.identity());
        var user = scenario.enrolls(realm, account);

        scenario.answers(realm, user, account);

        assertThat(user.isSignedIn()).as(user.page().text()).isTrue();
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId())).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("An enrollment that is pending in a recorded answer waits and then continues")
    @CsvSource({"registration-asked", "registration-asked-no-device"})
    void pendingEnrollmentWaitsAndContinues(String recorded) {
        FactorScenario.VOICE.configure(realm);
        var account = FactorScenario.VOICE.newcomer(realm, recorded);
        var user = FactorScenario.VOICE.enrolls(realm, account);
        replay(account, RecordedAnswer.of(recorded), BehaviorRule::once);
        assertThat(user.looksForAnswer().isSignedIn()).isFalse();

        FactorScenario.VOICE.answers(realm, user, account);

        assertThat(user.isSignedIn()).as(user.page().text()).isTrue();
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
        var account = scenario.enrolled(realm, recorded);
        replay(account, RecordedAnswer.of(recorded), UnaryOperator.identity());
        var user = realm.person(account).signsInWithPassword();
        assertThat(user.isSignedIn()).isFalse();

        scenario.answers(realm, user, account);

        assertThat(user.isSignedIn()).as(user.page().text()).isTrue();
    }

    @Test
    @DisplayName("A user signs in with the recorded default device")
    void userSignsInWithRecordedDefaultDevice() {
        FactorScenario.PROTECT.configure(realm);
        var account = realm.user(
                "devices",
                user -> user.withDevice("3920360", SimulatedFactorType.PROTECT)
                        .withDevice("3920373", SimulatedFactorType.VOICE));
        replay(account, RecordedAnswer.of("devices"), UnaryOperator.identity());
        var user = realm.person(account).signsInWithPassword();

        FactorScenario.PROTECT.answers(realm, user, account);

        assertThat(user.isSignedIn()).as(user.page().text()).isTrue();
    }

    @Test
    @DisplayName("A temporary token in the list of devices hides no device")
    void temporaryTokenHidesNoDevice() {
        FactorScenario.SMS.configure(realm);
        var account = realm.user("temporary", user -> user.withDevice("3920371", SimulatedFactorType.SMS));
        replay(account, RecordedAnswer.of("devices-with-temporary-token"), UnaryOperator.identity());
        var user = realm.person(account).signsInWithPassword();

        FactorScenario.SMS.answers(realm, user, account);

        assertThat(user.isSignedIn()).as(user.page().text()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("A recorded refusal of a code signs no user in")
    @CsvSource({"verification-wrong-code-pending", "verification-wrong-code-400"})
    void recordedRefusalOfCodeSignsNoUserIn(String recorded) {
        FactorScenario.SMS.configure(realm);
        var account = FactorScenario.SMS.enrolled(realm, recorded);
        replay(account, RecordedAnswer.of(recorded), BehaviorRule::once);
        var user = realm.person(account).signsInWithPassword();

        user.entersCode("000000");
        assertThat(user.isSignedIn()).isFalse();

        FactorScenario.SMS.answers(realm, user, account);
        assertThat(user.isSignedIn()).as(user.page().text()).isTrue();
    }

    @Test
    @DisplayName("A recorded refusal of a code enrolls no device")
    void recordedRefusalOfCodeEnrollsNoDevice() {
        FactorScenario.SMS.configure(realm);
        var account = FactorScenario.SMS.newcomer(realm, "refused");
        replay(account, RecordedAnswer.of("registration-wrong-code"), BehaviorRule::once);
        var user = FactorScenario.SMS.enrolls(realm, account);

        user.entersCode("000000");
        assertThat(user.isSignedIn()).isFalse();
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId())).isEmpty();

        FactorScenario.SMS.answers(realm, user, account);
        assertThat(user.isSignedIn()).as(user.page().text()).isTrue();
    }

    @Test
    @DisplayName("An API credential without the scope signs no user in")
    void apiCredentialWithoutScopeSignsNoUserIn() {
        FactorScenario.SMS.configure(realm);
        var account = FactorScenario.SMS.enrolled(realm, "scope");
        var recorded = RecordedAnswer.of("token-without-scope");
        realm.oneLogin()
                .behave(BehaviorRule.onUser(account.oneLoginId())
                        .body(recorded.status(), recorded.body().toString()));

        assertThat(realm.person(account).signsInWithPassword().isSignedIn()).isFalse();
        realm.assertCounted(account, 0);
    }

    @Test
    @DisplayName("A verification that is missing in the recorded answer signs no user in")
    void missingVerificationSignsNoUserIn() {
        FactorScenario.VOICE.configure(realm);
        var account = FactorScenario.VOICE.enrolled(realm, "missing");
        var user = realm.person(account).signsInWithPassword();
        replay(account, RecordedAnswer.of("verification-gone"), UnaryOperator.identity());

        assertThat(user.looksForAnswer().isSignedIn()).isFalse();
        user.sees("expired");
        realm.assertCounted(account, 0);
    }

    /** Replaces the simulator's answers for this user with a recorded answer that contains the simulator's ids and tokens. */
    private static void replay(TestUser account, RecordedAnswer recorded, UnaryOperator<BehaviorRule> change) {
        var call = recorded.call()
                .replace("/api/2/mfa/users/{user_id}", "*/users/" + account.oneLoginId())
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
