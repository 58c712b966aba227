package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Start of the simulator: its port, its options and its users file. */
class OneLoginSimulatorTest {
    @Test
    @DisplayName("The exception names the port that is in use")
    void usedPortIsNamed() {
        var port = URI.create(SimulatorFixture.baseUrl()).getPort();

        assertThatThrownBy(() -> OneLoginSimulator.start(port))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining(Integer.toString(port));
    }

    @Test
    @DisplayName("A stopped simulator releases its port")
    void stoppedSimulatorReleasesItsPort() {
        var first = OneLoginSimulator.start(0);
        var port = URI.create(first.baseUrl()).getPort();
        first.close();

        try (var second = OneLoginSimulator.start(port)) {
            assertThat(second.baseUrl()).isEqualTo(first.baseUrl());
        }
    }

    @Test
    @DisplayName("The simulator without options has the demo users and port 8090")
    void defaultsAreTheDemoUsersOnPort8090() {
        var line = CommandLine.parse();

        assertThat(line.port()).isEqualTo(8090);
        assertThat(line.users().users()).hasSize(11);
    }

    @Test
    @DisplayName("The options set the port and the users file")
    void optionsSetThePortAndTheUsersFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("users.json"),
                "{\"client_id\":\"a\",\"client_secret\":\"b\",\"users\":[{\"id\":1,\"username\":\"x\"}]}");

        var line = CommandLine.parse("--users", file.toString(), "--port", "9");

        assertThat(line.port()).isEqualTo(9);
        assertThat(line.users().users()).extracting(SimulatedUser::username).containsExactly("x");
    }

    @ParameterizedTest
    @DisplayName("The exception names an error on the command line")
    @ValueSource(strings = {"--port", "--port x", "--port 70000", "--prt 1", "--users /there/is/none"})
    void errorOnTheCommandLineIsNamed(String line) {
        assertThatThrownBy(() -> CommandLine.parse(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line.split(" ")[0].substring(2));
    }

    @ParameterizedTest
    @DisplayName("The exception names an invalid users file")
    @ValueSource(
            strings = {
                "{}",
                "no JSON",
                "{\"client_id\":\"a\",\"client_secret\":\"b\",\"users\":[{\"id\":1,\"username\":\"x\"},{\"id\":1,\"username\":\"y\"}]}"
            })
    void invalidUsersFileIsNamed(String text, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("broken.json"), text);

        assertThatThrownBy(() -> UsersFile.of(file)).hasMessageContaining("broken.json");
    }
}
