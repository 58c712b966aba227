package dev.mfabridge.onelogin.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.client.OneLoginException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that may receive the API credential (S7). */
class AllowedHostsTest {

    @ParameterizedTest
    @DisplayName("A pattern allows these addresses")
    @CsvSource({
        "*.onelogin.com, https://a.onelogin.com",
        "*.onelogin.com, https://api.us.onelogin.com/path",
        "*.onelogin.com, HTTPS://A.ONELOGIN.COM:443",
        "*.ONELOGIN.com, https://a.onelogin.com",
        "*.onelogin.com:8443, https://a.onelogin.com:8443",
        "localhost:*, http://localhost:1",
        "localhost, http://localhost",
        "simulator:8090, http://SIMULATOR:8090/api",
        "simulator:8090, http://simulator",
        "mock.example.com, http://mock.example.com",
        "127.0.0.1:*, http://127.0.0.1:8090",
        "[::1]:*, http://[::1]:8090"
    })
    void patternAllowsAddress(String pattern, String address) {
        assertThat(hosts(pattern).allow(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @Attack(on = "S7", kind = AttackKind.SERVER)
    @DisplayName("A pattern rejects these addresses")
    @CsvSource({
        "*.onelogin.com, https://onelogin.com",
        "*.onelogin.com, https://onelogin.com.evil.example",
        "*.onelogin.com, https://evilonelogin.com",
        "*.onelogin.com, https://evil.example/.onelogin.com",
        "*.onelogin.com, https://evil.example#.onelogin.com",
        "*.onelogin.com, https://a.onelogin.com@evil.example",
        "*.onelogin.com, https://user@a.onelogin.com",
        "*.onelogin.com, https://a.onelogin.com.",
        "*.onelogin.com, https://a.onelogin.com:8443",
        "*.onelogin.com, https://a.onelogin.com:80",
        "*.onelogin.com, http://a.onelogin.com",
        "*.onelogin.com:*, http://a.onelogin.com",
        "a.onelogin.com, http://a.onelogin.com",
        "*.onelogin.com, ftp://a.onelogin.com",
        "*.onelogin.com, //a.onelogin.com",
        "*.onelogin.com, https://\u0430.onelogin.com",
        "*.onelogin.com, https://a.xn--nelogin-5qf.com",
        "*.onelogin.com, https://a_b.onelogin.com",
        "*.onelogin.com, https://2130706433",
        "*.onelogin.com, https://[::1]",
        "localhost, http://localhost:8090",
        "localhost:*, http://localhost.evil.example",
        "localhost:*, http://2130706433",
        "127.0.0.1:*, http://2130706433",
        "127.0.0.1:*, http://0x7f000001",
        "127.0.0.1:*, http://0177.0.0.1",
        "127.0.0.1:*, http://127.1",
        "127.0.0.1:*, http://[::ffff:127.0.0.1]",
        "simulator:8090, http://simulator:8091"
    })
    void patternRejectsAddress(String pattern, String address) {
        assertThat(hosts(pattern).allow(URI.create(address))).isFalse();
    }

    @ParameterizedTest
    @DisplayName("A text that names no host or too many is no pattern")
    @ValueSource(
            strings = {
                "*",
                "*:443",
                "*.",
                "*.*.com",
                "a.*.com",
                "**.onelogin.com",
                "*onelogin.com",
                "https://a.onelogin.com",
                "a.onelogin.com/path",
                "a.onelogin.com.",
                "a..onelogin.com",
                "a b.com",
                "-a.com",
                "2130706433",
                "0x7f000001",
                "*.1",
                "*.127.0.0.1",
                "256.0.0.1",
                "01.2.3.4",
                "[localhost]",
                "*.[::1]",
                "localhost:",
                "localhost:x",
                "localhost:123456",
                "user@localhost",
                "\u0430.onelogin.com"
            })
    void impossiblePatternIsRejected(String text) {
        assertThatThrownBy(() -> hosts(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" is no host");
    }

    @Test
    @DisplayName("A host name has at most 253 characters")
    void hostNameHasAtMost253Characters() {
        var longest = "a.".repeat(126) + "b";

        assertThat(hosts(longest).allow(URI.create("https://" + longest))).isTrue();
        assertThatThrownBy(() -> hosts(longest + "b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("An address needs one of several patterns")
    void addressNeedsOnePattern() {
        var hosts = hosts("*.onelogin.com", "localhost:8090");

        assertThat(hosts.allow(URI.create("https://a.onelogin.com"))).isTrue();
        assertThat(hosts.allow(URI.create("http://localhost:8090"))).isTrue();
        assertThat(hosts.allow(URI.create("http://localhost:8091"))).isFalse();
    }

    @Test
    @Attack(on = "S7", kind = AttackKind.SERVER)
    @DisplayName("A guarded transport sends nothing to another host, and reports no outage")
    void guardedTransportSendsNothingToOtherHosts() {
        var guarded = AllowedHosts.ONELOGIN.guard(request -> {
            throw new AssertionError("sent");
        });
        var request = new TransportRequest(
                "POST /token", "POST", URI.create("https://evil.example/token"), "secret", Optional.empty());

        assertThatThrownBy(() -> guarded.send(request))
                .isInstanceOf(OneLoginException.Unauthorized.class)
                .hasMessage("POST /token: not sent, because the server's operator doesn't allow the host");
    }

    @Test
    @DisplayName("A guarded transport sends to an allowed host, and returns the answer")
    void guardedTransportSendsToAllowedHost() {
        var answer = new TransportResponse(200, "", Optional.empty(), Optional.empty());
        var request = new TransportRequest(
                "GET /x", "GET", URI.create("https://acme.onelogin.com/x"), "bearer t", Optional.empty());

        assertThat(AllowedHosts.ONELOGIN.guard(sent -> answer).send(request)).isSameAs(answer);
    }

    @Test
    @DisplayName("The text of several patterns is the operator's list in one spelling")
    void textIsListOfPatterns() {
        assertThat(hosts("*.OneLogin.com", "localhost:8090", "[::1]:*"))
                .hasToString("*.onelogin.com,localhost:8090,[::1]:*");
    }

    private static AllowedHosts hosts(String... patterns) {
        return AllowedHosts.parse(Arrays.asList(patterns));
    }
}
