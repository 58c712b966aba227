package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests of the order of a request, which is the same for a browser, the required action and a direct grant. Each test holds a step
 * that the three once did at different times.
 */
class RequestOrderIT {

    /** Realm with a required execution, for browsers and direct grants. */
    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    /** Realm in which only the required action asks for a factor. */
    @RegisterExtension
    static final TestRealm action = TestRealm.withPassword().then(TestRealm.ONELOGIN, "DISABLED");

    private static final DirectGrantClient client = new DirectGrantClient(realm);

    @BeforeEach
    void allowEveryFactor() {
        for (var each : new TestRealm[] {realm, action}) {
            allow(each, "");
        }
    }

    @Test
    @DisplayName("A browser retries a pending removal when a login starts, and not when the user reloads the page")
    void browserRetriesRemovalAtTheStart() {
        var user = userWithPendingEmailChallenge("ann");
        var ann = realm.person(user).signsInWithPassword().sees("We sent an e-mail");
        failToRemoveFirstDevice(realm, user);

        ann.reloads();
        assertThat(removals(realm, user)).isEqualTo(1);

        realm.person(user).signsInWithPassword();
        assertThat(removals(realm, user)).isEqualTo(2);
    }

    @Test
    @DisplayName("A direct grant retries a pending removal when a login starts, and not while a challenge is pending")
    void directGrantRetriesRemovalAtTheStart() {
        var user = userWithPendingEmailChallenge("ben");
        assertThat(client.requestToken(user, Map.of()).error()).isEqualTo("mfa_required");
        failToRemoveFirstDevice(realm, user);

        assertThat(client.requestToken(user, Map.of()).error()).isEqualTo("mfa_required");
        assertThat(client.requestToken(user, Map.of("otp", realm.lastCodeOf(user)))
                        .isToken())
                .isTrue();
        assertThat(removals(realm, user)).isEqualTo(1);

        client.requestToken(user, Map.of());
        assertThat(removals(realm, user)).isEqualTo(2);
    }

    @Test
    @DisplayName("The required action retries a pending removal when the user starts over")
    void requiredActionRetriesRemovalAtTheRestart() {
        var user = action.user("cat").withDevice(SimulatedFactorType.SMS);
        action.requestEnrollment(user);
        action.person(user).signsInWithPassword().entersCode(action.lastCodeOf(user));
        user.withDevice(SimulatedFactorType.EMAIL);
        allow(action, "EMAIL");
        action.requestEnrollment(user);
        action.oneLogin()
                .behave(BehaviorRule.on("POST /api/2/mfa/users/" + user.oneLoginId() + "/verifications")
                        .fault("503")
                        .once());
        var cat = action.person(user).signsInWithPassword();
        failToRemoveFirstDevice(action, user);

        Awaitility.await().untilAsserted(() -> cat.triesAgain().sees("We sent an e-mail"));

        assertThat(removals(action, user)).isEqualTo(2);
    }

    /** Returns a user with SMS enrolled in Keycloak, whose next challenge goes to an e-mail device. */
    private static TestUser userWithPendingEmailChallenge(String name) {
        var user = new Devices(realm).enrolledAtLogin(name);
        user.withDevice(SimulatedFactorType.EMAIL);
        allow(realm, "EMAIL");
        return user;
    }

    private static void allow(TestRealm realm, String types) {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(),
                        types,
                        ConfigProperty.EMAIL_LINK.key(),
                        "code",
                        ConfigProperty.MESSAGE_LIMIT.key(),
                        "100",
                        ConfigProperty.RESEND_COOLDOWN.key(),
                        "1"));
    }

    private static void failToRemoveFirstDevice(TestRealm realm, TestUser user) {
        var devices = new Devices(realm);
        realm.oneLogin().behave(devices.removalRule(user).fault("503").once());
        devices.removeCredential(user);
        assertThat(removals(realm, user)).isEqualTo(1);
    }

    private static long removals(TestRealm realm, TestUser user) {
        return realm.oneLogin().callsFor(user.oneLoginId()).stream()
                .filter(call -> call.method().equals("DELETE"))
                .count();
    }
}
