package dev.mfabridge.onelogin.keycloak.realmcheck;

import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.alternative;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.configured;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.disabled;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.required;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.subflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.ALTERNATIVE;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.CONDITIONAL;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.DISABLED;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.REQUIRED;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.Line;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings about ways to a session without the execution "OneLogin MFA", if a flow in use has the execution. */
class RealmCheckTest {
    private static final Line PASSWORD = required("direct-grant-validate-password");
    private static final Line ONELOGIN = required("onelogin-mfa");
    private static final Line CONDITION = required("conditional-user-configured");

    /** Realm whose browser flow has the execution, as the README sets it up. */
    private final RealmOfFlows realm = new RealmOfFlows()
            .browser("copy", alternative("auth-cookie"), subflow(ALTERNATIVE, required("form"), ONELOGIN));

    @Test
    @DisplayName("The warning names the flow without the execution, the flow's binding and the fix")
    void warningNamesTheFlowItsBindingAndTheFix() {
        withAdminCli().directGrant("direct grant", PASSWORD);

        assertThat(realm.warnings())
                .containsExactly(
                        "The flow \"direct grant\", bound as the direct grant flow, gives a session without the execution"
                                + " \"OneLogin MFA\", which the flow \"copy\" has. Add the execution to the flow"
                                + " \"direct grant\", or switch off \"Direct access grants\" in every client with them: admin-cli.");
    }

    @Test
    @DisplayName("Two flows with the execution give no warning, and the check reads no client")
    void flowsWithTheExecutionGiveNoWarning() {
        realm.directGrant("direct grant", PASSWORD, ONELOGIN);

        assertThat(realm.warnings()).isEmpty();
    }

    @Test
    @DisplayName("A realm without the execution in any flow gives no warning")
    void realmWithoutTheExecutionGivesNoWarning() {
        var without = new RealmOfFlows()
                .browser("browser", required("form"))
                .directGrant("direct grant", PASSWORD)
                .client("admin-cli", true, true, false, "openid-connect");

        assertThat(without.warnings()).isEmpty();
    }

    @Test
    @DisplayName("An execution in a flow that nothing uses makes no other flow a way around it")
    void executionInAForgottenFlowGivesNoWarning() {
        var without = new RealmOfFlows().browser("browser", required("form")).flow("forgotten", ONELOGIN);

        assertThat(without.warnings()).isEmpty();
    }

    @Test
    @DisplayName("Warnings come before notes")
    void warningsComeBeforeNotes() {
        withAdminCli()
                .browser("copy", required("form"), subflow(CONDITIONAL, CONDITION, ONELOGIN))
                .directGrant("direct grant", PASSWORD);

        assertThat(realm.findings())
                .extracting(RealmFinding::severity)
                .containsExactly(Severity.WARNING, Severity.NOTE);
    }

    @Test
    @DisplayName("The warning names a browser flow without the execution if the direct grant flow has it")
    void browserFlowWithoutTheExecutionIsNamed() {
        realm.browser("browser", required("form")).directGrant("direct grant", PASSWORD, ONELOGIN);

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .startsWith("The flow \"browser\", bound as the browser flow,")
                .contains("which the flow \"direct grant\" has");
    }

    static Stream<Line> reached() {
        return Stream.of(
                ONELOGIN,
                subflow(REQUIRED, subflow(REQUIRED, ONELOGIN)),
                subflow(CONDITIONAL, CONDITION, ONELOGIN),
                subflow(REQUIRED, alternative("auth-otp-form"), alternative("onelogin-mfa")),
                subflow(CONDITIONAL, CONDITION, alternative("onelogin-mfa")));
    }

    @ParameterizedTest
    @DisplayName("An execution that a login can reach gives no warning")
    @MethodSource("reached")
    void reachableExecutionGivesNoWarning(Line line) {
        withAdminCli().directGrant("direct grant", PASSWORD, line);

        assertThat(realm.warnings()).isEmpty();
    }

    static Stream<Line> unreachable() {
        return Stream.of(
                disabled("onelogin-mfa"),
                subflow(DISABLED, ONELOGIN),
                subflow(REQUIRED, subflow(DISABLED, subflow(REQUIRED, ONELOGIN))),
                alternative("onelogin-mfa"),
                subflow(ALTERNATIVE, ONELOGIN),
                subflow(CONDITIONAL, ONELOGIN),
                subflow(CONDITIONAL, disabled("conditional-user-configured"), ONELOGIN));
    }

