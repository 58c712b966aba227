package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Remembered browsers, in which a user skips the challenge for the time that the administrator allows (S8). */
@Tag("core")
class RememberIT {

    /** Token with the header {@code null} in JSON. */
    private static final String JWS_WITH_NO_HEADER = "bnVsbA.e30.AAAA";

    /** Token with the header {@code {}} in JSON. */
    private static final String JWS_WITH_NO_ALGORITHM = "e30.e30.AAAA";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void rememberForAWeek() {
        realm.execution()
                .configure(
                        Map.of(ConfigProperty.REMEMBER_HOURS.key(), "168", ConfigProperty.MESSAGE_LIMIT.key(), "100"));
    }

    @Test
    @DisplayName("The default configuration remembers no browser and challenges the user at every login")
    void defaultConfigRemembersNoBrowser() {
        realm.execution().configure(Map.of());
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS);
        var ann = realm.person(user).signsInWithPassword();

        assertThat(ann.page().has("[name=remember]")).isFalse();
        remember(ann, user);
        assertThat(ann.signsOut().signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @DisplayName("A remembered browser skips the challenge, and the events record the skip")
    void rememberedBrowserSkipsChallengeAndIsRecorded() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS);
        var ben = realm.person(user).signsInWithPassword();
        ben.sees("Do not ask again in this browser for 7 days");
        remember(ben, user);

        ben.signsOut().signsInWithPassword();

