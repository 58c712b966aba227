package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** Field of the code in a real browser. */
class CodeFieldIT {
    private static final By FIELD = By.id("otp");

    /** Pastes a text as the browser does: if the page doesn't take the event, the browser inserts the text. */
    private static final String PASTE = """
            const field = document.getElementById("otp");
            const data = new DataTransfer();
            data.setData("text", arguments[0]);
            field.focus();
            field.value = "";
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            if (field.dispatchEvent(event)) {
              document.execCommand("insertText", false, arguments[0]);
            }
            """;

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final ChromiumLogin login = new ChromiumLogin();

    @BeforeEach
    void expectDigits() {
        realm.execution().configure(Map.of(ConfigProperty.CODE_LETTERS.key(), "false"));
    }

    @Test
    @DisplayName("A phone shows its digits for the code, and its letters if the setting says so")
    void phoneShowsDigitsOrLetters() {
        var user = realm.user("ann").withDevice(SimulatedFactorType.SMS);
        login.signsIn(realm, user);
        assertThat(login.shown(FIELD).getDomProperty("inputMode")).isEqualTo("numeric");

        realm.execution().configure(Map.of(ConfigProperty.CODE_LETTERS.key(), "true"));
        login.signsIn(realm, user);

        assertThat(login.shown(FIELD).getDomProperty("inputMode")).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("The field takes the code out of a message that the user pastes")
    @CsvSource({
        "Your code is 482910. It expires in 5 minutes., 482910",
        "Acme +15551234567: use 482910, 482910",
        "G-482910 is your code, 482910",
        "Code 123 456 for acme, 123 456",
        "111111 or 222222?, 111111 or 222222?",
        "12 34 56, 12 34 56"
    })
    void codeIsTakenOutOfPastedMessage(String pasted, String code) {
        login.signsIn(
                realm,
                realm.user("ben" + Integer.toHexString(pasted.hashCode())).withDevice(SimulatedFactorType.SMS));

        login.driver().executeScript(PASTE, pasted);

        assertThat(login.shown(FIELD).getDomProperty("value")).isEqualTo(code);
    }

    @Test
    @DisplayName("A wrong code comes back selected, and the page of the server doesn't have it")
    void wrongCodeIsSelected() {
        var user = realm.user("cora").withDevice(SimulatedFactorType.SMS);
        login.signsIn(realm, user).entersCode("000000");

        login.shown(By.id("input-error-otp"));
        login.showsPage();

        assertThat(login.focus()).isEqualTo("otp");
        assertThat(
                        login.driver()
                                .executeScript(
                                        "return getSelection().toString() || document.activeElement.value"
                                                + ".substring(document.activeElement.selectionStart, document.activeElement.selectionEnd)"))
                .isEqualTo("000000");
        assertThat(login.shown(FIELD).getDomAttribute("value")).isNull();
        login.driver().switchTo().activeElement().sendKeys(realm.lastCodeOf(user));
        login.clicks(By.name("login"));
        login.isSignedInWith(realm.lastCodeOf(user));
    }

    @Test
    @DisplayName("A message above the field is read together with the field, which has the focus")
    void messageIsReadWithField() {
        realm.execution().configure(Map.of(ConfigProperty.RESEND_COOLDOWN.key(), "1"));
        var user = realm.user("dan").withDevice(SimulatedFactorType.SMS);
        login.signsIn(realm, user);
        login.waits().until(page -> login.shown(By.name("resend")).isEnabled());

        login.clicks(By.name("resend"));

        login.waits().until(page -> login.driver().getPageSource().contains("We sent you a new code"));
        login.showsPage();
        assertThat(login.focus()).isEqualTo("otp");
        var message = login.shown(FIELD).getDomAttribute("aria-describedby");
        assertThat(login.shown(By.id(message)).getText()).contains("We sent you a new code");
    }
}
