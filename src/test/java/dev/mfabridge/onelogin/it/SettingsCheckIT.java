package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import jakarta.ws.rs.ForbiddenException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.ConfigPropertyRepresentation;

/** Check of the settings after each save, with its result in the form, in an admin event and in the log. */
@Tag("core")
class SettingsCheckIT {
    private static final String FIELD = "onelogin.lastCheck";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin().customized(checked -> checked.setAttributes(Map.of()));

    @RegisterExtension
    static final TestRealm saver = TestRealm.withOneLogin().customized(checked -> checked.setAttributes(Map.of()));

    @RegisterExtension
    static final TestRealm unchecked = TestRealm.withOneLogin();

    @Test
    @DisplayName("The form shows the result of the check after a save, and so do an admin event and the log")
    void formEventAndLogHaveTheResult() {
        var mark = realm.log().mark();
        realm.execution().configure(Map.of(ConfigProperty.CODE_LIFETIME.key(), "121"));

        awaitsCheck(realm, line -> line.startsWith("OneLogin answers, the API credential works"));

        var field = field(realm);
        assertThat(field.getLabel()).matches("Last check of onelogin-mfa \\(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2} UTC\\)");
        assertThat(field.getDefaultValue().toString()).contains(" of 2 factors are offered");
        assertThat(field.getHelpText()).contains("After another save, reload the page");
        Awaitility.await().until(() -> !checksOf(realm).isEmpty());
        assertThat(checksOf(realm)).anySatisfy(event -> {
            assertThat(event.getAuthDetails().getUserId()).isNotEmpty();
            assertThat(event.getDetails())
                    .containsEntry("onelogin_connection", "ok")
                    .containsKey("onelogin_check");
        });
        assertThat(realm.log().since(mark))
                .filteredOn(line -> line.contains("were saved and checked: OneLogin answers"))
                .isNotEmpty();
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.PRIVACY)
    @DisplayName("The form names the settings to fix by their labels, and never shows the secret")
    void formNamesTheSettingsToFix() {
        realm.execution().configure(Map.of(ConfigProperty.CLIENT_SECRET.key(), "not-the-secret"));
        awaitsCheck(realm, line -> line.contains("Check the settings Client ID and Client secret"));
        assertThat(field(realm).getHelpText()).doesNotContain("not-the-secret");

        realm.execution()
                .configure(Map.of(ConfigProperty.CLIENT_ID.key(), "", ConfigProperty.CODE_LIFETIME.key(), "1"));
        awaitsCheck(
                realm,
                line -> line.startsWith(
                        "Client ID is empty; Code lifetime (seconds) must be a whole number of seconds"));

        realm.execution().configure(Map.of());
        awaitsCheck(realm, line -> line.startsWith("OneLogin answers"));
    }

    @Test
    @DisplayName("The text that the form sends back is not stored and doesn't hide the next result")
    void textOfTheFormIsNotStored() {
        realm.execution().configure(Map.of(FIELD, "an older result", FIELD + ".2", "another"));

        awaitsCheck(realm, line -> line.startsWith("OneLogin answers"));
        assertThat(realm.execution().storedConfig()).doesNotContainKeys(FIELD, FIELD + ".2");
    }

    @Test
    @DisplayName("The first configuration of an execution is checked too")
    void firstConfigurationIsChecked() {
        saver.execution().removeConfig();
        saver.execution().createConfig();

        awaitsCheck(saver, line -> line.startsWith("OneLogin answers") || line.startsWith("Not checked"));
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("Saving again and again causes at most twenty checks with calls (S4)")
    void savingAgainAndAgainCausesFewChecks() {
        for (var save = 0; save < 25; save++) {
            saver.execution().configure(Map.of(ConfigProperty.CODE_LIFETIME.key(), String.valueOf(200 + save)));
            awaitsCheck(saver, line -> !line.contains("is running"));
        }

        awaitsCheck(saver, line -> line.startsWith("Not checked"));
        assertThat(checksOf(saver)).hasSizeLessThanOrEqualTo(20);
        // The administrator can still test the connection: the checks have a budget of their own.
        assertThat(saver.api().test(saver.api().executions().get(0).id()).ok()).isTrue();
    }

    @Test
    @DisplayName("A realm with the attribute that switches the check off has no check")
    void realmCanSwitchTheCheckOff() {
        unchecked.execution().configure(Map.of());
        realm.execution().configure(Map.of());
        awaitsCheck(realm, line -> line.startsWith("OneLogin answers"));

        assertThat(unchecked.api().executions()).allMatch(execution -> execution.lastCheck() == null);
        assertThat(field(unchecked).getLabel()).isEqualTo("oneloginSettingLastCheck");
        assertThat(field(unchecked).getDefaultValue().toString()).contains("save the settings to check them");
        assertThat(checksOf(unchecked)).isEmpty();
    }

    @Test
    @DisplayName("The server info shows the version of the extension")
    void serverInfoShowsTheVersion() {
        assertThat(realm.serverInfo()
                        .getProviders()
                        .get("authenticator")
                        .getProviders()
                        .get(TestRealm.ONELOGIN)
                        .getOperationalInfo()
                        .get("version"))
                .matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    @Attack(on = "S6", kind = AttackKind.ADMINISTRATION)
    @DisplayName("An administrator without the role view-realm reads no result, not even in the server info")
    void resultNeedsTheRole() {
        realm.execution().configure(Map.of());
        awaitsCheck(realm, line -> line.startsWith("OneLogin answers"));

        try (var caller = realm.administrator("caller", "query-users")) {
            var fields = caller.serverInfo().getInfo().getComponentTypes().values().stream()
                    .flatMap(List::stream)
                    .filter(type -> TestRealm.ONELOGIN.equals(type.getId()))
                    .flatMap(type -> type.getProperties().stream())
                    .filter(property -> property.getName().startsWith(FIELD))
                    .toList();
            assertThat(fields)
                    .allSatisfy(field ->
                            assertThat(field.getDefaultValue().toString()).startsWith("No check since"));
            assertThatThrownBy(() -> realm.as(caller).flows().getAuthenticatorConfigDescription(TestRealm.ONELOGIN))
                    .isInstanceOf(ForbiddenException.class);
        }
    }

    private static void awaitsCheck(TestRealm checked, Predicate<String> line) {
        Awaitility.await().untilAsserted(() -> assertThat(lastCheck(checked)).matches(line, "the expected result"));
    }

    private static String lastCheck(TestRealm checked) {
        return String.valueOf(checked.api().executions().get(0).lastCheck());
    }

    private static List<AdminEventRepresentation> checksOf(TestRealm checked) {
        return checked
                .admin()
                .getAdminEvents(List.of("ACTION"), null, null, null, null, null, null, null, 0, 100)
                .stream()
                .filter(event -> event.getResourcePath().endsWith("/onelogin-mfa/check"))
                .toList();
    }

    private static ConfigPropertyRepresentation field(TestRealm checked) {
        return checked.admin().flows().getAuthenticatorConfigDescription(TestRealm.ONELOGIN).getProperties().stream()
                .filter(property -> property.getName().equals(FIELD))
                .findFirst()
                .orElseThrow();
    }
}
