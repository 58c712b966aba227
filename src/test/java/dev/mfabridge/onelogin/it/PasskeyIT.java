package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.RealmRepresentation;
import org.openqa.selenium.By;

/** Logins with a passkey instead of the password, followed by a OneLogin factor. */
class PasskeyIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword().customized(PasskeyIT::addPasskeyFlow);

    private static BrowserWithKey browser;

    private static void addPasskeyFlow(RealmRepresentation representation) {
        FlowBuilder.browser(FlowBuilder.named(TestRealmBuilder.FORMS)
                        .execution("auth-username-form", "REQUIRED")
                        .subflow(
                                "REQUIRED",
                                FlowBuilder.named("first factor")
                                        .execution("webauthn-authenticator-passwordless", "ALTERNATIVE")
                                        .execution("auth-password-form", "ALTERNATIVE"))
                        .execution(
                                TestRealm.ONELOGIN,
                                "REQUIRED",
                                realm.execution().defaults()))
                .addTo(representation);
        representation.setWebAuthnPolicyPasswordlessUserVerificationRequirement("required");
    }

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
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("A user who signs in with a passkey proves the OneLogin factor as well")
    void userProvesFactorAfterPasskey() {
        var user = realm.user("ann").enrolled(SimulatedFactorType.SMS);
        registerPasskey(user);

        openLogin(user, By.id("authenticateWebAuthnButton"));
        browser.usesKey();

        browser.shown(By.id("otp"));
        assertThat(realm.oneLogin().messagesTo(user.oneLoginId())).hasSize(2);
        browser.entersCode(realm.lastCodeOf(user));
        browser.isSignedIn();
    }

    private static void registerPasskey(TestUser user) {
        BrowserWithKey.requireRegistration(realm, user, "webauthn-register-passwordless");
        openLogin(user, By.id("password"));
        browser.types("password", user.password());
        browser.clicks(By.id("kc-login"));
        browser.shown(By.id("otp"));
        browser.entersCode(realm.lastCodeOf(user));
        browser.registersKey();
        browser.isSignedIn();
        realm.putFirst(user, "webauthn-passwordless");
    }

    /**
     * Opens the login and enters the user name.
     *
     * @param next an element of the page after the user name
     */
    private static void openLogin(TestUser user, By next) {
        browser.until(next, () -> {
            browser.opensLogin(realm);
            browser.types("username", user.username());
            browser.clicks(By.id("kc-login"));
        });
    }
}
