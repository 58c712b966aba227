package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.FactorView;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.Presence;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Logins after a change of the base URL, and with two executions for different OneLogin accounts. The simulator stands for both
 * accounts, since it has two addresses. The tests know these addresses only for this machine.
 */
@Tag("this-machine")
class OneLoginAccountsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void useFirstAccount() {
        realm.execution().configure(Map.of());
    }

    @Test
    @DisplayName("A user can prove a device under the new base URL, and its removal works there")
    void deviceIsProvenAndRemovedUnderNewBaseUrl() {
        var user = devices.enrolledAtLogin("ann");
        changeBaseUrl();

        var ann = realm.person(user).signsInWithPassword();

        assertThat(ann.isAskedForCode()).as(ann.page().text()).isTrue();
        assertThat(ann.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        assertThat(realm.factorsOf(user)).hasSize(1);
        devices.removeCredential(user);
        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @DisplayName("One proof under the new base URL moves all devices of the user")
    void proofUnderNewBaseUrlMovesAllDevicesOfUser() {
        var user = realm.user("eve").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        for (var device : List.of("SMS", "Email")) {
            proveDevice(user, device);
        }
        changeBaseUrl();
        proveDevice(user, "SMS");

        for (var device : devices.of(user)) {
            realm.oneLogin().deleteDevice(user.oneLoginId(), device.deviceId());
        }

        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("A remembered browser doesn't skip the challenge in another OneLogin account")
    void rememberedBrowserIsChallengedInAnotherAccount() {
        realm.execution().configure(Map.of(ConfigProperty.REMEMBER_HOURS.key(), "1"));
        var user = devices.enrolledAtLogin("fay");
        var fay = realm.person(user).signsInWithPassword();
        fay.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(user), "login", "", "remember", "true"));
        assertThat(fay.signsOut().signsInWithPassword().isSignedIn()).isTrue();

        realm.execution()
                .configure(Map.of(
                        ConfigProperty.REMEMBER_HOURS.key(), "1", ConfigProperty.BASE_URL.key(), otherBaseUrl()));

        assertThat(fay.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user with a device in another account can't enroll with only the password")
    void deviceInAnotherAccountPreventsEnrollment() {
        var user = devices.enrolledAtLogin("ben");
        changeBaseUrl();
        realm.oneLogin().deleteDevice(user.oneLoginId(), devices.of(user).get(0).deviceId());
        var mark = realm.log().mark();

        var ben = realm.person(user).signsInWithPassword();

        ben.sees("You have no OneLogin factor set up. Please contact your administrator.");
        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains(user.id()) && line.contains("are in another OneLogin account"));
        devices.removeCredential(user);
        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @Attack(on = "S2", kind = AttackKind.BYPASS)
    @DisplayName("A user with a device in another account can't skip enrollment")
    void deviceInAnotherAccountPreventsSkippingEnrollment() {
        var user = devices.enrolledAtLogin("cora");
        realm.execution()
                .configure(Map.of(ConfigProperty.BASE_URL.key(), otherBaseUrl(), ConfigProperty.GRACE_DAYS.key(), "7"));
        realm.oneLogin().deleteDevice(user.oneLoginId(), devices.of(user).get(0).deviceId());

        realm.person(user).signsInWithPassword().sees("You have no OneLogin factor set up.");
    }

    @Test
    @DisplayName("The presence of a device in another OneLogin account is unknown")
    void presenceOfDeviceInAnotherAccountIsUnknown() {
        var user = devices.enrolledAtLogin("dan");
        realm.execution()
                .addFlow("the first account", realm.execution().defaults().get(ConfigProperty.BASE_URL.key()));
        changeBaseUrl();
        user.withDevice(SimulatedFactorType.EMAIL);
        var dan = realm.person(user).signsInWithPassword().asksForAnotherWay().choosesDevice("Email");
        assertThat(dan.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

        assertThat(realm.api().factors(user.id()).factors())
                .extracting(FactorView::presence)
                .containsExactlyInAnyOrder(Presence.BOTH, Presence.UNKNOWN);
    }

    private static void proveDevice(TestUser user, String device) {
        var person =
                realm.person(user).signsInWithPassword().asksForAnotherWay().choosesDevice(device);
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    private static void changeBaseUrl() {
        realm.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), otherBaseUrl()));
    }

    private static String otherBaseUrl() {
        var baseUrl = realm.execution().defaults().get(ConfigProperty.BASE_URL.key());
        return baseUrl.contains("localhost")
                ? baseUrl.replace("localhost", "127.0.0.1")
                : baseUrl.replace("127.0.0.1", "localhost");
    }
}
