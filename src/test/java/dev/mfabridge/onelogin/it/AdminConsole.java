package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Keycloak's admin console in a real browser, which a test uses by the labels on the page. */
final class AdminConsole extends ChromiumSession {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String DIALOG = "//*[@role='dialog']";
    private static final int WIDTH = 1_500;

    private final int height;

    /** @param height the height of the window in pixels: the console shows only so much of a long form */
    AdminConsole(int height) {
        this.height = height;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        super.beforeAll(context);
        driver().manage().window().setSize(new Dimension(WIDTH, height));
    }

    void opens(String address) {
        driver().get(address);
        waits().until(ExpectedConditions.presenceOfElementLocated(
                By.cssSelector("#username, main table, main form, main h1")));
        if (!driver().findElements(By.id("username")).isEmpty()) {
            shown(By.id("username")).sendKeys("admin");
            driver().findElement(By.id("password")).sendKeys("admin");
            driver().findElement(By.id("kc-login")).click();
        }
    }

    /** Opens the menu of a row, by the row's last button. */
    void opensMenuOf(String row) {
        clicks(By.xpath("(//tr[.//a[normalize-space()='" + row + "']]//button)[last()]"));
    }

    void selectsMenuItem(String label) {
        clicks(By.xpath("//*[@role='menuitem'][normalize-space()='" + label + "']"));
    }

    /** Selects a button of a row of the table, by the label for screen readers or by the text. */
    void selectsInRow(String row, String button) {
        clicks(By.xpath(row(row) + "//button[@aria-label='" + button + "' or normalize-space()='" + button + "']"));
    }

    /** Selects a button of the page that isn't in a dialog. */
    void selects(String button) {
        clicks(By.xpath("//main//button[normalize-space()='" + button + "'][not(ancestor::*[@role='dialog'])]"));
    }

    void selectsInDialog(String button) {
        clicks(By.xpath(DIALOG + "//button[normalize-space()='" + button + "']"));
    }

    void confirms() {
        clicks(By.id("modal-confirm"));
    }

    void selectsLink(String label) {
        clicks(By.xpath("//a[normalize-space()='" + label + "'] | //nav//*[normalize-space(text())='" + label + "']"));
    }

    void selectsTab(String label) {
        clicks(By.xpath("//*[@role='tab'][normalize-space()='" + label + "']"));
    }

    void selectsOption(String label) {
        clicks(By.xpath("//*[@role='option'][normalize-space()='" + label + "']"));
    }

    /** Searches the dialog of all executions, and selects one. */
    void findsExecution(String name) {
        var search = shown(By.xpath(DIALOG + "//input[@type='search' or contains(@aria-label, 'earch')]"));
        search.sendKeys(name, Keys.ENTER);
        clicks(By.xpath(DIALOG + "//*[text()[normalize-space()='" + name + "']]"));
    }

    /** Replaces the text of the field with this label in a dialog. */
    void types(String label, String text) {
        fieldBelow(label).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
    }

    /** Selects an entry of the list with this label in a dialog, in addition to entries that are already selected. */
    void chooses(String label, String entry) {
        clicks(By.xpath(field(label) + "//button[@aria-expanded='false']"));
        selectsOption(entry);
    }

    /** Waits until the field with this label has a text. The console fills a form after it shows the dialog. */
    void seesInField(String label, String text) {
        shown(By.xpath(field(label) + "//input[@value='" + text + "']"));
    }

    /** Returns the text field whose label in a dialog has this beginning. */
    WebElement fieldBelow(String label) {
        var name = shown(By.xpath(DIALOG + "//label[starts-with(normalize-space(.), '" + label + "')]"));
        return driver().findElement(By.id(name.getAttribute("for")));
    }

    /** Waits until the text field with this label in a dialog has a text. */
    void waitsForText(String label, String text) {
        waits().ignoring(StaleElementReferenceException.class)
                .until(driver -> text.equals(fieldBelow(label).getAttribute("value")));
    }

