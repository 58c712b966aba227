package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Phone page of the simulator in a real browser. */
class PhonePageTest {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String DEVICE = "77";
    private static final Path BROWSER = Path.of("/usr/bin/chromium");

    private final OneLoginSimulator simulator = OneLoginSimulator.start(0, demoWithoutApps());
    private final ApiCaller api = new ApiCaller(simulator.baseUrl());
    private final SimulatorClient control = new SimulatorClient(simulator.baseUrl());
    private ChromeDriver phone;

    @BeforeEach
    void pickUp() {
        assumeTrue(Files.isExecutable(DRIVER) && Files.isExecutable(BROWSER), "Chromium and its driver are needed");
        var options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu");
        phone = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(DRIVER.toString()))
                        .build(),
                options);
    }

    @AfterEach
    void hangUp() {
        if (phone != null) {
            phone.quit();
        }
        simulator.close();
    }

    @Test
    @DisplayName("Messages appear without a reload, newest first, and can be filtered by user")
    void messagesAppearNewestFirstAndCanBeFilteredByUser() {
        register(64515901, SimulatedFactorType.SMS);
        phone.get(simulator.baseUrl() + "/");
        await().until(() -> shownCodes().size() == 1);

        register(64515903, SimulatedFactorType.EMAIL);
        await().until(() -> shownCodes().size() == 2);
        assertThat(shownCodes())
                .isEqualTo(control.messages().stream().map(Message::code).toList());
        assertThat(phone.findElement(By.cssSelector("#messages li")).getText())
                .contains("carol", "E-mail", "now", "It expires in 2 minutes.");

        phone.findElement(By.xpath("//select[@id='user']/option[.='alice']")).click();
        assertThat(shownCodes()).containsExactly(control.lastCodeFor(64515901).orElseThrow());

        control.reset();
        await().until(() -> shownCodes().isEmpty());
        assertThat(phone.findElement(By.id("none")).isDisplayed()).isTrue();
    }

    @Test
    @DisplayName("The buttons of a push approve or deny it")
    void pushIsApprovedOrDenied() {
        var verification = challenge(SimulatedFactorType.PROTECT);
        phone.get(simulator.baseUrl() + "/");

        shown(".push button[value=accept]").click();

        await().until(() -> newest().getText().contains("Approved."));
        assertThat(phone.findElements(By.cssSelector("#messages .push button"))).noneMatch(WebElement::isDisplayed);
        assertThat(api.get(verification).text("/status")).isEqualTo("accepted");

        var second = challenge(SimulatedFactorType.PROTECT);
        await().until(() -> phone.findElements(By.cssSelector("#messages > li")).size() == 2);
        shown(".push button[value=reject]").click();
        await().until(() -> newest().getText().contains("Denied."));
        assertThat(api.get(second).text("/status")).isEqualTo("rejected");
    }

    @Test
    @DisplayName("A call takes the code with only the keyboard")
    void callTakesTheCodeWithOnlyTheKeyboard() {
        control.behave(BehaviorRule.always().code("004711"));
        var verification = challenge(SimulatedFactorType.VOICE);
        phone.get(simulator.baseUrl() + "/");

        shown("input").sendKeys("004711", Keys.ENTER);

        await().until(() -> newest().getText().contains("the code was right"));
        assertThat(phone.switchTo().activeElement()).isEqualTo(newest());
        assertThat(api.get(verification).text("/status")).isEqualTo("accepted");
    }

    @Test
    @DisplayName("A call ends without a code after \"Hang up\"")
    void callEndsWithoutACode() {
        var verification = challenge(SimulatedFactorType.VOICE);
        phone.get(simulator.baseUrl() + "/");
        assertThat(shown(".typing .no").getText()).isEqualTo("Hang up");

        shown(".typing .no").click();

        await().until(() -> newest().getText().contains("Ended"));
        assertThat(api.get(verification).text("/status")).isEqualTo("rejected");
    }

    @Test
    @DisplayName("The link of an e-mail opens and proves the verification")
    void emailLinkIsOpened() {
        var verification = challenge(SimulatedFactorType.EMAIL_LINK);
        phone.get(simulator.baseUrl() + "/");

        shown(".link a").click();

        await().until(() -> newest().getText().contains("The link was opened."));
        assertThat(api.get(verification).text("/status")).isEqualTo("accepted");
    }

    @Test
    @DisplayName("The page shows an expired message as too late")
    void expiredMessageIsShownAsTooLate() {
        challenge(SimulatedFactorType.PROTECT);
        phone.get(simulator.baseUrl() + "/");
        shown(".push button[value=accept]");

        control.expirePending();

        await().until(() -> newest().getText().contains("Too late"));
        assertThat(phone.findElement(By.cssSelector("#messages .push")).isDisplayed())
                .isFalse();
    }

    @Test
    @DisplayName("The page shows the codes of the user's apps")
    void appsShowTheirCodes() {
        control.addUser(SimulatedUser.named(8, "eight").offered(SimulatedFactorType.AUTHENTICATOR));
        phone.get(simulator.baseUrl() + "/");
        await().until(() -> phone.findElement(By.id("none")).isDisplayed());
        assertThat(phone.findElement(By.id("authenticator")).isDisplayed()).isFalse();

        challenge(SimulatedFactorType.AUTHENTICATOR);
        register(8, SimulatedFactorType.AUTHENTICATOR);
        await().until(() -> shownApps().size() == 2);
        await().untilAsserted(() -> assertThat(shownApps())
                .anySatisfy(text -> assertThat(text).contains("user 7, Authenticator", control.appCode(7, DEVICE)))
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "eight, x (being set up)",
                                control.appsOf(8).get(0).code())));

        phone.findElement(By.xpath("//select[@id='user']/option[.='eight']")).click();
        assertThat(shownApps()).hasSize(1);
        control.expirePending(8);
        await().until(() -> shownApps().isEmpty());
    }

    @Test
    @DisplayName("The page fits a small phone")
    void pageFitsASmallPhone() {
        challenge(SimulatedFactorType.PROTECT);
        challenge(SimulatedFactorType.VOICE);
        challenge(SimulatedFactorType.AUTHENTICATOR);
        register(64515901, SimulatedFactorType.SMS);
        // A window can't be that narrow, but a device can.
        phone.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 600, "deviceScaleFactor", 1, "mobile", true));
        phone.get(simulator.baseUrl() + "/");
        await().until(() -> shownCodes().size() == 1 && shownApps().size() == 1);

        assertThat(phone.executeScript("return document.documentElement.scrollWidth"))
                .isEqualTo(320L);
    }

    private static UsersFile demoWithoutApps() {
        var demo = UsersFile.demo();
        return new UsersFile(
                demo.clientId(),
                demo.clientSecret(),
                demo.users().stream()
                        .filter(user -> !user.hasEnrolled(SimulatedFactorType.AUTHENTICATOR))
                        .toList());
    }

    private List<String> shownCodes() {
        return phone.findElements(By.className("digits")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private List<String> shownApps() {
        return phone.findElements(By.cssSelector("#apps li")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private WebElement newest() {
        return phone.findElement(By.cssSelector("#messages > li"));
    }

    /** Waits for a part of the newest message and returns it. */
    private WebElement shown(String part) {
        var selector = By.cssSelector("#messages > li:first-child " + part);
        await().ignoreExceptions().until(() -> phone.findElement(selector).isDisplayed());
        return phone.findElement(selector);
    }

    /**
     * Starts a challenge of a user who has only this factor.
     *
     * @return the path at which the API returns the status of the challenge
     */
    private String challenge(SimulatedFactorType factor) {
        control.addUser(SimulatedUser.named(7, "seven").withDevice(DEVICE, factor));
        var redirect =
                factor.equals(SimulatedFactorType.EMAIL_LINK) ? ",\"redirect_to\":\"" + simulator.baseUrl() + "\"" : "";
        var verifications = "/api/2/mfa/users/7/verifications";
        var created = api.post(verifications, "{\"device_id\":%s%s}".formatted(DEVICE, redirect));
        return verifications + "/" + created.text("/id");
    }

    private void register(long userId, SimulatedFactorType factor) {
        api.post(
                "/api/2/mfa/users/" + userId + "/registrations",
                "{\"factor_id\":%d,\"display_name\":\"x\"}".formatted(factor.id()));
    }
}
