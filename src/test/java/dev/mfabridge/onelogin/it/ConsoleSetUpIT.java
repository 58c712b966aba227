package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.it.ReadmeSetUp.ReadmeStep;
import dev.mfabridge.onelogin.it.server.TestedVersion;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.pictures.Picture;
import dev.mfabridge.onelogin.pictures.PictureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Tests of the README's setup, which an administrator follows word by word in Keycloak's console, in a new realm. */
@Tag("core")
class ConsoleSetUpIT {
    private static final String ONELOGIN = "OneLogin MFA";

    @RegisterExtension
    static final TestRealm realm = TestRealm.asCreatedInConsole();

    @RegisterExtension
    static final TestRealm withoutOneLogin = TestRealm.withPassword();

    private static final ReadmeSetUp README = ReadmeSetUp.read();

    private static final String NOTES =
            "document.querySelectorAll('[class*=alert-group]').forEach((notes) => (notes.style.visibility = arguments[0]))";

    private static final Set<Picture> TAKEN = EnumSet.noneOf(Picture.class);

    @RegisterExtension
    static final AdminConsole console = new AdminConsole(1_300);

    @Test
    @Attack(on = "S1", kind = AttackKind.BYPASS)
    @DisplayName("The README's setup requires the factor for a sign-in and for a direct grant")
    void setupRequiresTheFactorForSignInAndDirectGrant() throws IOException {
        try {
            console.opens(realm.consoleAddress());
            copiesTheBrowserFlow(README.step(3));
            addsTheExecution(README.step(4));
            entersTheSettings(README.step(5));
            binds(README.step(6), "Browser flow");
            setsUpDirectGrants(README.step(7));
            switchesBruteForceProtectionOn(README.step(8));
            switchesTheRequiredActionOn(README.step(9));
        } catch (WebDriverException | AssertionError e) {
            // A picture of the console explains more than the name of the missing element.
            Files.write(Path.of("target/console-set-up.png"), console.driver().getScreenshotAs(OutputType.BYTES));
            throw e;
        }
        var user = realm.user("ann");

        signsIn(user);

        assertThat(realm.factorsOf(user)).hasSize(1);
        assertThat(realm.admin().toRepresentation().isBruteForceProtected()).isTrue();
        assertThat(realm.admin().flows().getRequiredAction("onelogin-enroll").isEnabled())
                .isTrue();
        assertThat(realm.requestToken(user, Map.of("client_id", "admin-cli")).error())
                .isEqualTo("mfa_required");
    }

    @Test
    @DisplayName("A client without direct access grants accepts no passwords")
    void clientWithoutDirectAccessGrantsAcceptsNoPasswords() {
        var user = withoutOneLogin.user("ben");
        var adminCli = Map.of("client_id", README.step(7).says("admin-cli"));
        assertThat(withoutOneLogin.requestToken(user, adminCli).isToken()).isTrue();

        console.opens(withoutOneLogin.consoleAddress());
        console.selectsLink("Clients");
        console.selectsLink("admin-cli");
        console.unchecks(README.step(7).says("Direct access grants"));
        console.selects("Save");
        console.sees("Client successfully updated");

        assertThat(withoutOneLogin.requestToken(user, adminCli).error()).isEqualTo("unauthorized_client");
    }

    private static void copiesTheBrowserFlow(ReadmeStep step) {
        console.selectsLink(step.says("Authentication"));
        console.opensMenuOf(step.says("browser"));
        console.selectsMenuItem(step.says("Duplicate"));
        console.types("Name", step.says("browser with OneLogin"));
        takes(Picture.SET_UP_COPY);
        console.selectsInDialog("Duplicate");
        console.seesNoDialog();
    }

    private static void addsTheExecution(ReadmeStep step) {
        console.selectsInRow(step.says("browser with OneLogin forms"), step.says("Add"));
        console.selectsMenuItem(step.says(addExecution()));
        console.findsExecution(step.says(ONELOGIN));
        console.selectsInDialog("Add");
        console.seesNoDialog();
        console.selectsInRow(ONELOGIN, "Disabled");
        console.selectsOption(step.says("Required"));
        var others = "browser with OneLogin Browser - Conditional " + (TestedVersion.isBefore(3) ? "OTP" : "2FA");
        console.selectsInRow(step.says(others), "Delete");
        console.confirms();
        console.seesNoDialog();
        console.seesNoRow(others);
        takes(Picture.SET_UP_EXECUTION);
    }

    /** Saves the empty form first, since the console must name the missing required settings. Then enters the settings. */
    private static void entersTheSettings(ReadmeStep step) {
        console.selectsInRow(ONELOGIN, step.says("Settings"));
        console.types(step.says("Alias"), "OneLogin");
        console.selectsInDialog(step.says("Save"));
        // Up to 26.3, the console names only a missing secret.
        assertThat(console.messagesOfDialog())
                .hasSize(TestedVersion.isBefore(4) ? 1 : 3)
                .containsOnly("Required field");
        fillsIn(step);
        readsTheLastCheck();
    }

