package dev.mfabridge.onelogin.it;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.mfabridge.onelogin.it.secrets.RunRecord;
import java.io.File;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
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
public final class Chromium {
    /** Commands before which the page is recorded, since another page can follow. */
    private static final Set<String> LEAVES_PAGE = Set.of(
            DriverCommand.GET,
            DriverCommand.CLICK_ELEMENT,
            DriverCommand.REFRESH,
            DriverCommand.CLOSE,
            DriverCommand.QUIT);

    /** Special keys, up to the last one: what comes before is selected and replaced. */
    private static final Pattern KEYS = Pattern.compile("^.*[\\x{E000}-\\x{F8FF}]", Pattern.DOTALL);

    private Chromium() {}

    /**
     * Opens a browser without a window.
     *
     * <p>Without a browser on the machine, the test is skipped; if the property {@code browser} is {@code required}, the
     * test fails.
     */
    public static ChromeDriver openOrSkip() {
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
            private final Set<String> typed = new HashSet<>();

            @Override
            protected Response execute(CommandPayload command) {
                if (LEAVES_PAGE.contains(command.getName())) {
                    recordPage(this, typed);
                }
                if (command.getName().equals(DriverCommand.SEND_KEYS_TO_ELEMENT)) {
                    var keys = String.join(
                            "", (CharSequence[]) command.getParameters().get("value"));
                    typed.add(KEYS.matcher(keys).replaceAll(""));
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

    /** Records the page. A form of the admin console has what an administrator typed, until the administrator saves it. */
    private static void recordPage(ChromeDriver browser, Set<String> typed) {
        try {
            var address = browser.getCurrentUrl();
            var source = browser.getPageSource();
            if (address.contains("/admin/master/console/")) {
                for (var text : typed) {
                    source = source.replace("value=\"" + text + "\"", "");
                }
            }
            RunRecord.received(address, source);
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
