package dev.mfabridge.onelogin.keycloak.realmcheck;

import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.alternative;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.disabled;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.required;
import static dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.subflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.ALTERNATIVE;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.CONDITIONAL;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.REQUIRED;

import dev.mfabridge.onelogin.keycloak.realmcheck.RealmFinding.Severity;
import dev.mfabridge.onelogin.keycloak.realmcheck.RealmOfFlows.Line;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings about ways through a flow that don't pass the execution "OneLogin MFA", although other ways do. */
class FlowGapsTest {
    private static final Line COOKIE = alternative("auth-cookie");
    private static final Line FORM = required("auth-username-password-form");
    private static final Line ONELOGIN = required("onelogin-mfa");
    private static final Line FORMS = subflow(ALTERNATIVE, FORM, ONELOGIN);
    private static final Line CONDITION = required("conditional-user-configured");

    @ParameterizedTest
    @DisplayName("An alternative that gives a session without the execution gives a warning with its name")
    @ValueSource(
            strings = {
                "auth-spnego",
                "auth-x509-client-username-form",
                "passkeys-authenticator",
                "allow-access-authenticator"
            })
    void alternativeBesideTheFormsIsNamed(String authenticator) {
        var realm = new RealmOfFlows().browser("copy", COOKIE, alternative(authenticator), FORMS);

        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .startsWith("The flow \"copy\", bound as the browser flow, gives a session without the execution"
                        + " \"OneLogin MFA\" by the alternatives \"" + authenticator + "\".");
    }

    @Test
    @DisplayName("An alternative subflow without the execution gives a warning")
    void alternativeSubflowIsNamed() {
        var realm = new RealmOfFlows().browser("copy", COOKIE, FORMS, subflow(ALTERNATIVE, FORM));

        assertThat(realm.warnings()).singleElement().asString().contains("by the alternatives \"copy/2\"");
    }

    @Test
    @DisplayName("An alternative inside the forms gives a warning")
    void alternativeInsideTheFormsIsNamed() {
        var realm = new RealmOfFlows()
                .browser(
                        "copy",
                        COOKIE,
                        subflow(
                                ALTERNATIVE,
                                subflow(REQUIRED, alternative("auth-spnego"), subflow(ALTERNATIVE, FORM, ONELOGIN))));

        assertThat(realm.warnings()).singleElement().asString().contains("\"auth-spnego\"");
    }

    static Stream<Line> withoutGap() {
        return Stream.of(
                disabled("auth-spnego"),
                alternative("identity-provider-redirector"),
                subflow(ALTERNATIVE, subflow(CONDITIONAL, CONDITION, alternative("organization"))),
                subflow(ALTERNATIVE, required("auth-x509-client-username-form"), ONELOGIN),
                subflow(ALTERNATIVE, required("auth-username-form"), required("deny-access-authenticator")));
    }

    @ParameterizedTest
    @DisplayName("An alternative that starts no session, or that has the execution, gives no finding")
    @MethodSource("withoutGap")
    void alternativeWithoutSessionGivesNoFinding(Line line) {
        assertThat(new RealmOfFlows().browser("copy", COOKIE, line, FORMS).findings())
                .isEmpty();
    }

    @Test
    @DisplayName("A choice of the first factor before the execution gives no finding")
    void choiceBeforeTheExecutionGivesNoFinding() {
        var first = subflow(
                REQUIRED, alternative("webauthn-authenticator-passwordless"), alternative("auth-password-form"));

        assertThat(new RealmOfFlows()
                        .browser("copy", COOKIE, subflow(ALTERNATIVE, first, ONELOGIN))
                        .findings())
                .isEmpty();
    }

    @Test
    @DisplayName("Another second factor in an alternative gives a note")
    void otherSecondFactorGivesANote() {
        var second = subflow(
                REQUIRED,
                alternative("onelogin-mfa"),
                alternative("auth-otp-form"),
                subflow(ALTERNATIVE, required("auth-recovery-authn-code-form")));
        var realm = new RealmOfFlows().browser("copy", COOKIE, subflow(ALTERNATIVE, FORM, second));

        assertThat(realm.warnings()).isEmpty();
        assertThat(realm.notes())
                .singleElement()
                .asString()
                .contains("lets users prove \"auth-otp-form\", \"copy/1/1/2\" in place of a OneLogin factor");
    }

    static Stream<Line> secondFactors() {
        return Stream.of(
                alternative("auth-otp-form"),
                alternative("auth-recovery-authn-code-form"),
                alternative("webauthn-authenticator"),
                alternative("direct-grant-validate-otp"),
                subflow(ALTERNATIVE, required("auth-otp-form"), subflow(CONDITIONAL, FORM)));
    }

    @ParameterizedTest
    @DisplayName("Each second factor of Keycloak in an alternative gives a note, even beside a skipped subflow")
    @MethodSource("secondFactors")
    void eachSecondFactorGivesANote(Line line) {
        var second = subflow(REQUIRED, alternative("onelogin-mfa"), line);
        var realm = new RealmOfFlows().browser("copy", COOKIE, subflow(ALTERNATIVE, FORM, second));

        assertThat(realm.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.problem()).contains("in place of a OneLogin factor");
        });
    }

    @Test
    @DisplayName("An alternative with a second factor after a password gives a warning")
    void firstAndSecondFactorInAnAlternativeGiveAWarning() {
        var realm = new RealmOfFlows()
                .browser("copy", COOKIE, FORMS, subflow(ALTERNATIVE, FORM, required("auth-otp-form")));

        assertThat(realm.warnings()).singleElement().asString().contains("by the alternatives \"copy/2\"");
    }

    @Test
    @DisplayName("An alternative in a flow that users can't reach gives no warning")
    void alternativeInAClosedFlowGivesNoWarning() {
        var realm = new RealmOfFlows()
                .browser("copy", COOKIE, FORMS)
                .registration(false, "registration", alternative("auth-spnego"), FORMS);

        assertThat(realm.findings()).isEmpty();
    }

    @Test
    @DisplayName("A condition around the execution gives a note")
    void conditionAroundTheExecutionGivesANote() {
        var realm = new RealmOfFlows()
                .browser("copy", COOKIE, subflow(ALTERNATIVE, FORM, subflow(CONDITIONAL, CONDITION, ONELOGIN)));

        assertThat(realm.warnings()).isEmpty();
        assertThat(realm.notes())
                .singleElement()
                .asString()
                .contains("only under the conditions of the subflows \"copy/1/1\", so other logins need no factor");
    }

    @Test
    @DisplayName("A condition doesn't hide the alternatives inside its subflow")
    void conditionDoesNotHideAlternatives() {
        var second =
                subflow(CONDITIONAL, CONDITION, alternative("onelogin-mfa"), alternative("allow-access-authenticator"));
        var realm = new RealmOfFlows().browser("copy", COOKIE, subflow(ALTERNATIVE, FORM, second));

        assertThat(realm.warnings()).singleElement().asString().contains("allow-access-authenticator");
        assertThat(realm.notes()).hasSize(1);
    }
}
