package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.FactorType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/** Enrolment at login may be put off for some days, or is not to be had there at all. */
class GraceIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void twoWeeks() {
        realm.step().settings(Map.of("onelogin.graceDays", "14"));
        realm.unmanagedAttributes(UnmanagedAttributePolicy.ADMIN_EDIT);
    }

    @Test
    void whoIsNotEnrolledMayPutItOffReadsForHowLongAndIsSentNothing() {
        var account = realm.user("ann", user -> user.offered(FactorType.SMS));

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
    void whoEnrolsInThatTimeIsAskedForTheFactorFromThenOn() {
        var account = realm.user("ben");

        var ben = realm.person(account).signsInWithPassword().choosesFactor("SMS");
        ben.sees("Skip for now").entersCode(realm.lastCodeOf(account));

        assertThat(ben.isSignedIn()).isTrue();
        var later = realm.person(account).signsInWithPassword();
        assertThat(later.isAskedForCode()).isTrue();
        later.doesNotSee("Skip for now");
    }

    @Test
    void whoseTimeIsOverEnrols() {
        var account = realm.user("cora");
        askedAt(account, Instant.now().minus(Duration.ofDays(15)).toString());

        var cora = realm.person(account).signsInWithPassword().doesNotSee("Skip for now");
        cora.submits("#onelogin-factor-form", Map.of("later", "true"));

        assertThat(cora.isSignedIn()).isFalse();
    }

    @Test
    void onTheLastDayOneDayIsLeft() {
        var account = realm.user("dan");
        askedAt(
                account,
                Instant.now().minus(Duration.ofDays(13)).minusSeconds(60).toString());

        realm.person(account).signsInWithPassword().sees("Skip for now (1 day left)");
    }

    @Test
    void aTimeThatCanNotBeReadIsOver() {
        var account = realm.user("eve");
        askedAt(account, "whenever");

        realm.person(account).signsInWithPassword().doesNotSee("Skip for now");
    }

    @Test
    void whoHasAFactorCanNotPutItOffWhateverTheBrowserSends() {
        var account = realm.user("fay", user -> user.withDevice("91" + user.id(), FactorType.SMS));
        askedAt(account, Instant.now().toString());

        var fay = realm.person(account).signsInWithPassword();
        fay.submits("#onelogin-code-form", Map.of("later", "true"));

        assertThat(fay.isSignedIn()).isFalse();
    }

    @Test
    void whereUsersCouldTurnTheTimeBackThereIsNone() {
        realm.unmanagedAttributes(UnmanagedAttributePolicy.ENABLED);
        var account = realm.user("gil");
        var mark = realm.log().mark();

        realm.person(account).signsInWithPassword().doesNotSee("Skip for now");

        assertThat(realm.log().since(mark)).anyMatch(line -> line.contains("onelogin_mfa_asked_at"));
    }

    @Test
    void whereEnrolmentAtLoginIsSwitchedOffOnlyThoseWhoAreEnrolledPass() {
        realm.step().settings(Map.of("onelogin.enrollment", "false", "onelogin.graceDays", "14"));
        var newcomer = realm.user("hal");

        var hal = realm.person(newcomer).signsInWithPassword().sees("You have no OneLogin factor set up.");
        assertThat(hal.isSignedIn()).isFalse();
        assertThat(realm.events(newcomer, "LOGIN_ERROR").get(0).getDetails())
                .containsEntry("reason", "onelogin_not_enrolled");

        var enrolled = realm.user("ida", user -> user.withDevice("91" + user.id(), FactorType.SMS));
        var ida = realm.person(enrolled).signsInWithPassword();
        assertThat(ida.entersCode(realm.lastCodeOf(enrolled)).isSignedIn()).isTrue();
    }

    private static void askedAt(Account account, String when) {
        var user = realm.admin().users().get(account.id());
        var changed = user.toRepresentation();
        changed.setAttributes(Map.of("onelogin_mfa_asked_at", List.of(when)));
        user.update(changed);
    }
}
