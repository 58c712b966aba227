package dev.mfabridge.onelogin.check;

import static dev.mfabridge.onelogin.check.PublishableReport.publishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Command of the check and its client secret. */
class CheckProgramTest {
    private final SimulatedAccount account = new SimulatedAccount();
    private final SimulatedPerson person = new SimulatedPerson(account);

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    @DisplayName("The check sends nothing without a secret and a terminal to ask for it")
    void missingSecretSendsNothing() {
        var result = account.checkWithSecret("", person.proving(SimulatedFactorType.SMS));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("Set the environment variable ONELOGIN_CLIENT_SECRET");
        assertThat(account.phone().calls()).isEmpty();
    }

    @Test
    @DisplayName("The check reads the secret from a terminal")
    void secretIsReadFromTheTerminal() {
        var terminal = person.proving(SimulatedFactorType.SMS)
                .withHiddenInput()
                .types("Client secret", SimulatedAccount.CLIENT_SECRET);

        assertThat(publishable(account, account.checkWithSecret("", terminal)).status())
                .isZero();
    }

    @Test
    @DisplayName("The output shows the cause of a failed connection, and the report omits the cause")
    void causeOfAFailedConnectionIsOnlyShown() {
        var https = account.baseUrl().replace("http:", "https:");

        var result = account.check(person.proving(SimulatedFactorType.SMS), "--url", https);

        assertThat(result.output()).containsPattern("Cause: Un.* SSL message");
        assertThat(publishable(account, result).block())
                .contains("the connection failed (SSLException)")
                .doesNotContain("Cause");
    }

    @Test
    @DisplayName("The check answers wrong usage with the usage, and a request for help is no wrong usage")
    void wrongUsageShowsTheUsage() {
        assertThat(account.check(person.proving(SimulatedFactorType.SMS), "--client-secret")
                        .status())
                .isEqualTo(2);
        assertThat(account.check(person.proving(SimulatedFactorType.SMS), "--help")
                        .output())
                .contains("Usage: check");
    }
}
