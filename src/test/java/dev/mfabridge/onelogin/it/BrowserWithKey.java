package dev.mfabridge.onelogin.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Protocol;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

/** A real browser whose WebAuthn authenticator is simulated, by the browser: it always knows its person. */
record BrowserWithKey(ChromeDriver driver) {

    static BrowserWithKey openOrSkip() {
        var driver = Chromium.openOrSkip();
        driver.addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                .setProtocol(Protocol.CTAP2)
                .setTransport(Transport.INTERNAL)
                .setHasResidentKey(true)
                .setHasUserVerification(true)
                .setIsUserVerified(true));
        return new BrowserWithKey(driver);
    }

    /** Goes to the application as somebody who is not signed in. */
    void opensLogin(TestRealm realm) {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.get(realm.loginAddress());
    }

    /** @param field the id of the field, on the page that is open or opens now */
    void types(String field, String text) {
        shown(By.id(field)).sendKeys(text);
    }

    void clicks(By element) {
        shown(element).click();
    }

    void entersCode(String code) {
        types("otp", code);
        clicks(By.name("login"));
    }

    /** Registers the key at the end of the login, which is where Keycloak asks whom an administrator sent there. */
    void registersKey() {
        clicks(By.id("registerWebAuthn"));
        waits().until(ExpectedConditions.alertIsPresent()).accept();
    }

    void usesKey() {
        clicks(By.id("authenticateWebAuthnButton"));
    }

    /** @param name what the page calls it */
    void triesAnotherWay(String name) {
        clicks(By.id("try-another-way"));
        clicks(By.xpath("//li[contains(., '" + name + "')]//*[@role='button']"));
    }

    /** Does it again where Keycloak refuses it, since it has not counted the last login yet: no person is that fast. */
    void until(By next, Runnable deed) {
        Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
            deed.run();
            waits().until(page -> isThere(next) || isThere(By.cssSelector("[id^=input-error]")));
            return isThere(next);
        });
    }

    private boolean isThere(By element) {
        return !driver.findElements(element).isEmpty();
    }

    void isSignedIn() {
        waits().until(ExpectedConditions.urlContains("code="));
    }

    WebElement shown(By element) {
        return waits().until(ExpectedConditions.visibilityOfElementLocated(element));
    }

    private WebDriverWait waits() {
        return new WebDriverWait(driver, Duration.ofSeconds(20));
    }

    /** Has Keycloak ask for a key at the end of the next login. @param action the id of Keycloak's required action */
    static void isToRegister(TestRealm realm, TestUser account, String action) {
        var user = realm.admin().users().get(account.id());
        var changed = user.toRepresentation();
        changed.setRequiredActions(List.of(action));
        user.update(changed);
    }

    void quit() {
        driver.quit();
    }
}
