package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** What a person and an administrator see and do in Keycloak's own consoles, in a real browser. */
class ConsolesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        browser = Chromium.openOrSkip();
        realm.step().settings(Map.of("onelogin.allowedFactors", "", "onelogin.messageLimit", "100"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    @DisplayName("A user sees the factor, adds another and removes one in the account console")
    void userAddsAndRemovesFactorsInTheAccountConsole() {
        var account = realm.user(
                "alice",
                user -> user.withDevice("92" + user.id(), SimulatedFactorType.SMS)
                        .offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL));
        opensAccountConsole(account);
        assertThat(list().getText()).contains("OneLogin SMS", "Created", "Text message");

        shown(By.cssSelector("[data-testid='onelogin/create']")).click();
        entersCode(account);
        shown(By.name("factor")).click();
        entersCode(account);

        Awaitility.await().ignoreExceptions().until(() -> list().getText().contains("E-mail"));
        assertThat(realm.factorsOf(account)).hasSize(2);

        list().findElements(By.tagName("button")).get(0).click();
        shown(By.id("kc-accept")).click();

        Awaitility.await().ignoreExceptions().until(() -> !list().getText().contains("Text message"));
        assertThat(realm.attributesOf(account).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
        assertThat(realm.oneLogin().devicesOf(account.oneLoginId()))
                .singleElement()
                .satisfies(device -> assertThat(device.kind()).isEqualTo(SimulatedFactorType.EMAIL));
    }

    @Test
    @DisplayName("An administrator sees the factor in the admin console and removes it")
    void administratorSeesTheFactorAndRemovesIt() {
        var account = realm.user("bob", user -> user.offered(SimulatedFactorType.SMS));
        var bob = realm.person(account).signsInWithPassword();
        assertThat(bob.entersCode(realm.lastCodeOf(account)).isSignedIn()).isTrue();
        browser.get(realm.consoleAddress() + "/users/" + account.id() + "/credentials");
        signsIn("admin", "admin");

        var row = shown(By.xpath("//tr[contains(., 'OneLogin SMS')]"));
        var buttons = row.findElements(By.tagName("button"));
        buttons.get(buttons.size() - 1).click();
        shown(By.xpath("//*[@role='menuitem'][contains(., 'Delete')]")).click();
        shown(By.id("modal-confirm")).click();

        Awaitility.await().until(() -> realm.factorsOf(account).isEmpty());
        Awaitility.await()
                .until(() -> realm.oneLogin().devicesOf(account.oneLoginId()).isEmpty());
    }

    private static void opensAccountConsole(TestUser account) {
        browser.get(realm.address() + "/account/account-security/signing-in");
        signsIn(account.username(), account.password());
        entersCode(account);
    }

    private static void signsIn(String username, String password) {
        shown(By.id("username")).sendKeys(username);
        browser.findElement(By.id("password")).sendKeys(password);
        browser.findElement(By.id("kc-login")).click();
    }

    /** Again where Keycloak has not counted the last login yet: no person is that fast. */
    private static void entersCode(TestUser account) {
        Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
            var field = shown(By.id("otp"));
            field.sendKeys(realm.lastCodeOf(account));
            browser.findElement(By.name("login")).click();
            new WebDriverWait(browser, Duration.ofSeconds(60)).until(ExpectedConditions.stalenessOf(field));
            return browser.findElements(By.id("input-error-otp")).isEmpty();
        });
    }

    private static WebElement list() {
        return shown(By.cssSelector("[data-testid='onelogin/credential-list']"));
    }

    private static WebElement shown(By element) {
        return new WebDriverWait(browser, Duration.ofSeconds(60))
                .until(ExpectedConditions.visibilityOfElementLocated(element));
    }
}
