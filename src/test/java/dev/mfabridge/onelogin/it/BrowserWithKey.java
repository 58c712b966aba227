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

/** Real browser with a simulated WebAuthn authenticator, which always verifies its user. */
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

    /** Opens the login as a user who isn't signed in. */
    void opensLogin(TestRealm realm) {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.get(realm.loginAddress());
    }

    /**
     * Types into a field of the page that is open or loading.
     *
     * @param field the id of the field
     */
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

    /** Registers the key at the end of the login, where Keycloak runs the required action. */
    void registersKey() {
        clicks(By.id("registerWebAuthn"));
        waits().until(ExpectedConditions.alertIsPresent()).accept();
    }

    void usesKey() {
        clicks(By.id("authenticateWebAuthnButton"));
    }

    /**
     * Selects another way to sign in.
     *
     * @param name the name on the page
     */
    void triesAnotherWay(String name) {
        clicks(By.id("try-another-way"));
        clicks(By.xpath("//li[contains(., '" + name + "')]//*[@role='button']"));
    }

    /** Repeats an action that Keycloak rejects because it hasn't stored the result of the previous login. */
    void until(By next, Runnable action) {
        Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
            action.run();
            waits().until(page -> isPresent(next) || isPresent(By.cssSelector("[id^=input-error]")));
            return isPresent(next);
        });
    }

    private boolean isPresent(By element) {
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

    /**
     * Requires the user to register a key at the end of the next login.
     *
     * @param action the id of Keycloak's required action
     */
    static void requireRegistration(TestRealm realm, TestUser user, String action) {
        var resource = realm.admin().users().get(user.id());
        var changed = resource.toRepresentation();
        changed.setRequiredActions(List.of(action));
        resource.update(changed);
    }

    void quit() {
        driver.quit();
    }
}