        assertThat(ben.isSignedIn()).as(ben.page().text()).isTrue();
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(1);
        assertThat(realm.events(user, "LOGIN").get(0).getDetails()).containsEntry("onelogin_remembered", "true");
        assertThat(realm.events(user, "CUSTOM_REQUIRED_ACTION").get(0).getDetails())
                .containsEntry("reason", "onelogin_remembered");
    }

    @Test
    @DisplayName("Logins in another browser or without the selected box challenge the user")
    void userIsChallengedUnlessBrowserIsRemembered() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS);
        var cora = realm.person(user).signsInWithPassword();
        cora.entersCode(realm.lastCodeOf(user));

        assertThat(cora.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
        remember(cora, user);
        assertThat(realm.person(user).signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("A selected box stays selected after a wrong code and another device, until the user clears it")
    void choiceOutlastsWrongCodeAndAnotherDevice() {
        var user = realm.user("gus").withDevice(SimulatedFactorType.SMS).withDevice(SimulatedFactorType.EMAIL);
        var gus = realm.person(user).signsInWithPassword().entersCodeToBeRemembered("000000");
        assertThat(gus.page().html().select("input[name=remember][checked]")).hasSize(1);
        gus.asksForAnotherWay().choosesDevice("Email").entersCode(realm.lastCodeOf(user));
        assertThat(gus.signsOut().signsInWithPassword().isSignedIn()).isTrue();

        var other = realm.person(user).signsInWithPassword().entersCodeToBeRemembered("000000");
        other.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(user), "login", "", "remember", "false"));

        assertThat(other.signsOut().signsInWithPassword().isSignedIn()).isFalse();
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.FORGERY)
    @DisplayName("A remembered browser doesn't skip the challenge of another user")
    void rememberedBrowserIsValidForOneUser() {
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS);
        var dan = realm.person(user).signsInWithPassword();
        remember(dan, user);

        var eve = dan.signsOut()
                .handsTheBrowserTo(realm.user("eve").withDevice(SimulatedFactorType.SMS))
                .signsInWithPassword();

        assertThat(eve.isAskedForCode()).isTrue();
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("A re-authentication challenges the user in a remembered browser too")
    void reauthenticationChallengesRememberedBrowser() {
        var user = realm.user("eli").withDevice(SimulatedFactorType.SMS);
        var eli = realm.person(user).signsInWithPassword();
        remember(eli, user);

        eli.opensLogin(Map.of("prompt", "login"));
        eli.confirmsPassword();

        assertThat(eli.isAskedForCode()).isTrue();
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("A new password ends a remembered browser")
    void newPasswordEndsRememberedBrowser() {
        var user = realm.user("fay").withDevice(SimulatedFactorType.SMS);
        var fay = realm.person(user).signsInWithPassword();
        remember(fay, user);
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(user.password());
        realm.admin().users().get(user.id()).resetPassword(password);

        assertThat(fay.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("The removal of the credential ends a remembered browser")
    void credentialRemovalEndsRememberedBrowser() {
        var user = realm.user("gil").withDevice(SimulatedFactorType.SMS);
        var gil = realm.person(user).signsInWithPassword();
        remember(gil, user);
        realm.credentialsOf(user).stream()
                .filter(credential -> "onelogin".equals(credential.getType()))
                .forEach(credential -> realm.admin().users().get(user.id()).removeCredential(credential.getId()));

        assertThat(gil.signsOut().signsInWithPassword().isAskedForFactor()).isTrue();
    }

    @Test
    @DisplayName("An administrator who signs the user out everywhere ends a remembered browser")
    void logoutByAdministratorEndsRememberedBrowser() {
        var user = realm.user("hal").withDevice(SimulatedFactorType.SMS);
        var hal = realm.person(user).signsInWithPassword();
        remember(hal, user);
        realm.admin().users().get(user.id()).logout();

        assertThat(hal.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("An application's action ends all remembered browsers of the user")
    void actionEndsAllRememberedBrowsersOfUser() {
        var user = realm.user("gina").withDevice(SimulatedFactorType.SMS);
        var gina = realm.person(user).signsInWithPassword();
        remember(gina, user);
        var other = realm.person(user).signsInWithPassword();
        remember(other, user);

        gina.opensLoginFor("onelogin-forget-browsers");
        assertThat(gina.actionStatus()).isEqualTo("success");

        assertThat(gina.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
        assertThat(other.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("A shorter time that the administrator sets applies to older cookies at once")
    void shorterTimeAppliesToOlderCookies() {
        var user = realm.user("ida").withDevice(SimulatedFactorType.SMS);
        var ida = realm.person(user).signsInWithPassword();
        remember(ida, user);
        realm.execution().configure(Map.of(ConfigProperty.REMEMBER_HOURS.key(), "0"));

        assertThat(ida.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.FORGERY)
    @DisplayName("A changed cookie or another token of the realm skips no challenge")
    void forgedCookieSkipsNoChallenge() {
        var user = realm.user("jan").withDevice(SimulatedFactorType.SMS);
        var jan = realm.person(user).signsInWithPassword();
        remember(jan, user);
        var cookie = jan.cookie("ONELOGIN_MFA_REMEMBERED");
        var forged = cookie.substring(0, cookie.length() - 4) + "AAAA";

        for (var value :
                new String[] {forged, jan.accessToken(), "", "x.y.z", JWS_WITH_NO_HEADER, JWS_WITH_NO_ALGORITHM}) {
            jan.signsOut().replacesCookie("ONELOGIN_MFA_REMEMBERED", value);
            assertThat(jan.signsInWithPassword().isAskedForCode()).isTrue();
        }
        jan.signsOut().replacesCookie("ONELOGIN_MFA_REMEMBERED", cookie);
        assertThat(jan.signsInWithPassword().isSignedIn()).isTrue();
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.BYPASS)
    @DisplayName("No browser is remembered if the time of a revocation can't be read, until the user's next proof")
    void unreadableRevocationRemembersNoBrowser() {
        var user = realm.user("kim").withDevice(SimulatedFactorType.SMS);
        var kim = realm.person(user).signsInWithPassword();
        remember(kim, user);
        var newKey = addKey();
        realm.api().forgetBrowsers(user.id());
        realm.admin().components().component(newKey).remove();
        var mark = realm.log().mark();

        for (var login = 0; login < 2; login++) {
            assertThat(kim.signsOut().signsInWithPassword().isAskedForCode()).isTrue();
        }

        assertThat(realm.log().since(mark).stream()
                        .filter(line -> line.contains(user.id()) && line.contains("onelogin_mfa_forgotten")))
                .hasSizeBetween(1, realm.nodes())
                .allMatch(line -> line.contains("revoke the user's remembered browsers"));
        remember(kim, user);
        assertThat(kim.signsOut().signsInWithPassword().isSignedIn()).isTrue();
    }

    /** Adds a key for the tokens of Keycloak itself, which signs from now on, and returns the id of its component. */
    private static String addKey() {
        var key = new ComponentRepresentation();
        key.setName("newer key");
        key.setProviderId("hmac-generated");
        key.setProviderType("org.keycloak.keys.KeyProvider");
        key.setConfig(new MultivaluedHashMap<>());
        key.getConfig().putSingle("priority", "200");
        key.getConfig().putSingle("algorithm", "HS512");
        try (var response = realm.admin().components().add(key)) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    private static void remember(Person person, TestUser user) {
        person.submits("#onelogin-code-form", Map.of("otp", realm.lastCodeOf(user), "login", "", "remember", "true"));
        assertThat(person.isSignedIn()).isTrue();
    }
}
