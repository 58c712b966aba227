package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.keycloak.admin.FactorsView;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.FactorView;
import dev.mfabridge.onelogin.keycloak.admin.FactorsView.Presence;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ServerErrorException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of an administrator who views a user's factors on both sides through the admin API. */
@Tag("core")
class AdminFactorsIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static final Devices devices = new Devices(realm);

    @BeforeEach
    void configureRealm() {
        realm.execution().configure(Map.of("onelogin.messageLimit", "100"));
    }

    @Test
    @DisplayName("The view of factors shows no difference for a factor on both sides")
    void factorOnBothSidesIsNoDifference() {
        var user = devices.enrolledAtLogin("ann");

        var view = realm.api().factors(user.id());

        assertThat(view.oneLoginUser()).isEqualTo(String.valueOf(user.oneLoginId()));
        assertThat(view.problem()).isNull();
        assertThat(view.differs()).isFalse();
        var factor = view.factors().get(0);
        assertThat(factor.presence()).isEqualTo(Presence.BOTH);
        assertThat(factor.kind()).isEqualTo("SMS");
        assertThat(factor.device()).isEqualTo(devices.of(user).get(0).deviceId());
        assertThat(realm.credentialsOf(user))
                .anyMatch(credential -> credential.getId().equals(factor.credential()));
        assertThat(factor.created()).isPositive();
    }

    @Test
    @DisplayName("The view of factors marks a factor that only one side has")
    void factorOnOneSideIsMarked() {
        var user = devices.enrolledAtLogin("ben");
        var device = devices.of(user).get(0).deviceId();
        realm.oneLogin().deleteDevice(user.oneLoginId(), device);
        var added = user.withDevice(SimulatedFactorType.EMAIL).device();

        var view = realm.api().factors(user.id());

        assertThat(view.differs()).isTrue();
        assertThat(presenceOf(view, device)).contains(Presence.KEYCLOAK_ONLY);
        assertThat(presenceOf(view, added)).contains(Presence.ONELOGIN_ONLY);
    }

    @Test
    @DisplayName("The view of factors marks a pending removal, and the administrator can repeat the removal")
    void pendingRemovalIsMarkedAndCanBeRepeated() {
        var user = devices.enrolledAtLogin("cora");
        var device = devices.of(user).get(0).deviceId();
        realm.oneLogin().behave(devices.removalRule(user).fault("503").once());

        realm.api().remove(user.id(), device);

        assertThat(presenceOf(realm.api().factors(user.id()), device)).contains(Presence.PENDING_REMOVAL);
        assertThat(devices.of(user)).hasSize(1);
        realm.api().remove(user.id(), device);
        assertThat(devices.of(user)).isEmpty();
        assertThat(realm.api().factors(user.id()).factors()).isEmpty();
    }

    @Test
    @DisplayName("The view of factors lists Keycloak's credentials during an outage")
    void credentialsAreListedDuringOutage() {
        var user = devices.enrolledAtLogin("dan");
        realm.oneLogin()
                .behave(BehaviorRule.onUser(user.oneLoginId()).fault("500").once());

        var view = realm.api().factors(user.id());

        assertThat(view.problem()).contains("HTTP 500");
        assertThat(view.factors()).extracting(FactorView::presence).containsExactly(Presence.UNKNOWN);
    }

    @Test
    @DisplayName("The view of factors is empty and gives the reason for a user unknown to OneLogin")
    void userUnknownToOneLoginHasNoFactorsAndAReason() {
        var view = realm.api().factors(realm.userOnlyInKeycloak("eve").id());

        assertThat(view.factors()).isEmpty();
        assertThat(view.problem()).isEqualTo("OneLogin has no user with this email.");
    }

    @Test
    @DisplayName("The removal of a device that Keycloak doesn't know fails during an outage")
    void removalOfUnknownDeviceFailsDuringOutage() {
        var user = devices.enrolledAtLogin("jan");
        realm.oneLogin()
                .behave(BehaviorRule.onUser(user.oneLoginId()).fault("500").once());

        assertThatThrownBy(() -> realm.api().remove(user.id(), "84999")).isInstanceOf(ServerErrorException.class);
    }

    @Test
    @DisplayName("The admin API reports that the realm has no complete settings")
    void incompleteSettingsAreReported() {
        var user = realm.user("ray");
        realm.execution().configure(Map.of("onelogin.clientId", ""));

        assertThatThrownBy(() -> realm.api().factors(user.id()))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        e -> assertThat(e.getResponse().readEntity(String.class))
                                .contains("has complete settings"));
    }

    private static Optional<Presence> presenceOf(FactorsView view, String device) {
        return view.factors().stream()
                .filter(factor -> factor.device().equals(device))
                .map(FactorView::presence)
                .findFirst();
    }
}
