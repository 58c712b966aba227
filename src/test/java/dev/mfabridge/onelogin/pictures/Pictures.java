package dev.mfabridge.onelogin.pictures;

import dev.mfabridge.onelogin.demo.DemoRealm;
import dev.mfabridge.onelogin.it.Chromium;
import dev.mfabridge.onelogin.it.server.KeycloakServer;
import dev.mfabridge.onelogin.it.server.KeycloakServers;
import dev.mfabridge.onelogin.simulator.SimulatorClient;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.admin.client.resource.RealmResource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Program that walks through the demo in Chromium and takes the pictures of the login pages, in light and dark colors. The
 * pictures of the set-up come from the test that follows the README in the console.
 */
public final class Pictures {
    private static final long ALICE = 64515901;
    private static final long BOB = 64515902;

    /** Width and height of a login page and of a phone, in pixels of the page. */
    private static final int PAGE_WIDTH = 560;

    private static final int PHONE_WIDTH = 360;
    /** The least height of a picture, in pixels of the page. */
    private static final int HEIGHT = 560;

    private final KeycloakServer keycloak;
    private final SimulatorClient oneLogin;
    private final ChromeDriver browser;
    private final String colors;

    private Pictures(KeycloakServer keycloak, ChromeDriver browser, String colors) {
        this.keycloak = keycloak;
        this.oneLogin = new SimulatorClient(keycloak.oneLogin().fromHere());
        this.browser = browser;
        this.colors = colors;
    }

    /**
     * Takes the pictures and writes them to {@code target/pictures}.
     *
     * @param arguments the values of {@code keycloak.home} and {@code keycloak.provider}
     */
    public static void main(String[] arguments) {
        System.setProperty("keycloak.home", arguments[0]);
        System.setProperty("keycloak.provider", arguments[1]);
        try (var keycloak = KeycloakServers.chosen()) {
            keycloak.start();
            for (var colors : List.of("light", "dark")) {
                takeAll(keycloak, colors);
            }
        }
        System.out.println("Look at the pictures, then: cp target/pictures/* docs/img/");
        System.exit(0);
    }

    private static void takeAll(KeycloakServer keycloak, String colors) {
        var browser = Chromium.openOrSkip();
        try (var admin = keycloak.admin()) {
            DemoRealm.read(Path.of("docker/realm/demo-realm.json"), keycloak.baseUrl(), keycloak.oneLogin())
                    .replaceIn(admin);
            var pictures = new Pictures(keycloak, browser, colors);
            pictures.take();
            speaks(admin.realm("demo"), Picture.RIGHT_TO_LEFT.language());
            pictures.rightToLeft();
        } finally {
            browser.quit();
        }
    }

    private static void speaks(RealmResource resource, String language) {
        var realm = resource.toRepresentation();
        realm.setInternationalizationEnabled(true);
        realm.setSupportedLocales(Set.of(language));
        realm.setDefaultLocale(language);
        resource.update(realm);
    }

    private void rightToLeft() {
        oneLogin.reset();
        signsIn("heidi");
        shown(By.name("factor"));
        save(Picture.RIGHT_TO_LEFT, wholePage());
    }

    private void take() {
        oneLogin.reset();
        enrollment();
        login();
        push();
    }

    private void enrollment() {
        signsIn("alice");
        shown(By.name("factor"));
        save(Picture.ENROLL_CHOOSE, wholePage());
        browser.findElement(By.xpath("//button[@name='factor'][.//*[contains(@class, 'icon-sms')]]"))
                .click();
        shown(By.name("named")).click();
        saveWithPhone(Picture.ENROLL_CODE, "alice");
        enters(ALICE);
        browser.get(accountConsole());
        resize(PAGE_WIDTH + PHONE_WIDTH, HEIGHT);
        var list = shown(By.cssSelector("[data-testid='onelogin/credential-list']"));
        browser.executeScript("arguments[0].scrollIntoView({ block: 'end' })", list);
        save(Picture.ENROLL_DONE, screenshot());
    }

    private void login() {
        signsIn("bob");
        saveWithPhone(Picture.SIGN_IN, "bob");
        enters(BOB);
    }

    private void push() {
        signsIn("grace");
        shown(By.className("onelogin-mfa-status"));
        saveWithPhone(Picture.PUSH, "grace");
        shown(By.cssSelector("[data-open-after-seconds] > summary"));
        waits().until(ExpectedConditions.elementToBeClickable(By.name("other"))).click();
        shown(By.name("device"));
        save(Picture.DEVICES, wholePage());
    }

    private void signsIn(String user) {
        resize(PAGE_WIDTH, HEIGHT);
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
        browser.get(accountConsole());
        shown(By.id("username")).sendKeys(user);
        browser.findElement(By.id("password")).sendKeys(user);
        browser.findElement(By.id("kc-login")).click();
    }

    private void enters(long user) {
        shown(By.id("otp")).sendKeys(oneLogin.lastCodeFor(user).orElseThrow());
        browser.findElement(By.name("login")).click();
        waits().until(ExpectedConditions.urlContains("/account"));
    }

    private String accountConsole() {
        return keycloak.baseUrl() + "/realms/demo/account/account-security/signing-in";
    }

    private void saveWithPhone(Picture picture, String user) {
        shown(By.cssSelector("#otp, .onelogin-mfa-status"));
        var page = wholePage();
        var login = browser.getWindowHandle();
        browser.switchTo().newWindow(WindowType.TAB);
        resize(PHONE_WIDTH, HEIGHT);
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
        browser.get(keycloak.oneLogin().fromHere() + "/");
        shown(By.xpath("//select[@id='user']/option[.='" + user + "']")).click();
        shown(By.cssSelector("#messages li"));
        save(picture, PictureFolder.beside(page, wholePage()));
        browser.close();
        browser.switchTo().window(login);
    }

    private void save(Picture picture, BufferedImage image) {
        PictureFolder.ofRun().save(picture, "-" + colors, image);
    }

    /** Returns a picture of the page to its end. */
    private BufferedImage wholePage() {
        var width = ((Number) browser.executeScript("return innerWidth")).intValue();
        resize(width, HEIGHT);
        var height = (Number) browser.executeScript("return document.documentElement.scrollHeight");
        resize(width, height.intValue());
        return screenshot();
    }

    private BufferedImage screenshot() {
        return PictureFolder.image(browser.getScreenshotAs(OutputType.BYTES));
    }

    private void resize(int width, int height) {
        browser.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1.5, "mobile", false));
    }

    private WebElement shown(By element) {
        return waits().until(ExpectedConditions.visibilityOfElementLocated(element));
    }

    private WebDriverWait waits() {
        return new WebDriverWait(browser, Duration.ofSeconds(60));
    }
}
