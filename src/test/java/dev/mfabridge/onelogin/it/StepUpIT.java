package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Levels of authentication: a password reaches level 1, a OneLogin factor reaches level 2, and an application demands a level. */
class StepUpIT {

    private static final String LEVEL = "conditional-level-of-authentication";
    private static final String SECOND = "level 2";
    private static final Map<String, String> FACTOR = Map.of("acr_values", "onelogin");

    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword().lockingOutAfter(3).customized(StepUpIT::addLevels);

    private static void addLevels(RealmRepresentation representation) {
        FlowBuilder.browser(FlowBuilder.named(TestRealmBuilder.FORMS)
                        .subflow(
                                "CONDITIONAL",
                                FlowBuilder.named("level 1")
                                        .execution(LEVEL, "REQUIRED", level(1, 36000))
                                        .execution("auth-username-password-form", "REQUIRED"))
                        .subflow(
                                "CONDITIONAL",
                                FlowBuilder.named(SECOND)
                                        .execution(LEVEL, "REQUIRED", level(2, 300))
                                        .execution(
                                                TestRealm.ONELOGIN,
                                                "REQUIRED",
                                                StepUpIT.realm.execution().defaults())))
                .addTo(representation);
        var amr = new ProtocolMapperRepresentation();
        amr.setName("amr");
        amr.setProtocol("openid-connect");
        amr.setProtocolMapper("onelogin-amr-mapper");
        amr.setConfig(Map.of("id.token.claim", "true"));
        var client = representation.getClients().get(0);
        client.setProtocolMappers(List.of(amr));
        client.setAttributes(Map.of("acr.loa.map", "{\"password\":1,\"onelogin\":2}"));
    }

    private static Map<String, String> level(int level, int maxAge) {
        return Map.of("loa-condition-level", String.valueOf(level), "loa-max-age", String.valueOf(maxAge));
    }

    /** Sets the number of seconds for which a proof is enough. */
    private static void setMaxAgeOfSecondLevel(int seconds) {
        var flows = realm.admin().flows();
        var condition = flows.getExecutions(TestRealmBuilder.FLOW).stream()
                .filter(execution -> (SECOND + " " + LEVEL).equals(execution.getAlias()))
                .findFirst()
                .orElseThrow();
        var config = flows.getAuthenticatorConfig(condition.getAuthenticationConfig());
        config.setConfig(level(2, seconds));
        flows.updateAuthenticatorConfig(config.getId(), config);
    }

    @BeforeEach
    void useMaxAgeOfFiveMinutes() {
        setMaxAgeOfSecondLevel(300);
        realm.execution().configure(Map.of("onelogin.messageLimit", "100"));
    }

    @Test
    @DisplayName("A password is enough if the application demands no factor")
    void passwordIsEnoughWithoutDemand() {
        var user = realm.user("ann").enrolled(SimulatedFactorType.SMS);

        var tokens = realm.person(user).signsInWithPassword().tokens();

        assertThat(tokens.acr()).isEqualTo("password");
        assertThat(tokens.amr()).isEmpty();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
    }

    @Test
    @DisplayName("A demanded factor follows the password")
    void demandedFactorFollowsPassword() {
        var user = realm.user("ben").enrolled(SimulatedFactorType.SMS);

        var ben = realm.person(user).opensLogin(FACTOR).signsInWithPassword();
        assertThat(ben.isAskedForCode()).isTrue();
        assertThat(ben.page().element("button[name=login]").text()).isEqualTo("Sign in");
        var tokens = ben.entersCode(realm.lastCodeOf(user)).tokens();

        assertThat(tokens.acr()).isEqualTo("onelogin");
        assertThat(tokens.amr()).containsExactly("sms");
    }

    @Test
    @DisplayName("A user who signed in with a password proves only the factor")
    void signedInUserProvesOnlyFactor() {
        var user = realm.user("cora").enrolled(SimulatedFactorType.SMS);
        var cora = realm.person(user).signsInWithPassword();
        assertThat(cora.tokens().acr()).isEqualTo("password");

        cora.opensLogin(FACTOR);

        assertThat(cora.isAskedForCode()).as(cora.page().text()).isTrue();
        assertThat(cora.page().element("button[name=login]").text()).isEqualTo("Confirm");
        var tokens = cora.entersCode(realm.lastCodeOf(user)).tokens();
        assertThat(tokens.acr()).isEqualTo("onelogin");
        assertThat(tokens.amr()).containsExactly("sms");
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.WEB)
    @DisplayName("A demand of the factor in an existing session sends nothing before the user continues")
    void demandInExistingSessionSendsNothingBeforeTheButton() {
        var user = realm.user("lea").enrolled(SimulatedFactorType.SMS);
        var lea = realm.person(user).isCareful().signsInWithPassword();

        for (var visit = 1; visit <= 6; visit++) {
            assertThat(lea.opensLogin(FACTOR).isAskedToStart()).isTrue();
        }

        assertThat(realm.oneLogin().callsFor(user.oneLoginId())).isEmpty();
        assertThat(lea.starts().isAskedForCode()).isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(lea.entersCode(realm.lastCodeOf(user)).tokens().acr()).isEqualTo("onelogin");
    }

