package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.keycloak.settingscheck.ConnectionReport;
import dev.mfabridge.onelogin.keycloak.settingscheck.ConnectionReport.Check;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/** Tests of an administrator who tests the connection to OneLogin and declares the attributes in the user profile (S7). */
class ConnectionTestIT {

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    @BeforeEach
    void resetRealm() {
        realm.execution().configure(Map.of());
        realm.unmanagedAttributes(UnmanagedAttributePolicy.ADMIN_EDIT);
    }

    @Test
    @DisplayName("The test of a working connection succeeds and records an admin event")
    void workingConnectionIsReportedWithAdminEvent() {
        var report = test();

        assertThat(report.ok()).isTrue();
        assertThat(report.checks()).extracting(Check::name).containsExactly("settings", "token", "users", "factors");
        assertThat(report.summary())
                .matches("OneLogin answers, the API credential works, \\d of 2 factors are offered");
        assertThat(report.checks())
                .extracting(Check::message)
                .anyMatch(message -> message.startsWith("The API credential has the scope Manage All."));
        assertThat(report.warnings()).isEmpty();
        assertThat(realm.admin().getAdminEvents())
                .anyMatch(event -> event.getResourcePath().endsWith("/test")
                        && "ACTION".equals(event.getOperationType())
                        && "AUTH_EXECUTION".equals(event.getResourceType()));
    }

    @Test
    @DisplayName("A disabled execution is last in the list of executions")
    void disabledExecutionIsListedLast() {
        var flow = realm.api().executions().get(0).flow();
        realm.execution().setRequirement(TestRealm.ONELOGIN, "DISABLED");
        try {
            var executions = realm.api().executions();

            assertThat(executions.get(executions.size() - 1).flow()).isEqualTo(flow);
            assertThat(executions.get(executions.size() - 1).enabled()).isFalse();
            assertThat(executions.get(0).enabled()).isTrue();
        } finally {
            realm.execution().setRequirement(TestRealm.ONELOGIN, "REQUIRED");
        }
    }

    @Test
    @DisplayName("The connection test names missing and invalid settings")
    void missingAndInvalidSettingsAreNamed() {
        realm.execution()
                .configure(Map.of(ConfigProperty.CLIENT_ID.key(), "", ConfigProperty.CODE_LIFETIME.key(), "1"));

        var report = test();

        assertThat(report.ok()).isFalse();
        assertThat(report.checks()).hasSize(1);
        assertThat(report.checks().get(0).message()).contains("Client ID is empty", "Code lifetime (seconds) must be");
        assertThat(realm.api().executions().get(0).mistakes()).hasSize(2);
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.PRIVACY)
    @DisplayName("The connection test reports a wrong client secret without revealing it")
    void wrongSecretIsReportedAndNotRevealed() throws JsonProcessingException {
        realm.execution().configure(Map.of(ConfigProperty.CLIENT_SECRET.key(), "not-the-secret"));

        var report = test();

        assertThat(failed(report).name()).isEqualTo("token");
        assertThat(failed(report).message())
                .contains("HTTP 401", ConfigProperty.CLIENT_ID.label(), ConfigProperty.CLIENT_SECRET.label());
        assertThat(new ObjectMapper().writeValueAsString(report)).doesNotContain("not-the-secret");
    }

    @Test
    @DisplayName("A right client secret works directly after a wrong one")
    void rightSecretWorksAfterWrongSecret() {
        realm.execution().configure(Map.of(ConfigProperty.CLIENT_SECRET.key(), "not-the-secret"));
        assertThat(test().ok()).isFalse();

        realm.execution().configure(Map.of());

        assertThat(test().ok()).isTrue();
    }

    @Test
    @DisplayName("The connection test reports an unreachable base URL")
    void unreachableAddressIsReported() {
        realm.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), "http://localhost:1"));

        assertThat(failed(test()).message()).contains("the connection failed", ConfigProperty.BASE_URL.label());
    }

    @Test
    @DisplayName("The connection test warns of a user profile in which users can edit the extension's attributes")
    void editableAttributesGiveWarnings() {
        realm.unmanagedAttributes(UnmanagedAttributePolicy.ENABLED);
        assertThat(test().warnings())
                .hasSize(2)
                .allMatch(warning -> warning.contains("user-profile"))
                .anyMatch(warning -> warning.contains("onelogin_user_id") && warning.contains("Check"))
                .anyMatch(warning -> warning.contains("onelogin_mfa_enrolled"));

        realm.api().declareAttributes();

        assertThat(test().warnings()).isEmpty();
    }

    @Test
    @DisplayName("The declaration of the attributes changes nothing else in the user profile")
    void declarationChangesOnlyTheAttributes() {
        var before = realm.admin().users().userProfile().getConfiguration();
        before.addOrReplaceAttribute(new UPAttribute(
                "onelogin_user_id", new UPAttributePermissions(Set.of("admin", "user"), Set.of("user"))));
        before.addOrReplaceAttribute(new UPAttribute("badge"));
        realm.admin().users().userProfile().update(before);

        var declared = realm.api().declareAttributes().declared();

        var after = realm.admin().users().userProfile().getConfiguration();
        assertThat(declared)
                .containsExactlyInAnyOrder(
                        "onelogin_user_id",
                        "onelogin_mfa_enrolled",
                        "onelogin_mfa_device_id",
                        "onelogin_mfa_asked_at",
                        "onelogin_mfa_enrolled_at");
        assertThat(after.getAttribute("onelogin_user_id").getPermissions().getEdit())
                .containsExactly("admin");
        for (var mirror : new String[] {
            "onelogin_mfa_enrolled", "onelogin_mfa_device_id", "onelogin_mfa_asked_at", "onelogin_mfa_enrolled_at"
        }) {
            assertThat(after.getAttribute(mirror).getPermissions().getView()).containsExactly("admin");
            assertThat(after.getAttribute(mirror).getPermissions().getEdit()).isEmpty();
        }
        before.getAttributes().removeIf(attribute -> declared.contains(attribute.getName()));
        after.getAttributes().removeIf(attribute -> declared.contains(attribute.getName()));
        assertThat(after).isEqualTo(before);
        assertThat(realm.api().declareAttributes().declared()).isEmpty();
        var restored = realm.admin().users().userProfile().getConfiguration();
        restored.getAttributes().removeIf(attribute -> declared.contains(attribute.getName()));
        realm.admin().users().userProfile().update(restored);
    }

    private static ConnectionReport test() {
        return realm.api().test(realm.api().executions().get(0).id());
    }

    private static Check failed(ConnectionReport report) {
        assertThat(report.ok()).isFalse();
        return report.checks().get(report.checks().size() - 1);
    }
}
