package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.AdminEventRepresentation;

/** Tests of an administrator who manages a user's factors through the admin API (S8, S10). */
class AdminActionsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void configureRealm() {
        realm.execution()
                .configure(Map.of(ConfigProperty.MESSAGE_LIMIT.key(), "100", ConfigProperty.REMEMBER_HOURS.key(), "1"));
    }

    @Test
    @DisplayName("The removal of a factor deletes it on both sides and records an admin event")
    void factorIsRemovedOnBothSidesWithAdminEvent() {
        var user = devices.enrolledAtLogin("fay");
        var other = user.withDevice(SimulatedFactorType.EMAIL).device();
        var device = devices.of(user).get(0).deviceId();

        realm.api().remove(user.id(), device);

        assertThat(devices.of(user)).extracting(SimulatedDevice::deviceId).containsExactly(other);
        assertThat(realm.credentialsOf(user)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        assertThat(realm.attributesOf(user)).doesNotContainKey("onelogin_mfa_enrolled");
        var event = adminEvent(user, "DELETE").orElseThrow();
        assertThat(event.getResourcePath()).isEqualTo("users/" + user.id() + "/onelogin-mfa/factors/" + device);
        assertThat(event.getDetails())
                .containsEntry("credential_type", "onelogin")
                .containsEntry("onelogin_device_id", device)
                .containsKey("credential_id");
    }

    @Test
    @DisplayName("The admin API removes a factor that only OneLogin has")
    void factorThatOnlyOneLoginHasIsRemovedThere() {
        var user = realm.user("gil").withDevice(SimulatedFactorType.SMS);

        realm.api().remove(user.id(), user.device());

        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @Attack(on = "S10", kind = AttackKind.ADMINISTRATION)
    @DisplayName("The admin API refuses to remove the device of another user")
    void deviceOfAnotherUserIsNotRemoved() {
        var user = devices.enrolledAtLogin("hal");
        user.withDevice(SimulatedFactorType.EMAIL);
        var victim = realm.user("ida").withDevice(SimulatedFactorType.SMS);

        assertThatThrownBy(() -> realm.api().remove(user.id(), victim.device())).isInstanceOf(NotFoundException.class);

        assertThat(devices.of(victim)).hasSize(1);
        assertThat(devices.of(user)).hasSize(2);
    }

    @Test
    @DisplayName("A reset removes all factors on both sides, and the user can enroll again")
    void resetRemovesEverythingAndUserEnrollsAgain() {
        var user = devices.enrolledAtLogin("kim");
        user.withDevice(SimulatedFactorType.EMAIL);

        var removed = realm.api().reset(user.id());

        assertThat(removed.devices()).hasSize(2);
        assertThat(removed.problem()).isNull();
        assertThat(devices.of(user)).isEmpty();
        assertThat(realm.attributesOf(user)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(adminEvent(user, "DELETE")).isPresent();
        assertThat(realm.person(user).signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @DisplayName("A reset during an outage removes Keycloak's credentials and reports the problem")
    void resetDuringOutageRemovesCredentialsAndReportsProblem() {
        var user = devices.enrolledAtLogin("leo");
        realm.oneLogin()
                .behave(BehaviorRule.onUser(user.oneLoginId()).fault("503").times(2));

        var removed = realm.api().reset(user.id());

        assertThat(removed.devices()).hasSize(1);
        assertThat(removed.problem()).contains("HTTP 503");
        assertThat(realm.credentialsOf(user)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        assertThat(devices.of(user)).hasSize(1);
        realm.api().reset(user.id());
        assertThat(devices.of(user)).isEmpty();
    }

    @Test
    @DisplayName("A reset removes only the credentials if the setting Keep devices is on")
    void resetRemovesOnlyCredentialsIfDevicesAreKept() {
        realm.execution().configure(Map.of(ConfigProperty.KEEP_DEVICES.key(), "true"));
        var user = devices.enrolledAtLogin("mia");

        realm.api().reset(user.id());

        assertThat(devices.of(user)).hasSize(1);
        assertThat(realm.credentialsOf(user)).noneMatch(credential -> "onelogin".equals(credential.getType()));
    }

    @Test
    @DisplayName("The admin API forgets remembered browsers and signs no user out")
    void forgettingBrowsersEndsNoSession() {
        var user = realm.user("ned");
        var ned = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        entersCodeAndIsRemembered(ned, user);
        ned.signsOut().signsInWithPassword();
        assertThat(ned.isSignedIn()).isTrue();

        realm.api().forgetBrowsers(user.id());

        assertThat(realm.admin().users().get(user.id()).getUserSessions()).isNotEmpty();
        assertThat(ned.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
        assertThat(adminEvent(user, "DELETE")).isPresent();
    }

    @Test
    @DisplayName("The extension remembers a forgotten browser again after a new proof")
    void forgottenBrowserIsRememberedAgain() {
        var user = realm.user("oda");
        realm.api().forgetBrowsers(user.id());
        // Cookies have a resolution of one second, and a cookie of the second in which browsers were forgotten is
        // invalid.
        var forgotten = Instant.now().getEpochSecond();
        Awaitility.await().until(() -> Instant.now().getEpochSecond() > forgotten);
        var oda = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        entersCodeAndIsRemembered(oda, user);

        oda.signsOut().signsInWithPassword();

        assertThat(oda.isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The admin API requests an enrollment only if the required action is enabled")
    void enrollmentRequestNeedsTheEnabledAction() {
        var user = realm.user("pat");
        setActionEnabled(false);
        assertThatThrownBy(() -> realm.api().requestEnrollment(user.id()))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        e -> assertThat(e.getResponse().getStatus()).isEqualTo(409));

        setActionEnabled(true);
        realm.api().requestEnrollment(user.id());

        assertThat(realm.admin().users().get(user.id()).toRepresentation().getRequiredActions())
                .containsExactly("onelogin-enroll");
        assertThat(adminEvent(user, "ACTION")).isPresent();
    }

    private static void setActionEnabled(boolean enabled) {
        var action = realm.admin().flows().getRequiredAction("onelogin-enroll");
        action.setEnabled(enabled);
        realm.admin().flows().updateRequiredAction("onelogin-enroll", action);
    }

    private static void entersCodeAndIsRemembered(Person person, TestUser user) {
        person.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(user), "login", "", "remember", "true"));
        assertThat(person.isSignedIn()).isTrue();
    }

    private static Optional<AdminEventRepresentation> adminEvent(TestUser user, String operation) {
        return realm.admin().getAdminEvents().stream()
                .filter(event -> event.getOperationType().equals(operation)
                        && event.getResourcePath().startsWith("users/" + user.id() + "/onelogin-mfa"))
                .findFirst();
    }
}
