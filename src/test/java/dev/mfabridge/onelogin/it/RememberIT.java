package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Remembered browsers, in which a user skips the challenge for the time that the administrator allows (S8). */
class RememberIT {

    /** Token with the header {@code null} in JSON. */
    private static final String JWS_WITH_NO_HEADER = "bnVsbA.e30.AAAA";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void rememberForAWeek() {
        realm.step().settings(Map.of("onelogin.rememberHours", "168", "onelogin.messageLimit", "100"));
    }

    @Test
    @DisplayName("The default configuration remembers no browser and challenges the user at every login")
    void defaultConfigRemembersNoBrowser() {
        realm.step().settings(Map.of());
        var account = withPhone("ann");
        var ann = realm.person(account).signsInWithPassword();

        assertThat(ann.page().has("[name=remember]")).isFalse();
        remember(ann, account);
        assertThat(ann.signsOut().signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("A remembered browser skips the challenge, and the events record the skip")
    void rememberedBrowserSkipsChallengeAndIsRecorded() {
        var account = withPhone("ben");
        var ben = realm.person(account).signsInWithPassword();
        ben.sees("Do not ask again in this browser for 7 days");
        remember(ben, account);

        ben.signsOut().signsInWithPassword();

        assertThat(ben.isSignedIn()).as(ben.page().text()).isTrue();
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(1);
        assertThat(realm.events(account, "LOGIN").get(0).getDetails()).containsEntry("onelogin_remembered", "true");
        assertThat(realm.events(account, "CUSTOM_REQUIRED_ACTION").get(0).getDetails())
                .containsEntry("reason", "onelogin_remembered");
    }

    @Test
    @DisplayName("Logins in another browser or without the selected box challenge the user")
    void userIsChallengedUnlessBrowserIsRemembered() {
        var account = withPhone("cora");
        var cora = realm.person(account).signsInWithPassword();
        cora.entersCode(realm.lastCodeOf(account));

        assertThat(cora.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
        remember(cora, account);
        assertThat(realm.person(account).signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("A remembered browser doesn't skip the challenge of another user")
    void rememberedBrowserIsValidForOneUser() {
        var account = withPhone("dan");
        var dan = realm.person(account).signsInWithPassword();
        remember(dan, account);

        var eve = dan.signsOut().handsTheBrowserTo(withPhone("eve")).signsInWithPassword();

        assertThat(eve.isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("A re-authentication challenges the user in a remembered browser too")
    void reauthenticationChallengesRememberedBrowser() {
        var account = withPhone("eli");
        var eli = realm.person(account).signsInWithPassword();
        remember(eli, account);

        eli.opensLogin(Map.of("prompt", "login"));
        eli.confirmsPassword();

        assertThat(eli.isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("A new password ends a remembered browser")
    void newPasswordEndsRememberedBrowser() {
        var account = withPhone("fay");
        var fay = realm.person(account).signsInWithPassword();
        remember(fay, account);
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(account.password());
        realm.admin().users().get(account.id()).resetPassword(password);

        assertThat(fay.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("The removal of the credential ends a remembered browser")
    void credentialRemovalEndsRememberedBrowser() {
        var account = withPhone("gil");
        var gil = realm.person(account).signsInWithPassword();
        remember(gil, account);
        realm.credentialsOf(account).stream()
                .filter(credential -> "onelogin".equals(credential.getType()))
                .forEach(credential -> realm.admin().users().get(account.id()).removeCredential(credential.getId()));

        assertThat(gil.signsOut().signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @DisplayName("An administrator who signs the user out everywhere ends a remembered browser")
    void logoutByAdministratorEndsRememberedBrowser() {
        var account = withPhone("hal");
        var hal = realm.person(account).signsInWithPassword();
        remember(hal, account);
        realm.admin().users().get(account.id()).logout();

        assertThat(hal.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("An application's action ends all remembered browsers of the user")
    void actionEndsAllRememberedBrowsersOfUser() {
        var account = withPhone("gina");
        var gina = realm.person(account).signsInWithPassword();
        remember(gina, account);
        var other = realm.person(account).signsInWithPassword();
        remember(other, account);

        gina.opensLoginFor("onelogin-forget-browsers");
        assertThat(gina.actionStatus()).isEqualTo("success");

        assertThat(gina.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
        assertThat(other.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("A shorter time that the administrator sets applies to older cookies at once")
    void shorterTimeAppliesToOlderCookies() {
        var account = withPhone("ida");
        var ida = realm.person(account).signsInWithPassword();
        remember(ida, account);
        realm.step().settings(Map.of("onelogin.rememberHours", "0"));

        assertThat(ida.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("A changed cookie or another token of the realm skips no challenge")
    void forgedCookieSkipsNoChallenge() {
        var account = withPhone("jan");
        var jan = realm.person(account).signsInWithPassword();
        remember(jan, account);
        var cookie = jan.cookie("ONELOGIN_MFA_REMEMBERED");
        var forged = cookie.substring(0, cookie.length() - 4) + "AAAA";

        for (var value : new String[] {forged, jan.accessToken(), "", "x.y.z", JWS_WITH_NO_HEADER}) {
            jan.signsOut().hasCookie("ONELOGIN_MFA_REMEMBERED", value);
            assertThat(jan.signsInWithPassword().isAskedForCode()).isTrue();
        }
        jan.signsOut().hasCookie("ONELOGIN_MFA_REMEMBERED", cookie);
        assertThat(jan.signsInWithPassword().isSignedIn()).isTrue();
    }

    private static void remember(Person person, TestUser account) {
        person.submits(
                "#onelogin-code-form", Map.of("otp", realm.lastCodeOf(account), "login", "", "remember", "true"));
        assertThat(person.isSignedIn()).isTrue();
    }

    private static TestUser withPhone(String name) {
        return realm.user(name, user -> user.withDevice("81" + user.id(), SimulatedFactorType.SMS));
    }
}
