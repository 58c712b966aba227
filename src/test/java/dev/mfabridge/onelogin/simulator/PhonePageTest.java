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
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

class PhonePageTest {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path BROWSER = Path.of("/usr/bin/chromium");

    private final OneLoginSimulator simulator = OneLoginSimulator.start(0);
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
    void messagesComeInByThemselvesNewestFirstAndCanBeFilteredByPerson() {
        register(64515901, FactorType.SMS);
        phone.get(simulator.baseUrl() + "/");
        await().until(() -> shownCodes().size() == 1);

        register(64515903, FactorType.EMAIL);
        await().until(() -> shownCodes().size() == 2);
        assertThat(shownCodes())
                .isEqualTo(control.messages().stream().map(Message::code).toList());
        assertThat(phone.findElement(By.cssSelector("#messages li")).getText())
                .contains("carol", "E-mail", "now", "It expires in 2 minutes.");

        phone.findElement(By.xpath("//select[@id='person']/option[.='alice']")).click();
        assertThat(shownCodes()).containsExactly(control.lastCodeFor(64515901).orElseThrow());

        control.reset();
        await().until(() -> shownCodes().isEmpty());
        assertThat(phone.findElement(By.id("none")).isDisplayed()).isTrue();
    }

    @Test
    void thePageFitsASmallPhone() {
        register(64515901, FactorType.SMS);
        // A window can't be that narrow, a device can.
        phone.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 600, "deviceScaleFactor", 1, "mobile", true));
        phone.get(simulator.baseUrl() + "/");
        await().until(() -> shownCodes().size() == 1);

        assertThat(phone.executeScript("return document.documentElement.scrollWidth"))
                .isEqualTo(320L);
    }

    private List<String> shownCodes() {
        return phone.findElements(By.className("digits")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private void register(long userId, FactorType factor) {
        api.post(
                "/api/2/mfa/users/" + userId + "/registrations",
                "{\"factor_id\":%d,\"display_name\":\"x\"}".formatted(factor.id()));
    }
}
