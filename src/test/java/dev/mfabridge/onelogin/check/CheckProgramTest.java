package dev.mfabridge.onelogin.check;

import static dev.mfabridge.onelogin.check.PublishableReport.publishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The command and its client secret. */
class CheckProgramTest {
    private final SimulatedAccount account = new SimulatedAccount();
    private final SimulatedPerson person = new SimulatedPerson(account);

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    @DisplayName("Without a secret and a terminal to ask for it, nothing is asked")
    void noSecret() {
        var result = account.checkWithSecret("", person.proving(SimulatedFactorType.SMS));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).contains("Set the environment variable ONELOGIN_CLIENT_SECRET");
        assertThat(account.phone().calls()).isEmpty();
    }

    @Test
    @DisplayName("A terminal is asked for the secret")
    void promptedSecret() {
        var terminal = person.proving(SimulatedFactorType.SMS)
                .thatHides()
                .types("Client secret", SimulatedAccount.CLIENT_SECRET);

        assertThat(publishable(account, account.checkWithSecret("", terminal)).status())
                .isZero();
    }

    @Test
    @DisplayName("The cause of a failed connection is shown, and the report has none of it")
    void failedConnection() {
        var https = account.baseUrl().replace("http:", "https:");

        var result = account.check(person.proving(SimulatedFactorType.SMS), "--url", https);

        assertThat(result.output()).containsPattern("Cause: Un.* SSL message");
        assertThat(publishable(account, result).block())
                .contains("the connection failed (SSLException)")
                .doesNotContain("Cause");
    }

    @Test
    @DisplayName("Wrong usage is told with the usage, and help is no wrong usage")
    void usage() {
        assertThat(account.check(person.proving(SimulatedFactorType.SMS), "--client-secret")
                        .status())
                .isEqualTo(2);
        assertThat(account.check(person.proving(SimulatedFactorType.SMS), "--help")
                        .output())
                .contains("Usage: check");
    }
}
