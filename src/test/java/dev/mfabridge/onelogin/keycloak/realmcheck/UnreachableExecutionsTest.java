package dev.mfabridge.onelogin.keycloak.realmcheck;

import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.alternative;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.configured;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.disabled;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.required;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.subflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.CONDITIONAL;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.DISABLED;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.REQUIRED;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.Line;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Findings about executions "OneLogin MFA" that no login can reach, or whose settings have mistakes. */
class UnreachableExecutionsTest {
    private static final Line FORM = required("form");
    private static final Line ONELOGIN = required("onelogin-mfa");

    private final RealmOfFlows realm = new RealmOfFlows().browser("copy", FORM, ONELOGIN);

    static Stream<Arguments> unreachable() {
        return Stream.of(
                Arguments.of(disabled("onelogin-mfa"), Severity.NOTE, "\"OneLogin MFA\" is DISABLED"),
                Arguments.of(subflow(DISABLED, ONELOGIN), Severity.NOTE, "\"reset/1\" is DISABLED"),
                Arguments.of(
                        alternative("onelogin-mfa"),
                        Severity.WARNING,
                        "\"OneLogin MFA\" is ALTERNATIVE beside a REQUIRED or CONDITIONAL execution"),
                Arguments.of(
                        subflow(
                                REQUIRED,
                                alternative("onelogin-mfa"),
                                subflow(CONDITIONAL, required("conditional-user-configured"), FORM)),
                        Severity.WARNING,
                        "\"OneLogin MFA\" is ALTERNATIVE beside a REQUIRED or CONDITIONAL execution"),
                Arguments.of(
                        subflow(CONDITIONAL, ONELOGIN),
                        Severity.WARNING,
                        "the CONDITIONAL subflow \"reset/1\" has no condition"));
    }

    @ParameterizedTest
    @DisplayName("An execution that Keycloak never runs gives a finding with the cause")
    @MethodSource("unreachable")
    void unreachableExecutionIsExplained(Line line, Severity severity, String cause) {
        realm.resetCredentials(false, "reset", FORM, line);

        assertThat(realm.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.problem()).contains("in the flow \"reset\" never runs: " + cause);
        });
    }

    @Test
    @DisplayName("An execution in a flow that nothing uses gives a note")
    void executionInAnUnusedFlowGivesANote() {
        realm.flow("forgotten", ONELOGIN);

        assertThat(realm.notes())
                .singleElement()
                .asString()
                .contains("in the flow \"forgotten\" never runs: the realm is not bound to the flow");
    }

    @Test
    @DisplayName("An execution in the flow of a client or an identity provider gives no note")
    void executionInAUsedFlowGivesNoNote() {
        realm.flow("own", ONELOGIN)
                .clientWithFlow("app", "browser", "own")
                .flow("post", ONELOGIN)
                .identityProvider("company", true, false, "post");

        assertThat(realm.findings()).isEmpty();
    }

    @Test
    @DisplayName("An execution in the flow of a first login at an identity provider gives no note")
    void executionInAFirstLoginFlowGivesNoNote() {
        realm.firstBrokerLogin("first login", ONELOGIN)
                .flow("own first login", ONELOGIN)
                .flow("post", ONELOGIN)
                .identityProvider("company", "own first login", "post");

        assertThat(realm.findings()).isEmpty();
    }

    @Test
    @DisplayName("A mistake in the settings of an execution that never runs gives a note")
    void mistakeInAnUnusedFlowGivesANote() {
        realm.flow("forgotten", configured("onelogin-mfa", "onelogin.baseUrl", ""));

        assertThat(realm.notes()).hasSize(2).anyMatch(note -> note.contains("are not complete: Base URL"));
    }

    @Test
    @DisplayName("A mistake in the settings of an execution gives a warning with the setting")
    void mistakeInTheSettingsGivesAWarning() {
        realm.resetCredentials(false, "reset", FORM, configured("onelogin-mfa", "onelogin.baseUrl", ""));

        assertThat(realm.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.problem()).contains("in the flow \"reset\" are not complete: Base URL");
        });
    }

    @Test
    @DisplayName("A realm without the execution in a flow in use gives a note")
    void realmWithoutTheExecutionGivesANote() {
        var other = new RealmOfFlows().browser("browser", FORM);

        assertThat(other.notes()).singleElement().asString().startsWith("No flow in use has the execution");
    }
}
