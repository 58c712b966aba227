package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/** Grace period in which a user can skip enrollment, and logins without enrollment (S6). */
@Tag("core")
class GraceIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void setGracePeriodOfTwoWeeks() {
        realm.execution().configure(Map.of(ConfigProperty.GRACE_DAYS.key(), "14"));
        realm.unmanagedAttributes(UnmanagedAttributePolicy.ADMIN_EDIT);
    }

    @Test
    @DisplayName("A user in the grace period can skip enrollment, sees the days left, and gets no message")
    void userCanSkipEnrollmentInGracePeriod() {
        var user = realm.user("ann", simulated -> simulated.offered(SimulatedFactorType.SMS));

        var ann = realm.person(user).signsInWithPassword().sees("Skip for now (14 days left)");
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).isEmpty();
        ann.skips();

        assertThat(ann.isSignedIn()).isTrue();
        assertThat(realm.factorsOf(user)).isEmpty();
        assertThat(realm.events(user, "LOGIN").get(0).getDetails())
                .containsEntry("onelogin_enrollment_skipped", "true");
        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION").get(0).getDetails())
                .containsEntry("reason", "onelogin_enrollment_skipped");
        realm.person(user).signsInWithPassword().sees("Skip for now (14 days left)");
    }

    @Test
    @DisplayName("A user who enrolls in the grace period is challenged at the next login")
    void userWhoEnrollsInGracePeriodIsChallengedLater() {
        var user = realm.user("ben");

        var ben = realm.person(user).signsInWithPassword().choosesFactor("SMS");
        ben.sees("Skip for now").entersCode(realm.lastCodeOf(user));

        assertThat(ben.isSignedIn()).isTrue();
        var later = realm.person(user).signsInWithPassword();
        assertThat(later.isAskedForCode()).isTrue();
        later.doesNotSee("Skip for now");
    }

    @Test
    @DisplayName("A user can't skip enrollment after the grace period")
    void userCannotSkipEnrollmentAfterGracePeriod() {
        var user = realm.user("cora");
        startGracePeriod(user, Instant.now().minus(Duration.ofDays(15)).toString());

        var cora = realm.person(user).signsInWithPassword().doesNotSee("Skip for now");
        cora.submits("#onelogin-factor-form", Map.of("later", "true"));

        assertThat(cora.isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("The last day of the grace period shows one day left")
    void lastDayOfGracePeriodShowsOneDayLeft() {
        var user = realm.user("dan");
        startGracePeriod(
                user, Instant.now().minus(Duration.ofDays(13)).minusSeconds(60).toString());

        realm.person(user).signsInWithPassword().sees("Skip for now (1 day left)");
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A grace period with an unusable start has expired, and the log says what to do once")
    @ValueSource(
            strings = {"whenever", "2099-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"
            })
    void unusableStartOfGracePeriodMeansExpired(String start) {
        var user = realm.user("eve" + Math.abs(start.hashCode()));
        startGracePeriod(user, start);
        var mark = realm.log().mark();

        for (var login = 0; login < 2; login++) {
            var eve = realm.person(user).signsInWithPassword().doesNotSee("Skip for now");
            assertThat(eve.submits("#onelogin-factor-form", Map.of("later", "true"))
                            .isSignedIn())
                    .isFalse();
        }

        var isPast = start.startsWith("-");
        assertThat(realm.log().since(mark).stream()
                        .filter(line -> line.contains(user.id()) && line.contains("onelogin_mfa_asked_at")))
                .hasSizeBetween(isPast ? 0 : 1, isPast ? 0 : realm.nodes());
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A grace period with several starts ends with the earliest, or at once if one is unusable")
    @ValueSource(strings = {"whenever", "2099-01-01T00:00:00Z", "2026-01-01T00:00:00Z"})
    void earliestOfSeveralStartsCounts(String other) {
        var user = realm.user("kay" + Math.abs(other.hashCode()));
        startGracePeriod(user, Instant.now().toString(), other);

        realm.person(user).signsInWithPassword().doesNotSee("Skip for now");
    }

    @Test
    @Attack(
            on = {"S1", "S6"},
            kind = AttackKind.FORGERY)
    @DisplayName("A user with a device can't skip the challenge, whatever the browser sends")
    void userWithDeviceCannotSkipChallenge() {
        var user = realm.user("fay").withDevice(SimulatedFactorType.SMS);
        startGracePeriod(user, Instant.now().toString());

        var fay = realm.person(user).signsInWithPassword();
        fay.submits("#onelogin-code-form", Map.of("later", "true"));

        assertThat(fay.isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("The grace period is off if users can edit its start, and the log names the attribute")
    void gracePeriodIsOffIfUsersCanEditItsStart() {
        realm.unmanagedAttributes(UnmanagedAttributePolicy.ENABLED);
        var user = realm.user("gil");
        var mark = realm.log().mark();

        realm.person(user).signsInWithPassword().doesNotSee("Skip for now");

        assertThat(realm.log().since(mark)).anyMatch(line -> line.contains("onelogin_mfa_asked_at"));
    }

    @Test
    @DisplayName("Only users with a device sign in if enrollment at login is off")
    void onlyEnrolledUsersSignInIfEnrollmentIsOff() {
        realm.execution()
                .configure(Map.of(ConfigProperty.ENROLLMENT.key(), "false", ConfigProperty.GRACE_DAYS.key(), "14"));
        var newcomer = realm.user("hal");

        var hal = realm.person(newcomer).signsInWithPassword().sees("You have no OneLogin factor set up.");
        assertThat(hal.isSignedIn()).isFalse();
        assertThat(realm.events(newcomer, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_not_enrolled");

        var enrolled = realm.user("ida").withDevice(SimulatedFactorType.SMS);
        var ida = realm.person(enrolled).signsInWithPassword();
        assertThat(ida.entersCode(realm.lastCodeOf(enrolled)).isSignedIn()).isTrue();
    }

    private static void startGracePeriod(TestUser user, String... starts) {
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setAttributes(Map.of("onelogin_mfa_asked_at", List.of(starts)));
        resource.update(changed);
    }
}
