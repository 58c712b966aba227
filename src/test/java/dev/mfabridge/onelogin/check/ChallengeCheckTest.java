package dev.mfabridge.onelogin.check;

import static dev.mfabridge.onelogin.check.PublishableReport.publishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.BehaviorRule;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Challenges that don't succeed. */
class ChallengeCheckTest {
    private final SimulatedAccount account = new SimulatedAccount();
    private final SimulatedPerson person = new SimulatedPerson(account);

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    @DisplayName("A user without a device gets no challenge")
    void userWithoutADeviceGetsNoChallenge() {
        var result = account.check(person.proving(SimulatedFactorType.SMS), "--challenge");

        assertThat(publishable(account, result).status()).isEqualTo(1);
        assertThat(result.output()).contains("no device that the extension can challenge");
    }

    @Test
    @DisplayName("The check names a call whose answer lacks the code to type into the phone")
    void callWithoutACodeToTypeIsNamed() {
        account.with(SimulatedAccount.user().withDevice("77665544", SimulatedFactorType.VOICE))
                .withRule(BehaviorRule.on("POST */verifications").omit("factor_data"));

        var result = account.check(person.proving(SimulatedFactorType.VOICE), "--challenge");

        assertThat(publishable(account, result).block()).contains("no factor_data.verification_token");
    }

    @Test
    @DisplayName("Three wrong codes end the challenge")
    void threeWrongCodesEndTheChallenge() {
        account.with(SimulatedAccount.user().withDevice("77665544", SimulatedFactorType.SMS));
        var terminal = new ScriptedTerminal()
                .types("Number", "1")
                .types("Type yes", "yes")
                .types("Enter the code", "wrong-code");

        var result = publishable(account, account.check(terminal, "--challenge"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.block()).contains("accepted none of the 3 codes").doesNotContain("wrong-code");
    }

    @Test
    @DisplayName("The output hides a code that an answer repeats")
    void codeInAnAnswerIsNotShown() {
        account.with(SimulatedAccount.user().withDevice("77665544", SimulatedFactorType.SMS))
                .withRule(BehaviorRule.on("PUT *").body(200, "{\"status\":\"wrongcode\",\"wrongcode\":true}"));
        var terminal = new ScriptedTerminal()
                .types("Number", "1")
                .types("Type yes", "yes")
                .types("Enter the code", "wrongcode");

        var result = publishable(account, account.check(terminal, "--challenge"));

        assertThat(result.output())
                .contains("! the word in status is in no source")
                .doesNotContain("wrongcode");
    }

    @ParameterizedTest
    @DisplayName("The check sends nothing without a choice and a confirmation")
    @CsvSource({"1, no", "2, yes", "0, yes", "x, yes"})
    void unconfirmedCheckSendsNothing(String number, String answer) {
        account.with(SimulatedAccount.user()
                .offered(SimulatedFactorType.EMAIL)
                .withDevice("77665544", SimulatedFactorType.SMS));
        var terminal = new ScriptedTerminal().types("Number", number).types("Type yes", answer);

        var result = account.check(terminal, "--challenge", "--enroll");

        assertThat(result.status()).isEqualTo(1);
        assertThat(account.phone().messages()).isEmpty();
    }
}
