package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** An administrator puts a user's factors in order, through the admin API. */
class AdminActionsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void defaultSettings() {
        realm.step().settings(Map.of("onelogin.messageLimit", "100", "onelogin.rememberHours", "1"));
    }

    @Test
    @DisplayName("The removal of a factor deletes it on both sides and records an admin event")
    void factorIsRemovedOnBothSidesWithAdminEvent() {
        var account = devices.enrolled("fay");
        devices.addInOneLogin(account, "84002" + account.oneLoginId(), SimulatedFactorType.EMAIL);
        var device = devices.of(account).get(0).deviceId();

        realm.api().remove(account.id(), device);

        assertThat(devices.of(account))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly("84002" + account.oneLoginId());
        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
        var event = adminEvent(account, "DELETE").orElseThrow();
        assertThat(event.getResourcePath()).isEqualTo("users/" + account.id() + "/onelogin-mfa/factors/" + device);
        assertThat(event.getDetails())
                .containsEntry("credential_type", "onelogin")
                .containsEntry("onelogin_device_id", device)
                .containsKey("credential_id");
    }

    @Test
    @DisplayName("The admin API removes a factor that only OneLogin has")
    void factorThatOnlyOneLoginHasIsRemovedThere() {
        var account = realm.user("gil", user -> user.withDevice("84003" + user.id(), SimulatedFactorType.SMS));

        realm.api().remove(account.id(), "84003" + account.oneLoginId());

        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    @DisplayName("The admin API refuses to remove the device of another user")
    void deviceOfAnotherUserIsNotRemoved() {
        var account = devices.enrolled("hal");
        devices.addInOneLogin(account, "84006" + account.oneLoginId(), SimulatedFactorType.EMAIL);
        var victim = realm.user("ida", user -> user.withDevice("84004" + user.id(), SimulatedFactorType.SMS));

        assertThatThrownBy(() -> realm.api().remove(account.id(), "84004" + victim.oneLoginId()))
                .isInstanceOf(NotFoundException.class);

        assertThat(devices.of(victim)).hasSize(1);
        assertThat(devices.of(account)).hasSize(2);
    }

    @Test
    @DisplayName("A reset removes all factors on both sides, and the user can enroll again")
    void resetRemovesEverythingAndUserEnrollsAgain() {
        var account = devices.enrolled("kim");
        devices.addInOneLogin(account, "84005" + account.oneLoginId(), SimulatedFactorType.EMAIL);

        var removed = realm.api().reset(account.id());

        assertThat(removed.devices()).hasSize(2);
        assertThat(removed.problem()).isNull();
        assertThat(devices.of(account)).isEmpty();
        assertThat(realm.attributesOf(account)).doesNotContainKey("onelogin_mfa_enrolled");
        assertThat(adminEvent(account, "DELETE")).isPresent();
        assertThat(realm.person(account).signsInWithPassword().isAskedForFactor())
                .isTrue();
    }

    @Test
    @DisplayName("A reset during an outage removes Keycloak's credentials and reports the problem")
    void resetDuringOutageRemovesCredentialsAndReportsProblem() {
        var account = devices.enrolled("leo");
        realm.oneLogin()
                .behave(BehaviorRule.onUser(account.oneLoginId()).fault("503").times(2));

        var removed = realm.api().reset(account.id());

        assertThat(removed.devices()).hasSize(1);
        assertThat(removed.problem()).contains("HTTP 503");
        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        assertThat(devices.of(account)).hasSize(1);
        realm.api().reset(account.id());
        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    @DisplayName("A reset removes only the credentials if the setting Keep devices is on")
    void resetRemovesOnlyCredentialsIfDevicesAreKept() {
        realm.step().settings(Map.of("onelogin.keepDevices", "true"));
        var account = devices.enrolled("mia");

        realm.api().reset(account.id());

        assertThat(devices.of(account)).hasSize(1);
        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));
    }

    @Test
    @DisplayName("The admin API forgets remembered browsers and signs no user out")
    void forgettingBrowsersEndsNoSession() {
        var account = realm.user("ned");
        var ned = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        remembers(ned, account);
        ned.signsOut().signsInWithPassword();
        assertThat(ned.isSignedIn()).isTrue();

        realm.api().forgetBrowsers(account.id());

        assertThat(realm.admin().users().get(account.id()).getUserSessions()).isNotEmpty();
        assertThat(ned.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
        assertThat(adminEvent(account, "DELETE")).isPresent();
    }

    @Test
    @DisplayName("The extension remembers a forgotten browser again after a new proof")
    void forgottenBrowserIsRememberedAgain() {
        var account = realm.user("oda");
        realm.api().forgetBrowsers(account.id());
        // Cookies count in seconds, and those of the second in which browsers were forgotten don't count.
        var forgotten = Instant.now().getEpochSecond();
        Awaitility.await().until(() -> Instant.now().getEpochSecond() > forgotten);
        var oda = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        remembers(oda, account);

        oda.signsOut().signsInWithPassword();

        assertThat(oda.isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("The admin API requests an enrollment only if the required action is enabled")
    void enrollmentRequestNeedsTheEnabledAction() {
        var account = realm.user("pat");
        actionIsEnabled(false);
        assertThatThrownBy(() -> realm.api().requestEnrollment(account.id()))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        e -> assertThat(e.getResponse().getStatus()).isEqualTo(409));

        actionIsEnabled(true);
        realm.api().requestEnrollment(account.id());

        assertThat(realm.admin().users().get(account.id()).toRepresentation().getRequiredActions())
                .containsExactly("onelogin-enroll");
        assertThat(adminEvent(account, "ACTION")).isPresent();
    }

    private static void actionIsEnabled(boolean enabled) {
        var action = realm.admin().flows().getRequiredAction("onelogin-enroll");
        action.setEnabled(enabled);
        realm.admin().flows().updateRequiredAction("onelogin-enroll", action);
    }

    private static void remembers(Person person, TestUser account) {
        person.submits(
                "#onelogin-code-form", Map.of("otp", realm.lastCodeOf(account), "login", "", "remember", "true"));
        assertThat(person.isSignedIn()).isTrue();
    }

    private static Optional<AdminEventRepresentation> adminEvent(TestUser account, String operation) {
        return realm.admin().getAdminEvents().stream()
                .filter(event -> event.getOperationType().equals(operation)
                        && event.getResourcePath().startsWith("users/" + account.id() + "/onelogin-mfa"))
                .findFirst();
    }
}