    @Test
    @DisplayName("An essential claim demands the factor, and a wrong code doesn't satisfy the claim")
    void essentialClaimDemandsFactor() {
        var user = realm.user("dan").enrolled(SimulatedFactorType.SMS);
        var dan = realm.person(user).signsInWithPassword();

        dan.opensLogin(Map.of("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"onelogin\"]}}}"));

        assertThat(dan.entersCode("000000").isSignedIn()).isFalse();
        assertThat(dan.entersCode(realm.lastCodeOf(user)).tokens().acr()).isEqualTo("onelogin");
    }

    @Test
    @DisplayName("A user proves the factor only once within the maximum age")
    void factorIsNotChallengedAgainWithinMaxAge() {
        var user = realm.user("eve").enrolled(SimulatedFactorType.SMS);
        var eve = realm.person(user).opensLogin(FACTOR).signsInWithPassword();
        eve.entersCode(realm.lastCodeOf(user));

        var again = eve.opensLogin(FACTOR).tokens();
        var withoutDemand = eve.opensLogin().tokens();

        assertThat(again.acr()).isEqualTo("onelogin");
        assertThat(again.amr()).containsExactly("sms");
        assertThat(withoutDemand.acr()).isEqualTo("onelogin");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("A login after the maximum age challenges the factor again without the password")
    void factorIsChallengedAgainAfterMaxAge() {
        setMaxAgeOfSecondLevel(1);
        var user = realm.user("fay").enrolled(SimulatedFactorType.SMS);
        var fay = realm.person(user).opensLogin(FACTOR).signsInWithPassword();
        fay.entersCode(realm.lastCodeOf(user));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> fay.opensLogin(FACTOR).isAskedForCode());

        assertThat(fay.entersCode(realm.lastCodeOf(user)).tokens().acr()).isEqualTo("onelogin");
    }

    @Test
    @DisplayName("A maximum age of zero challenges the factor each time")
    void maxAgeOfZeroChallengesFactorEachTime() {
        setMaxAgeOfSecondLevel(0);
        var user = realm.user("gil").enrolled(SimulatedFactorType.SMS);
        var gil = realm.person(user).opensLogin(FACTOR).signsInWithPassword();
        assertThat(gil.entersCode(realm.lastCodeOf(user)).tokens().acr()).isEqualTo("onelogin");

        assertThat(gil.opensLogin(FACTOR).isAskedForCode()).isTrue();
        assertThat(gil.entersCode(realm.lastCodeOf(user)).tokens().acr()).isEqualTo("onelogin");
    }

    @Test
    @DisplayName("A re-authentication requires both levels again")
    void reauthenticationRequiresBothLevels() {
        var user = realm.user("hal").enrolled(SimulatedFactorType.SMS);
        var hal = realm.person(user).opensLogin(FACTOR).signsInWithPassword();
        hal.entersCode(realm.lastCodeOf(user));

        hal.opensLogin(Map.of("acr_values", "onelogin", "prompt", "login"));

        assertThat(hal.page().has("#password")).isTrue();
        hal.confirmsPassword();
        assertThat(hal.isAskedForCode()).isTrue();
        assertThat(hal.page().element("button[name=login]").text()).isEqualTo("Confirm");
        assertThat(hal.entersCode(realm.lastCodeOf(user)).tokens().acr()).isEqualTo("onelogin");
    }

    @Test
    @DisplayName("A concurrent login of the same user doesn't reject the user")
    void concurrentLoginDoesNotRejectUser() {
        var user = realm.user("jon").enrolled(SimulatedFactorType.SMS);
        var jon = realm.person(user).signsInWithPassword();
        var other = realm.person(user).opensLogin(FACTOR).signsInWithPassword();
        var code = realm.lastCodeOf(user);
        var checks = "PUT /api/2/mfa/users/" + user.oneLoginId() + "/verifications/*";
        realm.oneLogin().behave(BehaviorRule.on(checks).latency(Duration.ofSeconds(4)));
        var submission = CompletableFuture.runAsync(() -> other.entersCode(code));
        Awaitility.await()
                .until(() -> realm.oneLogin().callsFor(user.oneLoginId()).stream()
                        .anyMatch(call -> call.method().equals("PUT")));

        jon.opensLogin(FACTOR);

        assertThat(submission).isNotDone();
        assertThat(jon.isAskedForCode()).as(jon.page().text()).isTrue();
        submission.join();
    }

    @Test
    @Attack(on = "S3", kind = AttackKind.BYPASS)
    @DisplayName("A locked-out user gets no challenge and no message")
    void lockedOutUserIsRejectedWithoutMessage() {
        var user = realm.user("kim").enrolled(SimulatedFactorType.SMS);
        var kim = realm.person(user).signsInWithPassword();
        var guesser = realm.person(user).opensLogin(FACTOR).signsInWithPassword();
        for (var failures = 1; failures <= 3; failures++) {
            guesser.entersCode("00000" + failures);
            realm.assertCounted(user, failures);
        }

        kim.opensLogin(FACTOR).sees("Invalid authenticator code");

        assertThat(kim.isAskedForCode()).isFalse();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
    }

    @Test
    @DisplayName("A user without a factor enrolls if the application demands the factor")
    void userWithoutFactorEnrollsOnDemand() {
        var user = realm.user("ida", simulated -> simulated.offered(SimulatedFactorType.SMS));
        var ida = realm.person(user).signsInWithPassword();

        ida.opensLogin(FACTOR).sees("Set up your second factor");

        assertThat(ida.entersCode(realm.lastCodeOf(user)).tokens().acr()).isEqualTo("onelogin");
    }
}
