package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

/** Test of the field with the last check, as an administrator sees it in Keycloak's console. */
@Tag("core")
class ConsoleLastCheckIT {
    private static final String LIFETIME = "Code lifetime (seconds)";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(checked -> checked.setAttributes(Map.of()));

    @RegisterExtension
    static final AdminConsole console = new AdminConsole(2_600);

    @Test
    @DisplayName("The form shows the result of the check after a save, and a text typed into the field is dropped")
    void formShowsTheResultOfTheCheck() throws IOException {
        console.opens(realm.consoleAddress() + "/authentication");
        console.clicks(By.xpath("//main//a[normalize-space()='" + TestRealmBuilder.FLOW + "']"));
        opensSettings();
        console.waitsForText(LIFETIME, "120");
        console.types(LIFETIME, "150");
        saves();
        Awaitility.await()
                .until(() -> String.valueOf(realm.api().executions().get(0).lastCheck())
                        .startsWith("OneLogin answers"));
        console.driver().navigate().refresh();
        opensSettings();
        console.waitsForText(LIFETIME, "150");

        var field = console.fieldBelow("Last check of onelogin-mfa");
        Files.write(Path.of("target/console-last-check.png"), console.driver().getScreenshotAs(OutputType.BYTES));

        assertThat(field.getAttribute("value")).startsWith("OneLogin answers, the API credential works");
        field.sendKeys("a note of the administrator");
        saves();
        assertThat(realm.execution().storedConfig())
                .containsEntry(ConfigProperty.CODE_LIFETIME.key(), "150")
                .doesNotContainKey("onelogin.lastCheck");
    }

    private static void opensSettings() {
        console.selectsInRow("OneLogin MFA", "Settings");
    }

    private static void saves() {
        console.selectsInDialog("Save");
        console.seesNoDialog();
    }
}
