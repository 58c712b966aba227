package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.FactorType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.RealmRepresentation;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Protocol;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

/** A passkey in place of the password: ours follows. In a real browser, with an authenticator that is simulated. */
class PasskeyIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withPassword().also(PasskeyIT::passkeyFirst);

    private static ChromeDriver browser;

    private static void passkeyFirst(RealmRepresentation plan) {
        FlowPlan.browser(FlowPlan.named(RealmPlan.FORMS)
                        .step("auth-username-form", "REQUIRED")
                        .flow(
                                "REQUIRED",
                                FlowPlan.named("first factor")
                                        .step("webauthn-authenticator-passwordless", "ALTERNATIVE")
                                        .step("auth-password-form", "ALTERNATIVE"))
                        .step(TestRealm.ONELOGIN, "REQUIRED", realm.step().defaults()))
                .addTo(plan);
        plan.setWebAuthnPolicyPasswordlessUserVerificationRequirement("required");
    }

    @BeforeAll
    static void open() {
        browser = Chromium.openOrSkip();
        browser.addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                .setProtocol(Protocol.CTAP2)
                .setTransport(Transport.INTERNAL)
                .setHasResidentKey(true)
                .setHasUserVerification(true)
                .setIsUserVerified(true));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void whoSignsInWithAPasskeyProvesTheFactorAsWell() {
        var account = realm.enrolled("ann", FactorType.SMS);
        registersPasskey(account);

        opensLogin(account);
        shown(By.id("authenticateWebAuthnButton")).click();

        var field = shown(By.id("otp"));
        assertThat(realm.oneLogin().messagesTo(account.oneLoginId())).hasSize(2);
        field.sendKeys(realm.lastCodeOf(account));
        browser.findElement(By.name("login")).click();
        waits().until(ExpectedConditions.urlContains("code="));
    }

    private static void registersPasskey(Account account) {
        var user = realm.admin().users().get(account.id());
        var changed = user.toRepresentation();
        changed.setRequiredActions(List.of("webauthn-register-passwordless"));
        user.update(changed);
        opensLogin(account);
        shown(By.id("password")).sendKeys(account.password());
        browser.findElement(By.id("kc-login")).click();
        shown(By.id("otp")).sendKeys(realm.lastCodeOf(account));
        browser.findElement(By.name("login")).click();
        shown(By.id("registerWebAuthn")).click();
        waits().until(ExpectedConditions.alertIsPresent()).accept();
        waits().until(ExpectedConditions.urlContains("code="));
        // Of two alternatives Keycloak asks for the one whose credential comes first.
        user.credentials().stream()
                .filter(credential -> "webauthn-passwordless".equals(credential.getType()))
                .forEach(passkey -> user.moveCredentialToFirst(passkey.getId()));
    }

    private static void opensLogin(Account account) {
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        browser.get(realm.loginAddress());
        shown(By.id("username")).sendKeys(account.username());
        browser.findElement(By.id("kc-login")).click();
    }

    private static WebElement shown(By element) {
        return waits().until(ExpectedConditions.visibilityOfElementLocated(element));
    }

    private static WebDriverWait waits() {
        return new WebDriverWait(browser, Duration.ofSeconds(20));
    }
}
