package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/**
 * Tests of the forms of the execution, the condition and the required action in Keycloak's admin console. An administrator saves
 * them with their defaults, changes them and saves them again.
 */
class ConsoleFormsIT {
    private static final String EXECUTION = "OneLogin MFA";
    private static final String CONDITION = "Condition - OneLogin factor";
    private static final String FACTORS = "Allowed factors";

    /** Settings that the console stores for a form with only the required settings. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry(ConfigProperty.USER_MAPPING.key(), "Verified e-mail address"),
            Map.entry(ConfigProperty.CODE_LIFETIME.key(), "300"),
            Map.entry(ConfigProperty.RESEND_COOLDOWN.key(), "30"),
            Map.entry(ConfigProperty.MESSAGE_LIMIT.key(), "5"),
            Map.entry(ConfigProperty.MESSAGE_WINDOW.key(), "15"),
            Map.entry(ConfigProperty.EMAIL_LINK.key(), "Code"),
            Map.entry(ConfigProperty.AFTER_EMAIL_LINK.key(), "Nothing"),
            Map.entry(ConfigProperty.FIRST_DEVICE.key(), "Default device in OneLogin"),
            Map.entry(ConfigProperty.CODE_LETTERS.key(), "false"),
            Map.entry(ConfigProperty.SUGGEST_FACTOR.key(), "false"),
            Map.entry(ConfigProperty.LOOK_UP_USER.key(), "false"),
            Map.entry(ConfigProperty.ENROLLMENT.key(), "true"),
            Map.entry(ConfigProperty.GRACE_DAYS.key(), "0"),
            Map.entry(ConfigProperty.REENROLLMENT.key(), "true"),
            Map.entry(ConfigProperty.PASS_WHEN_UNREACHABLE.key(), "false"),
            Map.entry(ConfigProperty.KEEP_DEVICES.key(), "false"),
            Map.entry(ConfigProperty.REMEMBER_HOURS.key(), "0"));

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin()
            .thenInSubflow(
                    "CONDITIONAL",
                    new TestRealmBuilder.FlowEntry("conditional-onelogin-factor", "REQUIRED"),
                    new TestRealmBuilder.FlowEntry("deny-access-authenticator", "DISABLED"));

    @RegisterExtension
    static final AdminConsole console = new AdminConsole(2_600);

    @BeforeEach
    void openFlowWithUnconfiguredExecution() {
        if (realm.execution().isConfigured()) {
            realm.execution().removeConfig();
        }
        console.opens(realm.consoleAddress() + "/authentication");
        console.clicks(By.xpath("//main//a[normalize-space()='" + TestRealmBuilder.FLOW + "']"));
    }

    @Test
    @DisplayName("A form with only the required settings is complete and stays unchanged after another save")
    void requiredSettingsMakeTheFormComplete() {
        savesTheRequiredSettings();

        assertThat(stored()).isEqualTo(DEFAULTS);
        savesAgain();

        assertThat(stored()).isEqualTo(DEFAULTS);
        // The second save sends the mask of the secret, which must not replace the secret.
        var report = realm.api().test(realm.api().executions().get(0).id());
        assertThat(report.ok()).as(report.toString()).isTrue();
    }

    @Test
    @DisplayName("The console stores factors in the chosen order and can remove all of them")
    void factorsKeepTheirOrderAndCanBeRemoved() {
        savesTheRequiredSettings();
        opens(EXECUTION);
        console.chooses(FACTORS, "Phone call");
        console.chooses(FACTORS, "SMS");
        console.chooses(FACTORS, "E-mail");
        saves();
        savesAgain();
        assertThat(stored()).containsEntry(ConfigProperty.ALLOWED_FACTORS.key(), "Phone call##SMS##E-mail");

        opens(EXECUTION);
        console.removes(FACTORS, "SMS");
        saves();
        assertThat(stored()).containsEntry(ConfigProperty.ALLOWED_FACTORS.key(), "Phone call##E-mail");

        opens(EXECUTION);
        console.removes(FACTORS, "Phone call");
        console.removes(FACTORS, "E-mail");
        saves();

        assertThat(stored().getOrDefault(ConfigProperty.ALLOWED_FACTORS.key(), ""))
                .isEmpty();
        assertThat(realm.api().executions().get(0).mistakes()).isEmpty();
    }

    @Test
    @DisplayName("The console stores chosen, switched and typed values, which stay unchanged after another save")
    void changedFieldsAreStoredAndStayUnchanged() {
        savesTheRequiredSettings();
        var changed = new LinkedHashMap<>(DEFAULTS);
        changed.put(ConfigProperty.USER_MAPPING.key(), "Username");
        changed.put(ConfigProperty.FIRST_DEVICE.key(), "Device used last");
        changed.put(ConfigProperty.KEEP_DEVICES.key(), "true");
        changed.put(ConfigProperty.ENROLLMENT.key(), "false");
        changed.put(ConfigProperty.CODE_LIFETIME.key(), "120");
        opens(EXECUTION);
        console.chooses("User mapping", "Username");
        console.chooses("First device", "Device used last");
        console.turns("Keep devices");
        console.turns("Enroll at login");
        console.types("Code lifetime (seconds)", "120");
        saves();

        assertThat(stored()).isEqualTo(changed);
        savesAgain();

        assertThat(stored()).isEqualTo(changed);
    }

    @Test
    @DisplayName("An emptied field has its default")
    void emptiedFieldHasItsDefault() {
        savesTheRequiredSettings();
        opens(EXECUTION);
        console.types("Code lifetime (seconds)", "");
        saves();

        assertThat(stored().getOrDefault(ConfigProperty.CODE_LIFETIME.key(), ""))
                .isEmpty();
        assertThat(realm.api().executions().get(0).mistakes()).isEmpty();
    }

    @Test
    @DisplayName("Values for scripts stay unchanged when the form is saved")
    void valuesForScriptsStayUnchanged() {
        savesTheRequiredSettings();
        var values = Map.of(
                ConfigProperty.FIRST_DEVICE.key(), "last-used",
                ConfigProperty.USER_MAPPING.key(), "external-id",
                ConfigProperty.ALLOWED_FACTORS.key(), "VOICE##SMS");
        realm.execution().configure(values);
        console.driver().navigate().refresh();
        savesAgain();

        assertThat(stored()).containsAllEntriesOf(values);
        assertThat(realm.api().executions().get(0).mistakes()).isEmpty();
    }

    @Test
    @DisplayName("The form has the labels of all settings in their order, with the last check at the end")
    void formHasAllLabelsInOrder() {
        opens(EXECUTION);

        var labels = console.labelsOfDialog();

        assertThat(labels)
                .containsSubsequence(Arrays.stream(ConfigProperty.values())
                        .map(ConfigProperty::label)
                        .toList())
                .endsWith("Last check");
    }

    @Test
    @DisplayName("The console saves the form of the condition with its defaults and with factor types")
    void conditionFormSavesDefaultsAndFactorTypes() {
        opens(CONDITION);
        console.types("Alias", "Condition");
        saves();
        assertThat(realm.execution().storedConfig("conditional-onelogin-factor"))
                .isEqualTo(Map.of("onelogin.conditionNegate", "false"));

        opens(CONDITION);
        console.chooses("Kinds of factor", "SMS");
        console.turns("Negate output");
        saves();

        assertThat(realm.execution().storedConfig("conditional-onelogin-factor"))
                .isEqualTo(Map.of("onelogin.conditionKinds", "SMS", "onelogin.conditionNegate", "true"));
    }

    @Test
    @DisplayName("The console saves the form of the required action with its defaults")
    void requiredActionFormSavesDefaults() {
        console.opens(realm.consoleAddress() + "/authentication/required-actions");
        console.selectsInRow("Set up OneLogin factor", "Settings");
        console.seesInField("Maximum Age of Authentication", "300");
        saves();

        assertThat(realm.admin()
                        .flows()
                        .getRequiredActionConfig(TestRealm.ENROLLMENT)
                        .getConfig())
                .isEqualTo(Map.of("max_auth_age", "300"));
    }

    private static void savesTheRequiredSettings() {
        var settings = realm.execution().defaults();
        opens(EXECUTION);
        console.types("Alias", EXECUTION);
        console.types("Base URL", settings.get(ConfigProperty.BASE_URL.key()));
        console.types("Client ID", settings.get(ConfigProperty.CLIENT_ID.key()));
        console.types("Client secret", settings.get(ConfigProperty.CLIENT_SECRET.key()));
        saves();
    }

    private static void savesAgain() {
        opens(EXECUTION);
        saves();
    }

    private static void opens(String execution) {
        console.selectsInRow(execution, "Settings");
        console.shown(By.xpath("//*[@role='dialog']//input[@data-testid='alias']"));
    }

    private static void saves() {
        console.selectsInDialog("Save");
        console.seesNoDialog();
    }

    /** Returns the stored settings without the required settings, since every test enters those. */
    private static Map<String, String> stored() {
        var stored = new LinkedHashMap<>(realm.execution().storedConfig());
        stored.keySet().removeIf(key -> key.matches("onelogin\\.(baseUrl|clientId|clientSecret)"));
        return stored;
    }
}
