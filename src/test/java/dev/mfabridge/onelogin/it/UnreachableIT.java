package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.connection.CallBudgets;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bypass of the factor while OneLogin is unreachable, if an administrator allows it, and in no other case (S1). OneLogin is
 * out of service as a whole in these tests, unless a test says otherwise.
 */
@Tag("this-machine")
class UnreachableIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    final OwnOneLogin oneLogin = new OwnOneLogin();

    @BeforeEach
    void allowBypass() {
        configureBypass(true);
    }

    @ParameterizedTest
    @DisplayName("A login bypasses an unreachable OneLogin, and the events and the log record the bypass")
    @ValueSource(strings = {"500", "503", "reset", "hang"})
    void loginBypassesUnreachableOneLoginAndIsRecorded(String fault) {
        var user = enrolledUser("ann" + fault);
        failEachCall(fault);
        var mark = realm.log().mark();

        var ann = realm.person(user).signsInWithPassword();

        assertThat(ann.isSignedIn()).as(ann.page().text()).isTrue();
        var login = realm.events(user, "LOGIN").get(0);
        assertThat(login.getDetails()).containsEntry("onelogin_bypassed_unreachable", "true");
        assertThat(login.getError()).isNull();
        assertThat(realm.events(user, "LOGIN_ERROR")).isEmpty();
        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION").get(0).getDetails())
                .containsEntry("reason", "onelogin_bypassed_unreachable");
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(user.id()) && line.contains("continues without a factor"));
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A refusal or an unreadable answer allows no bypass")
    @ValueSource(strings = {"403", "429", "html", "empty"})
    void refusalAndUnreadableAnswerAllowNoBypass(String fault) {
        var user = enrolledUser("ben" + fault);
        failEachCall(fault);

        assertThat(realm.person(user).signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A failure after a refusal allows no bypass")
    void failureAfterRefusalAllowsNoBypass() {
        var user = enrolledUser("bob");
        failEachCall("503");
        oneLogin.client()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + user.oneLoginId() + "/verifications")
                        .fault("403"));

        assertThat(realm.person(user).signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A code that can't be checked allows no bypass")
    void uncheckedCodeAllowsNoBypass() {
        var user = enrolledUser("cora");
        var cora = realm.person(user).signsInWithPassword();
        failEachCall("503");

        cora.entersCode("000000").sees("We couldn't check your code");

        assertThat(cora.isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A failure after OneLogin offered factors allows no bypass")
    void failureAfterOfferOfFactorsAllowsNoBypass() {
        var user = realm.user("cleo");
        oneLogin.client().addUser(SimulatedUser.named(user.oneLoginId(), "cleo").withEmail(user.email()));
        var cleo = realm.person(user).signsInWithPassword();
        assertThat(cleo.isAskedForFactor()).isTrue();
        failEachCall("503");

        cleo.choosesFactor("SMS");

        assertThat(cleo.isSignedIn()).isFalse();
        assertThat(cleo.page().text()).contains("Try again");
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A direct grant with only the password allows no bypass")
    void directGrantAllowsNoBypass() {
        var user = enrolledUser("dan");
        failEachCall("503");

        assertThat(realm.requestToken(user, Map.of()).isToken()).isFalse();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The default configuration allows no bypass")
    void defaultConfigAllowsNoBypass() {
        configureBypass(false);
        var user = enrolledUser("eve");
        failEachCall("503");

        assertThat(realm.person(user).signsInWithPassword().isSignedIn()).isFalse();
        assertThat(realm.events(user, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_unreachable");
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The failing call of one user allows no bypass while OneLogin answers other calls")
    @ValueSource(strings = {"503", "reset", "hang"})
    void failingCallOfOneUserAllowsNoBypass(String fault) {
        var user = enrolledUser("fay" + fault);
        oneLogin.client().behave(BehaviorRule.onUser(user.oneLoginId()).fault(fault));

        realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

        assertThat(oneLogin.client().calls()).anyMatch(call -> call.path().equals("/api/2/users"));
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A user with a failing device lets no other user pass, however often the user tries")
    void failingDeviceOfAttackerLetsNobodyPass() {
        var attacker = enrolledUser("mallory");
        var victim = enrolledUser("gus");
        oneLogin.client().behave(BehaviorRule.onUser(attacker.oneLoginId()).fault("503"));
        for (var login = 0; login < 6; login++) {
            realm.person(attacker).signsInWithPassword().sees("OneLogin can't be reached");
        }

        realm.person(victim).signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("The checks for an outage that a user with a failing device causes use the budget of the user")
    void checksForOutageUseBudgetOfUser() {
        var user = enrolledUser("mia");
        oneLogin.client().behave(BehaviorRule.onUser(user.oneLoginId()).fault("503"));

        var logins = 0;
        Person mia;
        do {
            mia = realm.person(user).signsInWithPassword();
        } while (++logins < 130 && !mia.page().text().contains("Too many requests. Wait a few minutes"));

        assertThat(oneLogin.client().calls()).hasSizeBetween(200, CallBudgets.USER.logins());
        assertThat(mia.isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("Users pass during an outage after one harmless call of a node, which answers for all of them")
    void loginsOfAnOutageShareOneHarmlessCall() {
        failEachCall("503");
        for (var login = 0; login < 4; login++) {
            assertThat(realm.person(enrolledUser("user" + login))
                            .signsInWithPassword()
                            .isSignedIn())
                    .isTrue();
        }

        assertThat(oneLogin.client().calls())
                .filteredOn(call -> call.path().equals("/api/2/users"))
                .hasSizeBetween(1, realm.nodes());
    }

    @Test
    @DisplayName("A login after the outage is challenged, although logins passed shortly before")
    void loginAfterOutageIsChallenged() {
        failEachCall("503");
        assertThat(realm.person(enrolledUser("hal")).signsInWithPassword().isSignedIn())
                .isTrue();
        oneLogin.client().reset();

        realm.person(enrolledUser("ida")).signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @DisplayName("The bypass applies to a remembered browser, and is recorded as a bypass")
    void bypassAppliesToRememberedBrowser() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.BASE_URL.key(),
                        oneLogin.baseUrl(),
                        ConfigProperty.PASS_WHEN_UNREACHABLE.key(),
                        "true",
                        ConfigProperty.REMEMBER_HOURS.key(),
                        "168",
                        ConfigProperty.LOOK_UP_USER.key(),
                        "true"));
        var user = enrolledUser("jill");
        var jill = realm.person(user).signsInWithPassword();
        jill.entersCodeToBeRemembered(codeOf(user));
        jill.signsOut();
        failEachCall("503");

        assertThat(jill.signsInWithPassword().isSignedIn()).isTrue();

        assertThat(realm.events(user, "LOGIN").get(0).getDetails())
                .containsEntry("onelogin_bypassed_unreachable", "true")
                .doesNotContainKey("onelogin_remembered");
    }

    @Test
    @DisplayName("A removal after a bypass keeps the device, and the next login challenges it")
    void removalAfterBypassKeepsDevice() {
        var user = enrolledUser("fred");
        failEachCall("503");
        var fred = realm.person(user).signsInWithPassword();
        assertThat(fred.isSignedIn()).isTrue();
        oneLogin.client().behave(BehaviorRule.always().fault("none"));

        UserRemovalIT.removeCredential(realm, user, fred.accessToken());

        var next = realm.person(user).signsInWithPassword().sees("We sent a text message");
        assertThat(next.entersCode(codeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(oneLogin.mfaCalls()).extracting(RecordedCall::method).doesNotContain("DELETE");
    }

    private String codeOf(TestUser user) {
        return oneLogin.client().lastCodeFor(user.oneLoginId()).orElseThrow();
    }

    private void configureBypass(boolean isAllowed) {
        realm.execution()
                .configure(
                        Map.of("onelogin.baseUrl", oneLogin.baseUrl(), "onelogin.passWhenUnreachable", "" + isAllowed));
    }

    private TestUser enrolledUser(String name) {
        var user = realm.user(name).enrolled(SimulatedFactorType.SMS);
        oneLogin.add(user);
        return user;
    }

    /** Breaks the API for all users. Access tokens are still issued. */
    private void failEachCall(String fault) {
        oneLogin.client().behave(BehaviorRule.on("* /api/*").fault(fault));
    }
}
