package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/** Pages as a screen reader gets them: from the accessibility tree of the browser. */
class AccessibilityTreeIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @RegisterExtension
    static final ChromiumLogin login = new ChromiumLogin();

    @BeforeEach
    void allowEverything() {
        realm.execution()
                .configure(Map.of(
                        ConfigProperty.ALLOWED_FACTORS.key(), "",
                        ConfigProperty.RESEND_COOLDOWN.key(), "1",
                        ConfigProperty.REMEMBER_HOURS.key(), "168"));
    }

    @Test
    @DisplayName("The title, the heading, the field with its error and the button have their roles and names")
    void codePageHasRolesAndNames() {
        login.signsIn(realm, realm.user("ann").withDevice(SimulatedFactorType.SMS))
                .entersCode("000000");
        login.shown(By.id("input-error-otp"));
        login.showsPage();

        assertThat(name("RootWebArea")).startsWith("Confirm that it is you - ");
        assertThat(names("heading")).contains("Confirm that it is you");
        assertThat(names("button")).contains("Sign in", "I have a code from the help desk");
        assertThat(names("checkbox")).containsExactly("Do not ask again in this browser for 7 days");
        var field = nodes("textbox")
                .filter(node -> text(node, "name").startsWith("Code"))
                .findFirst()
                .orElseThrow();
        assertThat(text(field, "description")).contains("That code isn't right. Check it and try again.");
        assertThat(property(field, "invalid")).isEqualTo("true");
        assertThat(property(field, "focused")).isEqualTo("true");
    }

    @Test
    @DisplayName("The page of a push has a live region that says that it waits, and options that open")
    void pushPageHasLiveRegion() {
        login.signsIn(realm, realm.user("ben").withDevice(SimulatedFactorType.PROTECT));
        login.shown(By.className("onelogin-mfa-status"));

        assertThat(nodes("status").map(node -> property(node, "live")))
                .isNotEmpty()
                .containsOnly("polite");
        assertThat(names("StaticText")).anyMatch(text -> text.strip().equals("Waiting for your confirmation …"));
        assertThat(names("DisclosureTriangle")).contains("Other options");
        assertThat(names("button")).doesNotContain("I have approved the request");
    }

    @Test
    @DisplayName("The end of a countdown is announced, and its seconds are not")
    void endOfCountdownIsAnnounced() {
        login.signsIn(realm, realm.user("cora").withDevice(SimulatedFactorType.SMS));

        login.waits().until(driver -> names("StaticText").anyMatch("Available now: Send again"::equals));
        assertThat(login.driver().findElements(By.cssSelector("[role=status] [data-wait-seconds], [aria-live] button")))
                .isEmpty();
    }

    private static Stream<JsonNode> nodes(String role) {
        var tree = new ObjectMapper()
                .valueToTree(login.driver().executeCdpCommand("Accessibility.getFullAXTree", Map.of()))
                .path("nodes");
        return StreamSupport.stream(tree.spliterator(), false)
                .filter(node -> !node.path("ignored").asBoolean())
                .filter(node -> text(node, "role").equals(role));
    }

    private static Stream<String> names(String role) {
        return nodes(role).map(node -> text(node, "name"));
    }

    private static String name(String role) {
        return names(role).findFirst().orElseThrow();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).path("value").asText();
    }

    private static String property(JsonNode node, String name) {
        return StreamSupport.stream(node.path("properties").spliterator(), false)
                .filter(property -> property.path("name").asText().equals(name))
                .map(property -> property.path("value").path("value").asText())
                .findFirst()
                .orElse("");
    }
}
