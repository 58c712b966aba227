package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.settings.ConfigProperty;
import dev.mfabridge.onelogin.simulator.SimulatedFactorType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of a server in OneLogin's place: one that the operator doesn't allow, and one that never stops answering (S7). */
@Tag("this-machine")
class ForeignServersIT {
    private static final String NOT_ALLOWED = "127.0.0.2";

    @RegisterExtension
    static final TestRealm realm = TestRealm.withOneLogin();

    private final AtomicInteger connections = new AtomicInteger();

    @AfterEach
    void resetSettings() {
        realm.execution().configure(Map.of());
    }

    @ParameterizedTest
    @Attack(on = "S7", kind = AttackKind.SERVER)
    @DisplayName("An administrator of a realm can't have anything sent to a host that the operator doesn't allow")
    @ValueSource(strings = {"http://127.0.0.2", "https://127.0.0.2", "http://2130706434", "http://0x7f000002"})
    void nothingIsSentToHostThatIsNotAllowed(String host) throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getByName(NOT_ALLOWED))) {
            answer(server, "HTTP/1.1 200 OK\r\n\r\n", "");
            realm.execution().configure(Map.of(ConfigProperty.BASE_URL.key(), host + ":" + server.getLocalPort()));

            var report = realm.api().test(realm.api().executions().get(0).id());
            realm.person(realm.user("ada-" + server.getLocalPort()))
                    .signsInWithPassword()
                    .sees("isn't set up correctly");

            assertThat(report.ok()).isFalse();
            assertThat(report.checks())
                    .singleElement()
                    .satisfies(check -> assertThat(check.message())
                            .contains("Base URL", "--spi-authenticator--onelogin-mfa--allowed-hosts"));
            assertThat(connections).hasValue(0);
        }
    }

    @ParameterizedTest
    @Attack(on = "S4", kind = AttackKind.SERVER)
    @DisplayName("An answer without an end ends the login and not the server")
    @CsvSource({"'HTTP/1.1 200 OK\r\nX: ',a", "'HTTP/1.1 200 OK\r\n','A: b\r\n'", "'HTTP/1.1 ','1'"})
    void endlessAnswerEndsOnlyTheLogin(String start, String repeated) throws IOException {
        var mark = realm.log().mark();
        TestUser user;
        try (var server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            user = realm.user("ben-" + server.getLocalPort()).withDevice(SimulatedFactorType.SMS);
            answer(server, start, repeated.repeat(8192 / repeated.length()));
            realm.execution()
                    .configure(Map.of(ConfigProperty.BASE_URL.key(), "http://127.0.0.1:" + server.getLocalPort()));

            realm.person(user).signsInWithPassword().sees("OneLogin can't be reached");

            assertThat(connections).hasPositiveValue();
        }
        assertThat(realm.log().since(mark))
                .anyMatch(line -> line.contains("the answer has more than 128 kB outside its body"));
        realm.execution().configure(Map.of());
        realm.person(user).signsInWithPassword().sees("We sent a text message");
    }

    private void answer(ServerSocket server, String start, String repeated) {
        var thread = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try (var socket = server.accept()) {
                            connections.incrementAndGet();
                            socket.getInputStream().read(new byte[8192]);
                            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
                            while (!repeated.isEmpty()) {
                                socket.getOutputStream().write(repeated.getBytes(StandardCharsets.US_ASCII));
                            }
                        } catch (IOException e) {
                            // The client closes the connection, or the test the server.
                        }
                    }
                },
                "server in OneLogin's place");
        thread.setDaemon(true);
        thread.start();
    }
}
