package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.it.TestRealmBuilder.FlowEntry;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/** Choice between OneLogin and a user's security key, in both directions. */
class WebAuthnIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword()
            .thenInSubflow(
                    "REQUIRED",
                    new FlowEntry(TestRealm.ONELOGIN, "ALTERNATIVE"),
                    new FlowEntry("webauthn-authenticator", "ALTERNATIVE"));

    private static final By CODE = By.id("otp");

    private static BrowserWithKey browser;

    @BeforeAll
    static void open() {
        browser = BrowserWithKey.openOrSkip();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    @DisplayName("A user can switch from OneLogin to a security key and sign in")
    void userSwitchesFromOneLoginToSecurityKey() {
        var user = withKey("ann");
        signInWithPassword(user, CODE);

        browser.triesAnotherWay("Passkey");
        browser.usesKey();

        browser.isSignedIn();
    }

    @Test
    @DisplayName("A user can switch from a security key to OneLogin and sign in")
    void userSwitchesFromSecurityKeyToOneLogin() {
        var user = withKey("ben");
        realm.putFirst(user, "webauthn");
        var before = realm.oneLogin().messagesTo(user.oneLoginId()).size();
        signInWithPassword(user, By.id("authenticateWebAuthnButton"));
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(before);

        browser.triesAnotherWay("OneLogin");
        browser.shown(CODE);
        browser.entersCode(realm.lastCodeOf(user));

        browser.isSignedIn();
    }

    private static TestUser withKey(String name) {
        var user = realm.user(name).enrolled(SimulatedFactorType.SMS);
        BrowserWithKey.requireRegistration(realm, user, "webauthn-register");
        signInWithPassword(user, CODE);
        browser.entersCode(realm.lastCodeOf(user));
        browser.registersKey();
        browser.isSignedIn();
        return user;
    }

    /**
     * Opens the login and enters the user name and the password.
     *
     * @param next an element of the page after the password
     */
    private static void signInWithPassword(TestUser user, By next) {
        browser.until(next, () -> {
            browser.opensLogin(realm);
            browser.types("username", user.username());
            browser.types("password", user.password());
            browser.clicks(By.id("kc-login"));
        });
    }
}
