package dev.mfabridge.onelogin.check;

import static dev.mfabridge.onelogin.check.PublishableReport.publishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.check.SimulatedAccount.Result;
import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts and answers with which no user could sign in. */
class FailingAccountTest {
    private static final String DEVICES = "GET */devices";

    private final SimulatedAccount account = new SimulatedAccount();
    private final SimulatedPerson person = new SimulatedPerson(account);

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    @DisplayName("The check names a wrong client secret, hides its value and makes no other call")
    void wrongSecretEndsTheCheck() {
        var result = account.checkWithSecret("mistypedplughxyzzy", person.proving(SimulatedFactorType.SMS));

        assertThat(publishable(account, result).status()).isEqualTo(1);
        assertThat(result.output())
                .contains("Check the base URL, the client ID and")
                .doesNotContain("mistypedplughxyzzy");
        assertThat(account.phone().calls()).hasSize(1);
    }

    @Test
    @DisplayName("The check distinguishes a credential without the scope from a wrong credential")
    void missingScopeDiffersFromAWrongCredential() {
        account.withRule(BehaviorRule.on("* /api/*").fault("scope"));

        assertThat(failing().block()).contains("lacks the scope Manage All");
    }

    @Test
    @DisplayName("The check names an unknown user")
    void unknownUserIsNamed() {
        var result = publishable(
                account,
                account.check(person.proving(SimulatedFactorType.SMS), "--user", "dentarthurdent@earth.example"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.block()).contains("there is no such user").doesNotContain("dentarthurdent");
    }

    @ParameterizedTest
    @DisplayName("The check names a blocked user")
    @CsvSource({"2, 1, suspended", "3, 1, locked", "1, 0, unapproved", "1, 2, rejected", "1, 3, unlicensed"})
    void blockedUserIsNamed(int status, int state, String word) {
        account.with(SimulatedAccount.user().withStatus(status, state));

        assertThat(failing().block()).contains("the user is " + word);
    }

    @ParameterizedTest
    @DisplayName("The check names the call of an unreadable answer and continues")
    @ValueSource(strings = {"500", "503", "429", "403", "reset", "html", "empty", "truncated"})
    void unreadableAnswerIsNamedAndTheCheckContinues(String fault) {
        account.withRule(BehaviorRule.on("GET */factors").fault(fault));

        assertThat(failing().block())
                .containsPattern(
                        "The extension reads it: (no|yes, as an error): GET /api/2/mfa/users/\\{user_id}/factors")
                .contains("## Devices");
    }

    @ParameterizedTest
    @DisplayName("The check names an unusable token")
    @ValueSource(strings = {"{\"access_token\":\"\"}", "{\"access_token\":\"a\"}", "[]", "{}"})
    void unusableTokenIsNamed(String body) {
        account.withRule(BehaviorRule.on("POST /auth/*").body(200, body));

        assertThat(failing().block()).contains("which can't be read as an access token");
    }

    @Test
    @DisplayName("A device without an id is a problem, even if the other devices are readable")
    void deviceWithoutAnIdIsAProblem() {
        account.withRule(
                BehaviorRule.on(DEVICES)
                        .body(
                                200,
                                "[{\"device_id\":\"77665544\",\"auth_factor_name\":\"SMS\"},{\"auth_factor_name\":\"Marvin's\"}]"));

        assertThat(failing().block())
                .contains("! the extension needs the field device_id, and it is missing")
                .contains("item 2 of 2 has no usable device_id")
                .contains("<unknown kind, 8 characters>")
                .doesNotContain("Marvin");
    }

    @Test
    @DisplayName("The report omits unexpected content of an answer")
    void unexpectedContentIsNotInTheReport() {
        account.withRule(
                BehaviorRule.on(DEVICES)
                        .body(
                                200,
                                "[{\"device_id\":\"77665544\",\"auth_factor_name\":\"SMS\",\"Zaphodius\":1,\"zaphod@x\":2,"
                                        + "\"status\":\"Marvin P\",\"name\":\"Marvin\",\"error\":\"Marvin\",\"Marvin\":\"Marvin\"}]"));

        publishable(account, account.check(person.proving(SimulatedFactorType.SMS)));
    }

    @Test
    @DisplayName("The report omits the name of an unknown error")
    void unknownErrorNameIsNotInTheReport() {
        account.withRule(BehaviorRule.on(DEVICES).body(400, "{\"name\":\"Marvin the robot\",\"message\":\"no\"}"));

        assertThat(failing().block()).contains("devices: OneLogin answered HTTP 400\n");
    }

    private Result failing() {
        var result = publishable(account, account.check(person.proving(SimulatedFactorType.SMS)));
        assertThat(result.status()).as("%s", result).isEqualTo(1);
        return result;
    }
}
