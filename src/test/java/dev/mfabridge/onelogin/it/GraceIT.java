package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/** Grace period in which a user can skip enrollment, and logins without enrollment (S6). */
class GraceIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void setGracePeriodOfTwoWeeks() {
        realm.step().settings(Map.of("onelogin.graceDays", "14"));
        realm.unmanagedAttributes(UnmanagedAttributePolicy.ADMIN_EDIT);
    }

    @Test
    @DisplayName("A user in the grace period can skip enrollment, sees the days left, and gets no message")
    void userCanSkipEnrollmentInGracePeriod() {
        var account = realm.user("ann", user -> user.offered(SimulatedFactorType.SMS));

        var ann = realm.person(account).signsInWithPassword().sees("Skip for now (14 days left)");
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).isEmpty();
        ann.skips();

        assertThat(ann.isSignedIn()).isTrue();
        assertThat(realm.factorsOf(account)).isEmpty();
        assertThat(realm.events(account, "LOGIN").get(0).getDetails())
                .containsEntry("onelogin_enrollment_skipped", "true");
        assertThat(realm.events(account, "CUSTOM_REQUIRED_ACTION").get(0).getDetails())
                .containsEntry("reason", "onelogin_enrollment_skipped");
        realm.person(account).signsInWithPassword().sees("Skip for now (14 days left)");
    }

    @Test
    @DisplayName("A user who enrolls in the grace period is challenged at the next login")
    void userWhoEnrollsInGracePeriodIsChallengedLater() {
        var account = realm.user("ben");

        var ben = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        ben.sees("Skip for now").entersCode(realm.lastCodeOf(account));

        assertThat(ben.isSignedIn()).isTrue();
        var later = realm.person(account).signsInWithPassword();
        assertThat(later.isAskedForCode()).isTrue();
        later.doesNotSee("Skip for now");
    }

    @Test
    @DisplayName("A user can't skip enrollment after the grace period")
    void userCannotSkipEnrollmentAfterGracePeriod() {
        var account = realm.user("cora");
        startGracePeriod(account, Instant.now().minus(Duration.ofDays(15)).toString());

        var cora = realm.person(account).signsInWithPassword().doesNotSee("Skip for now");
        cora.submits("#onelogin-factor-form", Map.of("later", "true"));

        assertThat(cora.isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("The last day of the grace period shows one day left")
    void lastDayOfGracePeriodShowsOneDayLeft() {
        var account = realm.user("dan");
        startGracePeriod(
                account,
                Instant.now().minus(Duration.ofDays(13)).minusSeconds(60).toString());

        realm.person(account).signsInWithPassword().sees("Skip for now (1 day left)");
    }

    @Test
    @DisplayName("A grace period with an unreadable start has expired")
    void unreadableStartOfGracePeriodMeansExpired() {
        var account = realm.user("eve");
        startGracePeriod(account, "whenever");

        realm.person(account).signsInWithPassword().doesNotSee("Skip for now");
    }

    @Test
    @DisplayName("A user with a device can't skip the challenge, whatever the browser sends")
    void userWithDeviceCannotSkipChallenge() {
        var account = realm.user("fay", user -> user.withDevice("91" + user.id(), SimulatedFactorType.SMS));
        startGracePeriod(account, Instant.now().toString());

        var fay = realm.person(account).signsInWithPassword();
        fay.submits("#onelogin-code-form", Map.of("later", "true"));

        assertThat(fay.isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("The grace period is off if users can edit its start, and the log names the attribute")
    void gracePeriodIsOffIfUsersCanEditItsStart() {
        realm.unmanagedAttributes(UnmanagedAttributePolicy.ENABLED);
        var account = realm.user("gil");
        var mark = realm.log().mark();

        realm.person(account).signsInWithPassword().doesNotSee("Skip for now");

        assertThat(realm.log().since(mark)).anyMatch(line -> line.contains("onelogin_mfa_asked_at"));
    }

    @Test
    @DisplayName("Only users with a device sign in if enrollment at login is off")
    void onlyEnrolledUsersSignInIfEnrollmentIsOff() {
        realm.step().settings(Map.of("onelogin.enrollment", "false", "onelogin.graceDays", "14"));
        var newcomer = realm.user("hal");

        var hal = realm.person(newcomer).signsInWithPassword().sees("You have no OneLogin factor set up.");
        assertThat(hal.isSignedIn()).isFalse();
        assertThat(realm.events(newcomer, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_not_enrolled");

        var enrolled = realm.user("ida", user -> user.withDevice("91" + user.id(), SimulatedFactorType.SMS));
        var ida = realm.person(enrolled).signsInWithPassword();
        assertThat(ida.entersCode(realm.lastCodeOf(enrolled)).isSignedIn()).isTrue();
    }

    private static void startGracePeriod(TestUser account, String when) {
        var user = realm.admin().users().get(account.id());
        var changed = user.toRepresentation();
        changed.setAttributes(Map.of("onelogin_mfa_asked_at", List.of(when)));
        user.update(changed);
    }
}
