package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics of logins with OneLogin on Keycloak's metrics page (S7). */
@Tag("one-node")
class MetricsIT {

    private static final String LOGINS = "onelogin_mfa_logins_total";
    private static final String MESSAGES = "onelogin_mfa_messages_total";
    private static final String POLLS = "onelogin_mfa_polls_total";
    private static final String POLL_SESSIONS = "onelogin_mfa_poll_sessions";
    private static final String RENEWALS = "onelogin_mfa_token_renewals_total";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final TestRealm strict = TestRealm.withOneLogin().lockingOutAfter(1);

    private MetricsPage before;

    @BeforeEach
    void allowEveryFactor() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.RESEND_COOLDOWN.key(), "1"));
        before = realm.metrics();
    }

    @Test
    @DisplayName("An enrollment increments the metrics of its message, its proof and its calls")
    void enrollmentCountsMessageProofAndCalls() {
        var user = realm.user("ann", simulated -> simulated.offered(SimulatedFactorType.SMS));
        var ann = realm.person(user).signsInWithPassword();

        assertThat(ann.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        assertThat(growthOf(MESSAGES, "factor=sms", "outcome=sent")).isEqualTo(1);
        assertThat(growthOf(LOGINS, "factor=sms", "outcome=proven")).isEqualTo(1);
        assertThat(growthOfCalls("GET /api/2/users", "success")).isEqualTo(1);
        assertThat(growthOfCalls("GET /api/2/mfa/users/{user_id}/devices", "success"))
                .isEqualTo(2);
        assertThat(growthOfCalls("GET /api/2/mfa/users/{user_id}/factors", "success"))
                .isEqualTo(1);
        assertThat(growthOfCalls("POST /api/2/mfa/users/{user_id}/registrations", "success"))
                .isEqualTo(1);
        assertThat(growthOfCalls("PUT /api/2/mfa/users/{user_id}/registrations/{registration_id}", "success"))
                .isEqualTo(1);
        assertThat(realm.metrics()
                        .value("onelogin_mfa_calls_seconds_sum", "operation=GET /api/2/users", "outcome=success"))
                .isPositive();
    }

    @Test
    @DisplayName("A wrong code and the proof after it increment one outcome each")
    void wrongCodeIsCountedBesidesProof() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.EMAIL);
        realm.oneLogin().behave(BehaviorRule.onUser(user.oneLoginId()).wrongCode("unauthorized"));
        var ben = realm.person(user).signsInWithPassword().entersCode("000000");

        assertThat(ben.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        assertThat(growthOf(LOGINS, "factor=email", "outcome=wrong_code")).isEqualTo(1);
        assertThat(growthOf(LOGINS, "factor=email", "outcome=proven")).isEqualTo(1);
        assertThat(growthOfCalls("POST /api/2/mfa/users/{user_id}/verifications", "success"))
                .isEqualTo(1);
        assertThat(growthOfCalls("PUT /api/2/mfa/users/{user_id}/verifications/{verification_id}", "unauthorized"))
                .isEqualTo(1);
        assertThat(growthOfCalls("PUT /api/2/mfa/users/{user_id}/verifications/{verification_id}", "success"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("A denial and each poll of the page increment the metrics")
    void denialAndEachPollAreCounted() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.PROTECT);
        var cora = realm.person(user).signsInWithPassword();
        assertThat(cora.pageContinues()).isFalse();
        assertThat(cora.pageContinues()).isFalse();
        cora.requestsAnotherMessageAfterCooldown();

        realm.oneLogin().deny(user.oneLoginId());
        assertThat(cora.pageContinues()).isTrue();
        cora.checksConfirmation();

        assertThat(growthOf(LOGINS, "factor=protect", "outcome=denied")).isEqualTo(1);
        assertThat(growthOf(POLLS, "outcome=waiting")).isEqualTo(2);
        assertThat(growthOf(POLLS, "outcome=completed")).isEqualTo(1);
        assertThat(growthOf(MESSAGES, "factor=protect", "outcome=sent")).isEqualTo(2);
    }

    @Test
    @DisplayName("The gauge of poll sessions includes a page for as long as the page waits")
    void pollSessionIsShownWhilePageWaits() {
        var user = realm.user("coco").withDevice(SimulatedFactorType.PROTECT);
        var coco = realm.person(user).signsInWithPassword();
        assertThat(coco.pageContinues()).isFalse();
        assertThat(growthOf(POLL_SESSIONS)).isEqualTo(1);

        realm.oneLogin().approve(user.oneLoginId());
        Awaitility.await().until(coco::pageContinues);

        assertThat(growthOf(POLL_SESSIONS)).isZero();
    }

    @Test
    @DisplayName("A poll that belongs to no login increments the outcome for unknown logins")
    void pollWithoutLoginIsCountedAsUnknownLogin() {
        var dan = realm.person(realm.user("dan").withDevice(SimulatedFactorType.PROTECT))
                .signsInWithPassword();

        new Browser().get(dan.statusUrl());

        assertThat(growthOf(POLLS, "outcome=unknown_login")).isEqualTo(1);
    }

    @Test
    @DisplayName("An expired code increments its outcome")
    void expiredCodeIsCounted() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.SMS);
        var eve = realm.person(user).signsInWithPassword();

        realm.oneLogin().expirePending(user.oneLoginId());
        eve.entersCode(realm.lastCodeOf(user));

        assertThat(growthOf(LOGINS, "factor=sms", "outcome=expired")).isEqualTo(1);
    }

    @ParameterizedTest
    @DisplayName("An outage increments the outcomes of the call, the message and the login")
    @CsvSource({
        "503, unreachable, unreachable",
        "reset, unreachable, unreachable",
        "hang, timed_out, unreachable",
        "429, rate_limited, unavailable",
        "html, success, unavailable"
    })
    void outageIsCountedForCallMessageAndLogin(String fault, String outcome, String loginOutcome) {
        var user = realm.user("outage" + fault).withDevice(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + user.oneLoginId() + "/verifications")
                        .fault(fault));

        realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

        assertThat(growthOfCalls("POST /api/2/mfa/users/{user_id}/verifications", outcome))
                .isEqualTo(1);
        assertThat(growthOf(MESSAGES, "factor=sms", "outcome=failed")).isEqualTo(1);
        assertThat(growthOf(LOGINS, "factor=none", "outcome=" + loginOutcome)).isEqualTo(1);
    }

    @Test
    @DisplayName("An API credential that OneLogin refuses increments the failed token renewals")
    void refusedApiCredentialIsCountedAsFailedRenewal() {
        var user = realm.user("fay");
        realm.execution().configure(Map.of(ConfigProperty.CLIENT_SECRET.key(), "not-the-secret"));

        realm.person(user).signsInWithPassword();

        assertThat(growthOf(RENEWALS, "outcome=unauthorized")).isEqualTo(1);
        assertThat(growthOf(LOGINS, "factor=none", "outcome=credentials_refused"))
                .isEqualTo(1);
        assertThat(growthOfCalls("POST /auth/oauth2/v2/token", "unauthorized")).isEqualTo(1);
    }

    @Test
    @DisplayName("An execution without a complete configuration increments its outcome")
    void executionWithoutConfigIsCounted() {
        var user = realm.user("gus");
        realm.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), ""));

        realm.person(user).signsInWithPassword();

        assertThat(growthOf(LOGINS, "factor=none", "outcome=misconfigured")).isEqualTo(1);
    }

    @Test
    @DisplayName("A message that the message limit stops increments the outcome for limited messages")
    void limitedMessageIsCounted() {
        realm.execution().configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "1"));
        var user = realm.user("hal").withDevice(SimulatedFactorType.SMS);
        realm.person(user).signsInWithPassword();

        realm.person(user).signsInWithPassword();

        assertThat(growthOf(MESSAGES, "factor=sms", "outcome=sent")).isEqualTo(1);
        assertThat(growthOf(MESSAGES, "factor=sms", "outcome=limited")).isEqualTo(1);
        assertThat(growthOf(LOGINS, "factor=none", "outcome=too_many_messages")).isEqualTo(1);
    }

    @Test
    @DisplayName("A login in a remembered browser increments its outcome")
    void rememberedBrowserIsCounted() {
        realm.execution().configure(Map.of(ConfigProperty.REMEMBER_HOURS.key(), "1"));
        var user = realm.user("ida").withDevice(SimulatedFactorType.SMS);
        var ida = realm.person(user).signsInWithPassword();
        ida.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(user), "login", "", "remember", "true"));
        assertThat(ida.isSignedIn()).isTrue();

        assertThat(ida.signsOut().signsInWithPassword().isSignedIn()).isTrue();

        assertThat(growthOf(LOGINS, "factor=none", "outcome=remembered")).isEqualTo(1);
    }

    @Test
    @DisplayName("A code of a locked-out user increments the outcome for lockouts")
    void lockoutIsCounted() {
        var user = strict.user("jan").withDevice(SimulatedFactorType.SMS);
        var jan = strict.person(user).signsInWithPassword().entersCode("000000");
        Awaitility.await().until(() -> strict.isLockedOut(user));

        jan.submits("#onelogin-code-form", Map.of("otp", strict.lastCodeOf(user), "login", ""));

        assertThat(strict.metrics().value(LOGINS, "factor=sms", "outcome=locked_out"))
                .isEqualTo(1);
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.PRIVACY)
    @DisplayName("The metrics contain no data of a user")
    void metricsContainNoDataOfUser() {
        var user = realm.user("kim").withDevice(SimulatedFactorType.SMS);
        var kim = realm.person(user).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        assertThat(kim.entersCode(code).isSignedIn()).isTrue();

        assertThat(realm.metrics().series()).isNotEmpty().allSatisfy(series -> {
            assertThat(series.labels().keySet()).isSubsetOf("factor", "operation", "outcome", "state");
            assertThat(series.labels().values())
                    .allSatisfy(value -> assertThat(value)
                            .doesNotContain(user.username(), user.id(), "" + user.oneLoginId(), code, "@"));
        });
    }

    private double growthOfCalls(String operation, String outcome) {
        return growthOf("onelogin_mfa_calls_seconds_count", "operation=" + operation, "outcome=" + outcome);
    }

    /** Returns the growth of a series of the realm during this test. */
    private double growthOf(String name, String... labels) {
        return realm.metrics().value(name, labels) - before.value(name, labels);
    }
}