    private static void readsTheLastCheck() {
        Awaitility.await()
                .until(() -> String.valueOf(realm.api().executions().get(0).lastCheck())
                        .startsWith("OneLogin answers"));
        console.driver().navigate().refresh();
        console.selectsInRow(ONELOGIN, "Settings");
        var lastCheck = console.fieldBelow("Last check of OneLogin");
        assertThat(lastCheck.getAttribute("value")).startsWith("OneLogin answers, the API credential works");
        console.driver().executeScript("arguments[0].scrollIntoView()", lastCheck);
        takes(Picture.SET_UP_LAST_CHECK);
        console.selectsInDialog("Cancel");
        console.seesNoDialog();
    }

    private static String addExecution() {
        return TestedVersion.isBefore(2) ? "Add step" : "Add execution";
    }

    private static void fillsIn(ReadmeStep step) {
        var settings = realm.execution().defaults();
        console.types(step.says("Base URL"), settings.get(ConfigProperty.BASE_URL.key()));
        console.types(step.says("Client ID"), settings.get(ConfigProperty.CLIENT_ID.key()));
        console.types(step.says("Client secret"), settings.get(ConfigProperty.CLIENT_SECRET.key()));
        takes(Picture.SET_UP_SETTINGS);
        console.selectsInDialog("Save");
        console.seesNoDialog();
    }

    private static void binds(ReadmeStep step, String role) {
        console.selects("Action");
        console.selectsMenuItem("Bind flow");
        console.clicks(By.xpath("//*[@role='dialog']//button[contains(@class, 'menu-toggle')]"));
        console.selectsOption(step.says(role));
        takes(Picture.SET_UP_BIND);
        console.selectsInDialog("Save");
        console.seesNoDialog();
        // The console loads the realm anew in the background. Each save sends all of the realm, so an early one would
        // send the old flow.
        console.driver().navigate().refresh();
    }

    private static void setsUpDirectGrants(ReadmeStep step) {
        console.selectsLink("Authentication");
        console.opensMenuOf(step.says("direct grant"));
        console.selectsMenuItem("Duplicate");
        console.types("Name", step.says("direct grant with OneLogin"));
        console.selectsInDialog("Duplicate");
        console.seesNoDialog();
        console.selects(addExecution());
        console.findsExecution(step.says(ONELOGIN));
        console.selectsInDialog("Add");
        console.seesNoDialog();
        console.selectsInRow(ONELOGIN, "Disabled");
        console.selectsOption(step.says("Required"));
        console.selectsInRow(step.says("direct grant with OneLogin Direct Grant - Conditional OTP"), "Delete");
        console.confirms();
        console.seesNoDialog();
        console.selectsInRow(ONELOGIN, "Settings");
        console.types("Alias", "OneLogin for direct grants");
        fillsIn(README.step(5));
        binds(step, "Direct grant flow");
    }

    private static void switchesBruteForceProtectionOn(ReadmeStep step) {
        console.selectsLink(step.says("Realm settings"));
        console.selectsTab(step.says("Security defenses"));
        console.selectsTab(step.says("Brute force detection"));
        console.opensList(step.says("Brute Force Mode"));
        console.selectsOption(step.says("Lockout temporarily"));
        takes(Picture.SET_UP_BRUTE_FORCE);
        console.selects("Save");
        console.sees("Realm successfully updated");
    }

    private static void switchesTheRequiredActionOn(ReadmeStep step) {
        console.selectsLink(step.says("Authentication"));
        console.selectsTab(step.says("Required actions"));
        console.turnsInRow(step.says("Set up OneLogin factor"), step.says("Enabled"));
        console.sees("Updated required action successfully");
        takes(Picture.SET_UP_REQUIRED_ACTION);
    }

    /** Takes a picture for the docs, without the console's notes on earlier steps. The first one counts, if a step is done twice. */
    private static void takes(Picture picture) {
        if (TAKEN.add(picture)) {
            console.driver().executeScript(NOTES, "hidden");
            PictureFolder.ofRun().save(picture, console.driver().getScreenshotAs(OutputType.BYTES));
            console.driver().executeScript(NOTES, "visible");
        }
    }

    private static void signsIn(TestUser user) {
        console.driver().get(realm.loginAddress());
        console.shown(By.id("username")).sendKeys(user.username());
        console.driver().findElement(By.id("password")).sendKeys(user.password());
        console.driver().findElement(By.id("kc-login")).click();
        console.clicks(By.xpath("//button[@name='factor'][contains(., 'SMS')]"));
        console.clicks(By.name("named"));
        console.shown(By.id("otp")).sendKeys(realm.lastCodeOf(user));
        console.driver().findElement(By.name("login")).click();
        new WebDriverWait(console.driver(), Duration.ofSeconds(60)).until(ExpectedConditions.urlContains("code="));
    }
}
