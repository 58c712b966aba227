package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bypass of the factor while OneLogin is unreachable, if an administrator allows it, and in no other case (S1).
 *
 * <p>Each user has a credential, since the login then makes only calls that name the user.
 */
class UnreachableIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void allowBypass() {
        realm.execution().configure(Map.of("onelogin.passWhenUnreachable", "true"));
    }

    @ParameterizedTest
    @DisplayName("A login bypasses an unreachable OneLogin, and the events and the log record the bypass")
    @ValueSource(strings = {"500", "503", "reset", "hang"})
    void loginBypassesUnreachableOneLoginAndIsRecorded(String fault) {
        var user = realm.user("ann" + fault).enrolled(SimulatedFactorType.SMS);
        failCallsFor(user, fault);
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
    @DisplayName("A refusal or an unreadable answer allows no bypass")
    @ValueSource(strings = {"403", "429", "html", "empty"})
    void refusalAndUnreadableAnswerAllowNoBypass(String fault) {
        var user = realm.user("ben" + fault).enrolled(SimulatedFactorType.SMS);
        failCallsFor(user, fault);

        assertThat(realm.person(user).signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("A failure after a refusal allows no bypass")
    void failureAfterRefusalAllowsNoBypass() {
        var user = realm.user("bob").enrolled(SimulatedFactorType.SMS);
        realm.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + user.oneLoginId() + "/verifications")
                        .fault("403"));
        realm.oneLogin()
                .behave(BehaviorRule.on("GET /api/2/users/" + user.oneLoginId()).fault("503"));

        assertThat(realm.person(user).signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("A code that can't be checked allows no bypass")
    void uncheckedCodeAllowsNoBypass() {
        var user = realm.user("cora").enrolled(SimulatedFactorType.SMS);
        var cora = realm.person(user).signsInWithPassword();
        failCallsFor(user, "503");

        cora.entersCode("000000").sees("We couldn't check your code");

        assertThat(cora.isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("A failure after OneLogin offered factors allows no bypass")
    void failureAfterOfferOfFactorsAllowsNoBypass() {
        var user = realm.user("cleo");
        var cleo = realm.person(user).signsInWithPassword();
        assertThat(cleo.isAskedForFactor()).isTrue();
        failCallsFor(user, "503");

        cleo.choosesFactor("SMS");

        assertThat(cleo.isSignedIn()).isFalse();
        assertThat(cleo.page().text()).contains("Try again");
    }

    @Test
    @DisplayName("A direct grant with only the password allows no bypass")
    void directGrantAllowsNoBypass() {
        var user = realm.user("dan").enrolled(SimulatedFactorType.SMS);
        failCallsFor(user, "503");

        assertThat(realm.requestToken(user, Map.of()).isToken()).isFalse();
    }

    @Test
    @DisplayName("The default configuration allows no bypass")
    void defaultConfigAllowsNoBypass() {
        realm.execution().configure(Map.of());
        var user = realm.user("eve").enrolled(SimulatedFactorType.SMS);
        failCallsFor(user, "503");

        assertThat(realm.person(user).signsInWithPassword().isSignedIn()).isFalse();
        assertThat(realm.events(user, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_unreachable");
    }

    private static void failCallsFor(TestUser user, String fault) {
        realm.oneLogin().behave(BehaviorRule.onUser(user.oneLoginId()).fault(fault));
    }
}
