package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.keycloak.admin.FactorsView;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.FactorView;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.Presence;
import dev.mfabridge.onelogin.simulator.Behaviour;
import dev.mfabridge.onelogin.simulator.FactorType;
import dev.mfabridge.onelogin.simulator.SimulatedDevice;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ServerErrorException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.AdminEventRepresentation;

/** An administrator looks at a user's factors on both sides and puts them in order, through the admin API. */
class AdminFactorsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void defaultSettings() {
        realm.step().settings(Map.of("onelogin.messageLimit", "100", "onelogin.rememberHours", "1"));
    }

    @Test
    void aFactorThatIsOnBothSidesIsNoDifference() {
        var account = devices.enrolled("ann");

        var view = realm.api().factors(account.id());

        assertThat(view.oneLoginUser()).isEqualTo(String.valueOf(account.oneLoginId()));
        assertThat(view.problem()).isNull();
        assertThat(view.differs()).isFalse();
        var factor = view.factors().get(0);
        assertThat(factor.presence()).isEqualTo(Presence.BOTH);
        assertThat(factor.kind()).isEqualTo("SMS");
        assertThat(factor.device()).isEqualTo(devices.of(account).get(0).deviceId());
        assertThat(realm.credentialsOf(account))
                .anyMatch(credential -> credential.getId().equals(factor.credential()));
        assertThat(factor.created()).isPositive();
    }

    @Test
    void whatIsOnOneSideAloneIsSaidToBe() {
        var account = devices.enrolled("ben");
        var device = devices.of(account).get(0).deviceId();
        realm.oneLogin().deleteDevice(account.oneLoginId(), device);
        devices.addInOneLogin(account, "84001" + account.oneLoginId(), FactorType.EMAIL);

        var view = realm.api().factors(account.id());

        assertThat(view.differs()).isTrue();
        assertThat(presenceOf(view, device)).contains(Presence.KEYCLOAK_ALONE);
        assertThat(presenceOf(view, "84001" + account.oneLoginId())).contains(Presence.ONELOGIN_ALONE);
    }

    @Test
    void aRemovalThatIsLeftOverIsSaidToBe() {
        var account = devices.enrolled("cora");
        var device = devices.of(account).get(0).deviceId();
        realm.oneLogin().behave(devices.removalsOf(account).fault("503").once());

        realm.api().remove(account.id(), device);

        assertThat(presenceOf(realm.api().factors(account.id()), device)).contains(Presence.LEFT_OVER);
        assertThat(devices.of(account)).hasSize(1);
        realm.api().remove(account.id(), device);
        assertThat(devices.of(account)).isEmpty();
        assertThat(realm.api().factors(account.id()).factors()).isEmpty();
    }

    @Test
    void whatKeycloakKnowsIsToldWhenOneLoginCanNotBeAsked() {
        var account = devices.enrolled("dan");
        realm.oneLogin()
                .behave(Behaviour.onUser(account.oneLoginId()).fault("500").once());

        var view = realm.api().factors(account.id());

        assertThat(view.problem()).contains("HTTP 500");
        assertThat(view.factors()).extracting(FactorView::presence).containsExactly(Presence.NOT_KNOWN);
    }

    @Test
    void aUserWhomOneLoginDoesNotKnowHasNoFactorsAndTheReasonIsGiven() {
        var view = realm.api().factors(realm.strangerToOneLogin("eve").id());

        assertThat(view.factors()).isEmpty();
        assertThat(view.problem()).isEqualTo("OneLogin has no user with this email.");
    }

    @Test
    void oneFactorIsRemovedOnBothSidesWithAnAdminEvent() {
        var account = devices.enrolled("fay");
        devices.addInOneLogin(account, "84002" + account.oneLoginId(), FactorType.EMAIL);
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
    void aFactorThatOneLoginAloneHasIsRemovedThere() {
        var account = realm.user("gil", user -> user.withDevice("84003" + user.id(), FactorType.SMS));

        realm.api().remove(account.id(), "84003" + account.oneLoginId());

        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    void aDeviceOfSomebodyElseIsNotRemoved() {
        var account = devices.enrolled("hal");
        devices.addInOneLogin(account, "84006" + account.oneLoginId(), FactorType.EMAIL);
        var victim = realm.user("ida", user -> user.withDevice("84004" + user.id(), FactorType.SMS));

        assertThatThrownBy(() -> realm.api().remove(account.id(), "84004" + victim.oneLoginId()))
                .isInstanceOf(NotFoundException.class);

        assertThat(devices.of(victim)).hasSize(1);
        assertThat(devices.of(account)).hasSize(2);
    }

    @Test
    void aDeviceThatOneLoginAloneMayHaveIsNotToldOfWhenOneLoginCanNotBeAsked() {
        var account = devices.enrolled("jan");
        realm.oneLogin()
                .behave(Behaviour.onUser(account.oneLoginId()).fault("500").once());

        assertThatThrownBy(() -> realm.api().remove(account.id(), "84999")).isInstanceOf(ServerErrorException.class);
    }

    @Test
    void aResetRemovesEverythingOnBothSidesAndThePersonEnrolsAnew() {
        var account = devices.enrolled("kim");
        devices.addInOneLogin(account, "84005" + account.oneLoginId(), FactorType.EMAIL);

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
    void aResetWhileOneLoginIsDownRemovesWhatKeycloakHasAndSaysWhatIsNotKnown() {
        var account = devices.enrolled("leo");
        realm.oneLogin()
                .behave(Behaviour.onUser(account.oneLoginId()).fault("503").times(2));

        var removed = realm.api().reset(account.id());

        assertThat(removed.devices()).hasSize(1);
        assertThat(removed.problem()).contains("HTTP 503");
        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));
        assertThat(devices.of(account)).hasSize(1);
        realm.api().reset(account.id());
        assertThat(devices.of(account)).isEmpty();
    }

    @Test
    void whereDevicesAreKeptAResetTakesTheCredentialsAlone() {
        realm.step().settings(Map.of("onelogin.keepDevices", "true"));
        var account = devices.enrolled("mia");

        realm.api().reset(account.id());

        assertThat(devices.of(account)).hasSize(1);
        assertThat(realm.credentialsOf(account)).noneMatch(credential -> "onelogin".equals(credential.getType()));
    }

    @Test
    void browsersThatWereRememberedAreForgottenAndNobodyIsSignedOut() {
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
    void aBrowserIsRememberedAgainAfterItWasForgotten() {
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
    void aUserIsSentToEnrolWhereTheActionIsEnabled() {
        var account = realm.user("pat");
        actionIsEnabled(false);
        assertThatThrownBy(() -> realm.api().sendToEnrol(account.id()))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        e -> assertThat(e.getResponse().getStatus()).isEqualTo(409));

        actionIsEnabled(true);
        realm.api().sendToEnrol(account.id());

        assertThat(realm.admin().users().get(account.id()).toRepresentation().getRequiredActions())
                .containsExactly("onelogin-enroll");
        assertThat(adminEvent(account, "ACTION")).isPresent();
    }

    @Test
    void aRealmWhoseSettingsAreNotCompleteSaysSo() {
        var account = realm.user("ray");
        realm.step().settings(Map.of("onelogin.clientId", ""));

        assertThatThrownBy(() -> realm.api().factors(account.id()))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        e -> assertThat(e.getResponse().readEntity(String.class))
                                .contains("has complete settings"));
    }

    private static void actionIsEnabled(boolean enabled) {
        var action = realm.admin().flows().getRequiredAction("onelogin-enroll");
        action.setEnabled(enabled);
        realm.admin().flows().updateRequiredAction("onelogin-enroll", action);
    }

    private static void remembers(Person person, Account account) {
        person.submits(
                "#onelogin-code-form", Map.of("otp", realm.lastCodeOf(account), "login", "", "remember", "true"));
        assertThat(person.isSignedIn()).isTrue();
    }

    private static Optional<AdminEventRepresentation> adminEvent(Account account, String operation) {
        return realm.admin().getAdminEvents().stream()
                .filter(event -> event.getOperationType().equals(operation)
                        && event.getResourcePath().startsWith("users/" + account.id() + "/onelogin-mfa"))
                .findFirst();
    }

    private static Optional<Presence> presenceOf(FactorsView view, String device) {
        return view.factors().stream()
                .filter(factor -> factor.device().equals(device))
                .map(FactorView::presence)
                .findFirst();
    }
}
