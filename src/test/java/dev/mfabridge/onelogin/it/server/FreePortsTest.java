package dev.mfabridge.onelogin.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    @DisplayName("No port is one that Linux gives to an outgoing connection")
    void outsideOfOutgoingConnections() {
        assertThat(IntStream.generate(FreePorts::next).limit(100)).allMatch(port -> port < 32_768);
    }

    @Test
    @DisplayName("Each port is another one, although no server listens at the earlier ones yet")
    void noPortTwice() {
        assertThat(IntStream.generate(FreePorts::next).limit(100)).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("A port at which another server listens is left out")
    void busyPortIsLeftOut() throws IOException {
        var port = FreePorts.next();
        try (var next = new ServerSocket(port + 1)) {
            assertThat(FreePorts.next()).isNotEqualTo(next.getLocalPort());
        }
    }
}
