package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** Page that waits for a push, in a browser with and without scripts. */
class PushPageIT {
    private static final By STATUS = By.className("onelogin-mfa-status");
    private static final By OPTIONS = By.cssSelector("[data-open-after-seconds] > summary");

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final ChromiumLogin login = new ChromiumLogin();

    @BeforeEach
    void allowPush() {
        realm.execution().configure(Map.of(ConfigProperty.ALLOWED_FACTORS.key(), ""));
    }

    @AfterEach
    void runScripts() {
        login.runsScripts(true);
    }

    @Test
    @DisplayName("The page says what to do and shows that it waits, and has other options after ten seconds")
    void optionsOpenAfterTenSeconds() {
        login.signsIn(realm, realm.user("ann").withDevice(SimulatedFactorType.PROTECT));

        assertThat(login.shown(STATUS).getText()).isEqualTo("Waiting for your confirmation …");
        assertThat(login.shown(OPTIONS).getText()).isEqualTo("Other options");
        assertThat(login.buttons()).isEmpty();
        login.waits().until(ExpectedConditions.visibilityOfElementLocated(By.name("resend")));
        assertThat(login.buttons()).hasSize(2).last().isEqualTo("I have a code from the help desk");
        assertThat(login.buttons()).first().asString().startsWith("Send again");
    }

    @Test
    @DisplayName("The user opens the options and types the code of the app instead")
    void userOpensOptionsAndTypesCode() {
        var user = realm.user("ben").withDevice(SimulatedFactorType.PROTECT);
        login.signsIn(realm, user);

        login.clicks(OPTIONS);
        login.clicks(By.xpath("//summary[.='Type the code from the app instead']"));
        login.entersCode("000000");

        login.shown(By.id("input-error-otp"));
        login.showsPage();
        assertThat(login.focus()).isEqualTo("otp");
        login.driver().findElement(By.id("otp")).clear();
        var code = realm.oneLogin().appCode(user.oneLoginId(), user.device());
        login.entersCode(code).isSignedInWith(code);
    }

    @Test
    @DisplayName("Without scripts, the user says that the request is approved")
    void userConfirmsWithoutScripts() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.PROTECT);
        login.runsScripts(false);
        login.signsIn(realm, user);

        assertThat(login.buttons()).containsExactly("I have approved the request");
        realm.oneLogin().approve(user.oneLoginId());
        login.clicks(By.name("answered"));
        login.isSignedIn();
    }
}
