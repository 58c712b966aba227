package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.RecordedCall;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import dev.mfabridge.onelogin.simulator.SimulatedUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins in a remembered browser with the setting "User status at each login": OneLogin is queried first (S8). */
class RememberedStatusIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void checkStatusAtEachLogin() {
        configure(Map.of());
    }

    @Test
    @DisplayName("A remembered browser passes after OneLogin lists the user and the device")
    void rememberedBrowserPassesAfterOneLoginListsUserAndDevice() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS);
        var ann = remembered(user);
        var before = callsAbout(user).size();

        assertThat(ann.signsInWithPassword().isSignedIn()).isTrue();

        assertThat(callsAbout(user).stream().skip(before))
                .extracting(call -> call.method() + call.path().replaceAll(".*/", " "))
                .containsExactly("GET " + user.oneLoginId(), "GET devices");
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("A suspended user is rejected in a remembered browser, with one call")
    void suspendedUserIsRejectedInRememberedBrowser() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS);
        var ben = remembered(user);
        realm.oneLogin().addUser(inOneLogin(user).withStatus(2, 1));
        var before = callsAbout(user).size();

        ben.signsInWithPassword().sees("Your OneLogin account is suspended. Please contact your administrator.");

        assertThat(realm.events(user, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_user_suspended");
        assertThat(callsAbout(user)).hasSize(before + 1);
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("A user whose device was removed in OneLogin enrolls again in a remembered browser")
    void userWithRemovedDeviceEnrollsAgainInRememberedBrowser() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS);
        var cora = remembered(user);
        var removed = user.device();
        realm.oneLogin().deleteDevice(user.oneLoginId(), removed);

        assertThat(cora.signsInWithPassword().isAskedForFactor()).isTrue();
        cora.choosesFactor("SMS").entersCode(realm.lastCodeOf(user));

        assertThat(cora.isSignedIn()).isTrue();
        assertThat(realm.attributesOf(user)).doesNotContainEntry("onelogin_mfa_device_id", List.of(removed));
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("A user proves the remaining device if the device of the remembered browser was removed in OneLogin")
    void remainingDeviceIsProvenIfRememberedDeviceWasRemoved() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS);
        var removed = user.device();
        var dan = remembered(user);
        user.withDevice(SimulatedFactorType.EMAIL);
        realm.oneLogin().deleteDevice(user.oneLoginId(), removed);

        dan.signsInWithPassword().sees("We sent an e-mail");
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("A remembered browser doesn't pass while OneLogin is unreachable")
    void rememberedBrowserDoesNotPassWhileOneLoginIsUnreachable() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.SMS);
        var eve = remembered(user);
        failCallsFor(user);

        eve.signsInWithPassword().sees("OneLogin can't be reached");
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("A browser that is remembered for a factor type that is no longer allowed requires a factor")
    void disallowedFactorTypeEndsRememberedBrowser() {
        var user = realm.user("gil").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        var gil = remembered(user);
        configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "EMAIL", ConfigProperty.LOOK_UP_USER.key(), "false"));

        gil.signsInWithPassword().sees("We sent an e-mail");
    }

    private static Person remembered(TestUser user) {
        var person = realm.person(user).signsInWithPassword();
        person.entersCodeToBeRemembered(realm.lastCodeOf(user));
        assertThat(person.isSignedIn()).isTrue();
        return person.signsOut();
    }

    /** Returns all calls about the user, oldest first. */
    private static List<RecordedCall> callsAbout(TestUser user) {
        return realm.oneLogin().calls().stream()
                .filter(call -> call.path().contains("/users/" + user.oneLoginId()))
                .toList();
    }

    private static void failCallsFor(TestUser user) {
        realm.oneLogin()
                .behave(BehaviorRule.on("*/users/" + user.oneLoginId() + "*").fault("503"));
    }

    private static SimulatedUser inOneLogin(TestUser user) {
        return realm.oneLogin().users().stream()
                .filter(candidate -> candidate.id() == user.oneLoginId())
                .findFirst()
                .orElseThrow();
    }

    private static void configure(Map<String, String> changes) {
        var settings = new HashMap<>(Map.of(
                ConfigProperty.REMEMBER_HOURS.key(),
                "168",
                ConfigProperty.LOOK_UP_USER.key(),
                "true",
                ConfigProperty.MESSAGE_LIMIT.key(),
                "100"));
        settings.putAll(changes);
        realm.execution().configure(settings);
    }
}
