package dev.mfabridge.onelogin.check;

import static dev.mfabridge.onelogin.check.PublishableReport.publishable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Check in its shipped form: a jar that {@code java -jar} runs without any other file. */
class CheckProgramIT {
    private final SimulatedAccount account = new SimulatedAccount();

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    @DisplayName("The jar checks an account, enrolls a device and removes the device")
    void jarEnrollsAndRemovesADevice() throws Exception {
        account.with(SimulatedAccount.user()
                .offered(SimulatedFactorType.SMS)
                .withDevice("77665544", SimulatedFactorType.EMAIL));
        var program = started(
                SimulatedAccount.CLIENT_SECRET,
                "check",
                "--url",
                account.baseUrl(),
                "--client-id",
                SimulatedAccount.CLIENT_ID,
                "--user",
                SimulatedAccount.EMAIL,
                "--enroll");
        type(program, "1");
        type(program, "yes");
        type(program, awaitedCode());

        var result = publishable(account, ended(program));

        assertThat(result.status()).as("%s", result).isZero();
        assertThat(result.block())
                .contains("## Device removed")
                .doesNotContain("unknown version")
                .endsWith(Report.END);
        assertThat(account.phone().devicesOf(SimulatedAccount.USER)).hasSize(1);
    }

    @Test
    @DisplayName("The jar names the environment variable of the secret if there is no terminal")
    void jarNamesTheVariableOfTheSecret() throws Exception {
        var program =
                started("", "check", "--url", account.baseUrl(), "--client-id", "x", "--user", SimulatedAccount.EMAIL);

        var result = ended(program);

        assertThat(result.status()).as("%s", result).isEqualTo(2);
        assertThat(result.output()).contains("ONELOGIN_CLIENT_SECRET");
    }

    @Test
    @DisplayName("The jar's help names the check")
    void jarHelpNamesTheCheck() throws Exception {
        var result = ended(started("", "help"));

        assertThat(result.status()).isZero();
        assertThat(result.output()).contains("check");
    }

    private String awaitedCode() throws InterruptedException {
        for (var attempts = 0; attempts < 300; attempts++) {
            var code = account.phone().lastCodeFor(SimulatedAccount.USER);
            if (code.isPresent()) {
                return code.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("No code was sent");
    }

    private static Process started(String secret, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("simulator.jar")));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(CheckProgram.SECRET, secret);
        return builder.start();
    }

    private static void type(Process program, String line) throws IOException {
        program.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        program.getOutputStream().flush();
    }

    private static SimulatedAccount.Result ended(Process program) throws IOException, InterruptedException {
        program.getOutputStream().close();
        var output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new SimulatedAccount.Result(program.waitFor(), output.strip());
    }
}
