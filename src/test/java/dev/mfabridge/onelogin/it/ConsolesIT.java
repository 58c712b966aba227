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

/** Tests of users and administrators in Keycloak's own consoles, in a real browser. */
class ConsolesIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        browser = Chromium.openOrSkip();
        realm.execution().configure(Map.of("onelogin.allowedFactors", "", "onelogin.messageLimit", "100"));
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
        var user = realm.user(
                        "alice", simulated -> simulated.offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL))
                .withDevice(SimulatedFactorType.SMS);
        opensAccountConsole(user);
        assertThat(list().getText()).contains("OneLogin SMS", "Created");

        var create = shown(By.cssSelector("[data-testid='onelogin/create']"));
        assertThat(create.getText()).isEqualTo("Set up OneLogin");
        create.click();
        shown(By.name("start")).click();
        entersCode(user);
        shown(By.name("factor")).click();
        shown(By.name("named")).click();
        entersCode(user);

        Awaitility.await().ignoreExceptions().until(() -> list().getText().contains("mail"));
        assertThat(realm.factorsOf(user)).hasSize(2);

        list().findElements(By.tagName("button")).get(0).click();
        shown(By.id("kc-accept")).click();

        Awaitility.await().ignoreExceptions().until(() -> !list().getText().contains("OneLogin SMS"));
        assertThat(realm.attributesOf(user).get("onelogin_mfa_enrolled")).containsExactly("EMAIL");
        assertThat(realm.oneLogin().devicesOf(user.oneLoginId()))
                .singleElement()
                .satisfies(device -> assertThat(device.kind()).isEqualTo(SimulatedFactorType.EMAIL));
    }

    @Test
    @DisplayName("An administrator sees the factor in the admin console and removes it")
    void administratorSeesTheFactorAndRemovesIt() {
        var user = realm.user("bob", simulated -> simulated.offered(SimulatedFactorType.SMS));
        var bob = realm.person(user).signsInWithPassword();
        assertThat(bob.entersCode(realm.lastCodeOf(user)).isSignedIn()).isTrue();
        browser.get(realm.consoleAddress() + "/users/" + user.id() + "/credentials");
        signsIn("admin", "admin");

        var row = shown(By.xpath("//tr[contains(., 'OneLogin SMS')]"));
        var buttons = row.findElements(By.tagName("button"));
        buttons.get(buttons.size() - 1).click();
        shown(By.xpath("//*[@role='menuitem'][contains(., 'Delete')]")).click();
        shown(By.id("modal-confirm")).click();

        Awaitility.await().until(() -> realm.factorsOf(user).isEmpty());
        Awaitility.await()
                .until(() -> realm.oneLogin().devicesOf(user.oneLoginId()).isEmpty());
    }

    private static void opensAccountConsole(TestUser user) {
        browser.get(realm.address() + "/account/account-security/signing-in");
        signsIn(user.username(), user.password());
        entersCode(user);
    }

    private static void signsIn(String username, String password) {
        shown(By.id("username")).sendKeys(username);
        browser.findElement(By.id("password")).sendKeys(password);
        browser.findElement(By.id("kc-login")).click();
    }

    /** Enters the code, and enters it again if Keycloak still records the last login. No user is fast enough to notice that. */
    private static void entersCode(TestUser user) {
        Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
            var field = shown(By.id("otp"));
            field.sendKeys(realm.lastCodeOf(user));
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
