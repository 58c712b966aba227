package dev.mfabridge.onelogin.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Login in a real browser. */
final class ChromiumLogin extends ChromiumSession {
    /** Element of each page of the extension, after the page's parts. */
    private static final By PAGE = By.className("onelogin-mfa");

    private static final By ANNOUNCEMENT = By.className("onelogin-mfa-announcement");

    /** Signs a user in with the password, in a browser that knows nobody. */
    ChromiumLogin signsIn(TestRealm realm, TestUser user) {
        driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver().get(realm.loginAddress());
        return entersPassword(user).showsPage();
    }

    ChromiumLogin entersPassword(TestUser user) {
        shown(By.id("username")).sendKeys(user.username());
        shown(By.id("password")).sendKeys(user.password());
        clicks(By.id("kc-login"));
        return this;
    }

    /** Waits for a page of the extension, with its script if the browser runs scripts. */
    ChromiumLogin showsPage() {
        waits().until(ExpectedConditions.presenceOfElementLocated(isScripted() ? ANNOUNCEMENT : PAGE));
        return this;
    }

    /** Selects a factor to enroll, and keeps the name that the page has for its device. */
    ChromiumLogin choosesFactor(String name) {
        clicks(By.xpath("//button[@name='factor'][contains(., '" + name + "')]"));
        clicks(By.name("named"));
        return showsPage();
    }

    ChromiumLogin entersCode(String code) {
        shown(By.id("otp")).sendKeys(code);
        clicks(By.name("login"));
        return this;
    }

    void clicks(By element) {
        shown(element).click();
    }

    WebElement shown(By element) {
        return waits().until(ExpectedConditions.visibilityOfElementLocated(element));
    }

    /** Returns the texts of the buttons that a user sees within the extension's part of the page. */
    List<String> buttons() {
        return driver().findElements(By.cssSelector(".onelogin-mfa button")).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    /** Returns the id of the element that has the focus, or an empty text. */
    String focus() {
        return driver().switchTo().activeElement().getDomProperty("id");
    }

    void isSignedIn() {
        waits().until(ExpectedConditions.urlContains("code="));
    }

    /**
     * Waits until the login succeeds with a right code that was entered after a wrong one. Keycloak rejects each code while it
     * still records the attempt before, so the code is entered again then. No user is fast enough to notice that.
     */
    void isSignedInWith(String code) {
        waits().withMessage(() -> driver().findElement(By.tagName("body")).getText())
                .until(browser -> {
                    if (!browser.findElements(By.xpath("//*[.='Invalid authenticator code.']"))
                            .isEmpty()) {
                        browser.findElement(By.id("otp")).clear();
                        entersCode(code);
                    }
                    return browser.getCurrentUrl().contains("code=");
                });
    }

    /** Switches the scripts of pages on or off, as a user does in the browser's settings. */
    void runsScripts(boolean isOn) {
        driver().executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !isOn));
    }

    private boolean isScripted() {
        return !driver().findElements(By.cssSelector("html")).isEmpty()
                && Boolean.TRUE.equals(driver().executeScript("return matchMedia('(scripting: enabled)').matches"));
    }

    WebDriverWait waits() {
        return new WebDriverWait(driver(), Duration.ofSeconds(20));
    }
}