    /** Returns the labels of a dialog, without the names of choices. */
    List<String> labelsOfDialog() {
        shown(By.xpath(DIALOG + "//*[contains(@class, 'form__label-text')]"));
        return driver().findElements(By.xpath(DIALOG + "//*[contains(@class, 'form__label-text')]")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Removes an entry from a list of a dialog in which several can be selected. */
    void removes(String label, String entry) {
        var chip = "//*[normalize-space(text())='" + entry + "']/ancestor::*[.//button][1]";
        clicks(By.xpath(field(label) + chip + "//button"));
    }

    /** Opens the list with this label on the page. */
    void opensList(String label) {
        clicks(By.xpath("//main//label[normalize-space()='" + label
                + "']/ancestor::div[contains(@class, 'form__group')][2]//button[@aria-expanded]"));
    }

    /** Clears the checkbox with this label on the page. */
    void unchecks(String label) {
        var box = "//main//input[@type='checkbox'][@id=//label[normalize-space()='" + label + "']/@for]";
        assertThat(shown(By.xpath(box)).isSelected()).isTrue();
        // On a busy machine, the console of 26.3.5 left the box checked after a click. A person would see that, and
        // click again.
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    var checked = shown(By.xpath(box)).isSelected();
                    if (checked) {
                        clicks(By.xpath(box));
                    }
                    return !checked;
                });
    }

    /** Toggles the switch of a row in the column with this heading. */
    void turnsInRow(String row, String column) {
        clicks(By.xpath(row(row) + "/td[count(//th[normalize-space()='" + column
                + "']/preceding-sibling::*) + 1]//label[contains(@class, 'switch')]"));
    }

    /** Toggles the switch with this label in a dialog. */
    void turns(String label) {
        clicks(By.xpath(field(label) + "//label[contains(@class, 'switch')]"));
    }

    /** Returns the XPath of the part of a dialog with this label and its field. */
    private static String field(String label) {
        return DIALOG + "//label[.//*[normalize-space()='" + label
                + "']]/ancestor::div[contains(@class, 'form__group')][2]";
    }

    /** Returns the messages at the fields of a dialog. */
    List<String> messagesOfDialog() {
        shown(By.xpath(DIALOG + "//*[contains(@class, 'helper-text')]"));
        return driver().findElements(By.xpath(DIALOG + "//*[contains(@class, 'helper-text__item-text')]")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Waits until the dialog closes, which happens after the server saved the input. */
    void seesNoDialog() {
        waits().until(ExpectedConditions.invisibilityOfElementLocated(By.xpath(DIALOG)));
    }

    void sees(String text) {
        shown(By.xpath("//*[contains(normalize-space(text()), '" + text + "')]"));
    }

    /** Waits until no row of a table has this name. */
    void seesNoRow(String name) {
        waits().until(ExpectedConditions.invisibilityOfElementLocated(By.xpath(row(name))));
    }

    /** Returns the XPath of a row, which is a part of a list instead of a table in the flows of older consoles. */
    private static String row(String name) {
        return "//*[self::tr or contains(@class, 'data-list__item-row')][.//text()[normalize-space()='" + name + "']]";
    }

    /** Clicks the first matching element that is displayed, since the page contains hidden tabs as well. */
    void clicks(By element) {
        waits().ignoring(StaleElementReferenceException.class).until(driver -> {
            var found = driver.findElements(element).stream()
                    .filter(candidate -> candidate.isDisplayed() && candidate.isEnabled())
                    .findFirst();
            found.ifPresent(shown -> {
                driver().executeScript("arguments[0].scrollIntoView({block: 'center'})", shown);
                shown.click();
            });
            return found.isPresent();
        });
    }

    WebElement shown(By element) {
        return waits().until(ExpectedConditions.visibilityOfElementLocated(element));
    }

    private WebDriverWait waits() {
        var wait = new WebDriverWait(driver(), TIMEOUT);
        wait.ignoring(ElementClickInterceptedException.class);
        return wait;
    }
}
