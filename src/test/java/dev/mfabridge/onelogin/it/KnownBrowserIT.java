package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Limits of a browser in which the user proved a factor before, which nobody else can use up (S3, S4). */
class KnownBrowserIT {
    private static final String COOKIE = "ONELOGIN_MFA_BROWSER";
    private static final int LIMIT = 3;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void limitMessages() {
        configure(Map.of());
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.LOSS)
    @DisplayName("An attacker with the password can't use up the messages of a known browser")
    void attackerCannotUseUpMessagesOfKnownBrowser() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS);
        var ann = proves(user);

        useUpMessages(user);

        ann.signsInWithPassword().sees("We sent a text message");
        assertThat(ann.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
    }

    @Test
    @DisplayName("A known browser has the same message limit, which a proof doesn't raise")
    void knownBrowserHasTheSameMessageLimit() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.SMS);
        var ben = proves(user);

        for (var login = 0; login < LIMIT; login++) {
            assertThat(ben.signsInWithPassword()
                            .entersCode(realm.lastCodeOf(user))
                            .isSignedIn())
                    .isTrue();
            ben.signsOut();
        }

        ben.signsInWithPassword().sees("We sent you too many messages.");
        realm.person(user).signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @DisplayName("Each known browser has a message limit of its own")
    void eachKnownBrowserHasItsOwnLimit() {
        var user = realm.user("bob").withDevice(SimulatedFactorType.SMS);
        var laptop = proves(user);
        var phone = proves(user);

        for (var login = 0; login <= LIMIT; login++) {
            laptop.signsOut().signsInWithPassword();
        }

        laptop.sees("We sent you too many messages.");
        phone.signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.LOSS)
    @DisplayName("An attacker with the password can't use up the lookups of a known browser")
    void attackerCannotUseUpLookupsOfKnownBrowser() {
        configure(Map.of(ConfigProperty.LOOK_UP_USER.key(), "true"));
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS);
        var cora = proves(user);
        var attacker = realm.person(user);
        for (var login = 0;
                login < 60 && !attacker.signsInWithPassword().page().text().contains("Too many requests");
                login++) {
            attacker.signsOut();
        }
        attacker.sees("Too many requests. Wait a few minutes, then try again.");

        cora.signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @Attack(
            on = {"S3", "S4"},
            kind = AttackKind.LOSS)
    @DisplayName("An attacker with the password can't use up the attempts with an app's codes in a known browser")
    void attackerCannotUseUpAppAttemptsOfKnownBrowser() {
        configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), "", ConfigProperty.RESEND_COOLDOWN.key(), "300"));
        var user = realm.user("dan").withDevice(SimulatedFactorType.AUTHENTICATOR);
        var dan = realm.person(user).signsInWithPassword().entersCode(appCode(user, Duration.ZERO));
        assertThat(dan.isSignedIn()).isTrue();
        var attacker = realm.person(user).signsInWithPassword();
        for (var guess = 0; guess < 10; guess++) {
            attacker.entersCode("00000" + guess);
        }
        attacker.sees("Too many incorrect codes");

        dan.signsOut().signsInWithPassword().entersCode(appCode(user, Duration.ofSeconds(30)));

        assertThat(dan.isSignedIn()).as(dan.page().text()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("What ends remembered browsers ends the limits of known browsers")
    @EnumSource
    void whatEndsRememberedBrowsersEndsKnownBrowsers(Ending ending) {
        var user = realm.user("eli-" + ending.name().toLowerCase(Locale.ROOT))
                .withDevice(SimulatedFactorType.SMS)
                .withDevice(SimulatedFactorType.EMAIL);
        var eli = proves(user);
        useUpMessages(user);

        ending.action.accept(realm, user);

        eli.signsInWithPassword().sees("We sent you too many messages.");
    }

    @Test
    @Attack(
            on = {"S3", "S4"},
            kind = AttackKind.FORGERY)
    @DisplayName("A forged cookie, another token of the realm or another user's cookie selects no limit")
    void invalidCookieSelectsNoLimit() {
        var user = realm.user("fay").withDevice(SimulatedFactorType.SMS);
        var fay = proves(user);
        var cookie = fay.cookie(COOKIE);
        var other =
                proves(realm.user("gil").withDevice(SimulatedFactorType.SMS)).cookie(COOKIE);
        fay.signsInWithPassword().entersCode(realm.lastCodeOf(user));
        var accessToken = fay.accessToken();
        useUpMessages(user);

        var forged = cookie.substring(0, cookie.length() - 4) + "AAAA";
        for (var value : new String[] {forged, other, accessToken, "", "~", "x.y.z~" + forged}) {
            fay.signsOut().replacesCookie(COOKIE, value);
            fay.signsInWithPassword().sees("We sent you too many messages.");
        }
        fay.signsOut().replacesCookie(COOKIE, other + "~" + cookie);
        fay.signsInWithPassword().sees("We sent a text message");
    }

    @Test
    @Attack(on = "S8", kind = AttackKind.FORGERY)
    @DisplayName("The cookie lets no user pass, and scripts and plain connections don't get it")
    void cookieIsNoFactorAndIsProtected() {
        configure(Map.of(ConfigProperty.REMEMBER_HOURS.key(), "168"));
        var user = realm.user("hal").withDevice(SimulatedFactorType.SMS);
        var hal = proves(user);

        assertThat(hal.findCookie(COOKIE)).hasValueSatisfying(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSecure()).isTrue();
            assertThat(cookie.getPath()).isEqualTo(URI.create(realm.address()).getPath() + "/");
            assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofDays(180).toSeconds());
        });
        assertThat(hal.signsInWithPassword().isAskedForCode()).isTrue();
        hal.signsOut();
        var knownCookie = hal.cookie(COOKIE);
        hal.signsInWithPassword()
                .entersCodeToBeRemembered(realm.lastCodeOf(user))
                .signsOut();
        hal.replacesCookie("ONELOGIN_MFA_REMEMBERED", knownCookie);
        assertThat(hal.signsInWithPassword().isAskedForCode()).isTrue();
    }

    @Test
    @DisplayName("A login without a proof makes no browser known")
    void loginWithoutProofMakesNoBrowserKnown() {
        configure(Map.of(ConfigProperty.GRACE_DAYS.key(), "14", ConfigProperty.PASS_WHEN_UNREACHABLE.key(), "true"));
        var ida = realm.person(realm.user("ida")).signsInWithPassword().skips();
        assertThat(ida.isSignedIn()).isTrue();
        assertThat(ida.findCookie(COOKIE)).isEmpty();

        var user = realm.user("jan").enrolled(SimulatedFactorType.SMS);
        configure(Map.of(
                ConfigProperty.PASS_WHEN_UNREACHABLE.key(),
                "true",
                ConfigProperty.BASE_URL.key(),
                "http://localhost:1"));
        var jan = realm.person(user).signsInWithPassword();
        assertThat(jan.isSignedIn()).isTrue();
        assertThat(jan.findCookie(COOKIE)).isEmpty();
    }

    @Test
    @DisplayName("A direct grant makes no browser known")
    void directGrantMakesNoBrowserKnown() {
        var user = realm.user("kim").withDevice(SimulatedFactorType.SMS);
        var browser = new Browser();
        var form = new HashMap<>(Map.of(
                "grant_type",
                "password",
                "client_id",
                TestRealmBuilder.CLIENT,
                "username",
                user.username(),
                "password",
                user.password()));
        var token = URI.create(realm.address() + "/protocol/openid-connect/token");
        browser.post(token, form);
        form.put("otp", realm.lastCodeOf(user));

        Awaitility.await().until(() -> browser.post(token, form).status() == 200);

        assertThat(browser.cookies().find(COOKIE)).isEmpty();
    }

    @Test
    @DisplayName("A proof in the required action makes the browser known")
    void proofInRequiredActionMakesBrowserKnown() {
        var user = realm.user("lea").withDevice(SimulatedFactorType.SMS);
        realm.execution().setRequirement(TestRealm.ONELOGIN, "DISABLED");
        try {
            realm.requestEnrollment(user);
            var lea = realm.person(user).signsInWithPassword();
            assertThat(lea.findCookie(COOKIE)).isEmpty();

            assertThat(lea.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();

            assertThat(lea.findCookie(COOKIE)).isPresent();
        } finally {
            realm.execution().setRequirement(TestRealm.ONELOGIN, "REQUIRED");
        }
    }

    /** Action that ends the remembered browsers of a user. */
    enum Ending {
        NEW_PASSWORD((realm, user) -> {
            var password = new CredentialRepresentation();
            password.setType(CredentialRepresentation.PASSWORD);
            password.setValue(user.password());
            realm.admin().users().get(user.id()).resetPassword(password);
        }),
        CREDENTIAL_REMOVAL((realm, user) -> {
            var devices = new Devices(realm);
            var proven = devices.credentialOf(user);
            devices.addSecondCredential(user);
            realm.admin().users().get(user.id()).removeCredential(proven);
        }),
        REVOCATION((realm, user) -> realm.api().forgetBrowsers(user.id())),
        SIGN_OUT((realm, user) -> realm.admin().users().get(user.id()).logout());

        private final BiConsumer<TestRealm, TestUser> action;

        Ending(BiConsumer<TestRealm, TestUser> action) {
            this.action = action;
        }
    }

    /** Signs the user in with a proof in a new browser, and out again. */
    private static Person proves(TestUser user) {
        var person = realm.person(user).signsInWithPassword();
        assertThat(person.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        return person.signsOut();
    }

    /** Signs in with the user's password in new browsers, until the user's messages are used up. */
    private static void useUpMessages(TestUser user) {
        for (var login = 0; login < LIMIT; login++) {
            realm.person(user).signsInWithPassword();
        }
        realm.person(user).signsInWithPassword().sees("We sent you too many messages.");
    }

    private static String appCode(TestUser user, Duration ahead) {
        return realm.oneLogin().appCode(user.oneLoginId(), user.device(), ahead);
    }

    private static void configure(Map<String, String> changes) {
        var settings = new HashMap<>(Map.of(
                ConfigProperty.MESSAGE_LIMIT.key(), String.valueOf(LIMIT), ConfigProperty.RESEND_COOLDOWN.key(), "1"));
        settings.putAll(changes);
        realm.execution().configure(settings);
    }
}