    @ParameterizedTest
    @DisplayName("An execution that Keycloak never runs gives a warning")
    @MethodSource("unreachable")
    void unreachableExecutionGivesAWarning(Line line) {
        withAdminCli().directGrant("direct grant", PASSWORD, line);

        assertThat(realm.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("The direct grant flow gives no warning if no client allows direct grants")
    @CsvSource({
        "cli, false, true, false, openid-connect",
        "cli, true, false, false, openid-connect",
        "cli, true, true, true, openid-connect",
        "cli, true, true, false, saml"
    })
    void directGrantsAreClosedWithoutAClientForThem(
            String id, boolean isEnabled, boolean hasDirectGrants, boolean isBearerOnly, String protocol) {
        realm.client("admin-cli", true, false, false, "openid-connect")
                .client(id, isEnabled, hasDirectGrants, isBearerOnly, protocol)
                .directGrant("direct grant", PASSWORD);

        assertThat(realm.warnings()).isEmpty();
    }

    @Test
    @DisplayName("The direct grant flow gives a warning if one client allows direct grants")
    void directGrantsAreOpenWithOneClientForThem() {
        realm.client("admin-cli", true, false, false, "openid-connect")
                .client("cli", true, true, false, null)
                .directGrant("direct grant", PASSWORD);

        assertThat(realm.warnings()).hasSize(1);
    }

    @Test
    @DisplayName("A flow that denies access to every user gives no warning")
    void flowThatAlwaysDeniesAccessIsClosed() {
        withAdminCli().directGrant("closed", subflow(REQUIRED, required("deny-access-authenticator")), PASSWORD);

        assertThat(realm.warnings()).isEmpty();
    }

    @Test
    @DisplayName("A flow whose only alternative denies access to every user gives no warning")
    void flowWhoseOnlyAlternativeDeniesAccessIsClosed() {
        withAdminCli().directGrant("closed", alternative("deny-access-authenticator"));

        assertThat(realm.warnings()).isEmpty();
    }

    @Test
    @DisplayName("An execution in a flow that denies access to every user makes no other flow a way around it")
    void executionInAClosedFlowGivesNoWarning() {
        withAdminCli()
                .browser("closed", required("form"), ONELOGIN, required("deny-access-authenticator"))
                .directGrant("direct grant", PASSWORD);

        assertThat(realm.warnings()).isEmpty();
    }

    @Test
    @DisplayName("A flow that denies access only on some paths gives a warning")
    void flowThatSometimesDeniesAccessIsOpen() {
        withAdminCli()
                .directGrant(
                        "open",
                        subflow(CONDITIONAL, CONDITION, required("deny-access-authenticator")),
                        disabled("deny-access-authenticator"),
                        PASSWORD);

        assertThat(realm.warnings()).hasSize(1);
    }

    @Test
    @DisplayName("The registration flow gives a warning only if user registration is enabled")
    void registrationFlowIsCheckedOnlyIfEnabled() {
        assertThat(realm.registration(false, "registration", required("form")).warnings())
                .isEmpty();

        assertThat(realm.registration(true, "registration", required("form")).warnings())
                .singleElement()
                .asString()
                .contains("bound as the registration flow", "switch off \"User registration\"");
    }

    @Test
    @DisplayName("The registration flow gives a warning if organizations can invite new users")
    void registrationFlowIsOpenToInvitedUsers() {
        realm.registration(false, "registration", required("form")).withOrganizations();

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .contains("bound as the registration flow", "or switch off \"Organizations\"");
    }

    @Test
    @DisplayName("The reset credentials flow gives a warning only if the realm allows password resets")
    void resetFlowIsCheckedOnlyIfEnabled() {
        var email = required("reset-credential-email");

        assertThat(realm.resetCredentials(false, "reset", email).warnings()).isEmpty();

        assertThat(realm.resetCredentials(true, "reset", email).warnings())
                .singleElement()
                .asString()
                .contains("bound as the reset credentials flow", "set \"Force login after reset\"");
    }

    @Test
    @DisplayName("A password reset that ends in a new login gives no warning")
    void resetWithForcedLoginIsClosed() {
        realm.resetCredentials(true, "reset", configured("reset-credential-email", "force-login", "true"));

        assertThat(realm.warnings()).isEmpty();
    }

    @Test
    @DisplayName("A forced login in a subflow that Keycloak skips closes no password reset")
    void forcedLoginInASkippedSubflowIsOpen() {
        var skipped = subflow(CONDITIONAL, configured("reset-credential-email", "force-login", "true"));
        realm.resetCredentials(true, "reset", required("reset-credential-email"), skipped);

        assertThat(realm.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("A password reset that signs users in gives a warning")
    @ValueSource(strings = {"false", "only-federated"})
    void resetWithoutForcedLoginIsOpen(String forceLogin) {
        realm.resetCredentials(true, "reset", configured("reset-credential-email", "force-login", forceLogin));

        assertThat(realm.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("An attribute of the extension that users can edit gives a warning")
    @ValueSource(strings = {"onelogin_user_id", "onelogin_mfa_enrolled"})
    void attributeThatUsersCanEditGivesAWarning(String attribute) {
        realm.attribute("badge", "admin", "user").attribute(attribute, "admin", "user");

        assertThat(realm.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.subject()).isEqualTo("attribute " + attribute);
        });
    }

    @ParameterizedTest
    @DisplayName("An attribute of the extension that only administrators can edit gives no finding")
    @ValueSource(strings = {"onelogin_user_id", "onelogin_mfa_enrolled"})
    void attributeThatOnlyAdministratorsCanEditGivesNoFinding(String attribute) {
        realm.attribute(attribute, "admin");

        assertThat(realm.findings()).isEmpty();
    }

    private RealmOfFlows withAdminCli() {
        return realm.client("admin-cli", true, true, false, "openid-connect");
    }
}
