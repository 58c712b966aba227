package dev.mfabridge.onelogin.it;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.chrome.ChromeDriver;

/** Real browser that opens and closes with a test class. Without a browser, the tests are skipped. */
abstract class ChromiumSession implements BeforeAllCallback, AfterAllCallback {
    private ChromeDriver driver;

    @Override
    public void beforeAll(ExtensionContext context) {
        driver = Chromium.openOrSkip();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (driver != null) {
            driver.quit();
        }
    }

    final ChromeDriver driver() {
        return driver;
    }
}
