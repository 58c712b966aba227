package dev.mfabridge.onelogin.it;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.mfabridge.onelogin.it.secrets.RunRecord;
import java.io.File;
import java.util.Set;
import java.util.stream.Stream;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.CommandPayload;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.Response;

/** Chromium of this machine. */
final class Chromium {
    /** Commands before which the page is recorded, since another page can follow. */
    private static final Set<String> LEAVES_PAGE = Set.of(
            DriverCommand.GET,
            DriverCommand.CLICK_ELEMENT,
            DriverCommand.REFRESH,
            DriverCommand.CLOSE,
            DriverCommand.QUIT);

    private Chromium() {}

    /**
     * Opens a browser without a window.
     *
     * <p>Without a browser on the machine, the test is skipped; if the property {@code browser} is {@code required}, the
     * test fails.
     */
    static ChromeDriver openOrSkip() {
        var driver = found("chromedriver");
        var binary = found("chromium", "chromium-browser", "google-chrome");
        if (driver == null || binary == null) {
            var missing = "No chromium with its chromedriver on the PATH: the browser tests did not run";
            if ("required".equals(System.getProperty("browser"))) {
                throw new AssertionError(missing);
            }
            return abort(missing);
        }
        var options = new ChromeOptions()
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--window-size=1000,900");
        options.setBinary(binary);
        var service =
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build();
        return new ChromeDriver(service, options) {
            @Override
            protected Response execute(CommandPayload command) {
                if (LEAVES_PAGE.contains(command.getName())) {
                    recordPage(this);
                }
                try {
                    return super.execute(command);
                } catch (WebDriverException e) {
                    throw isOfReplacedPage(e) ? new StaleElementReferenceException(e.getRawMessage(), e) : e;
                }
            }
        };
    }

    /**
     * Returns true if the element went with its page while Chromium looked at it. Its driver has no name for that, so no wait would
     * know that the page has gone.
     */
    private static boolean isOfReplacedPage(WebDriverException e) {
        return e.getRawMessage() != null && e.getRawMessage().contains("does not belong to the document");
    }

    private static void recordPage(ChromeDriver browser) {
        try {
            RunRecord.received(browser.getCurrentUrl(), browser.getPageSource());
        } catch (WebDriverException e) {
            // A dialog is open, or the page is being replaced: the next command finds the next page.
        }
    }

    private static File found(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElse(null);
    }
}
