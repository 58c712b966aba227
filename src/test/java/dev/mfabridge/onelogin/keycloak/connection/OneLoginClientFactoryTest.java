package dev.mfabridge.onelogin.keycloak.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.Fake;
import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.AllowedHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.httpclient.HttpClientFactory;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;

/** Clients as the extension creates them, with the last check of the host (S7). */
class OneLoginClientFactoryTest {
    private static final CallSubject SUBJECT = CallSubject.login("user");

    @Test
    @DisplayName("No client sends a request to a host that is not allowed, whatever account it is for")
    void noClientSendsToHostThatIsNotAllowed() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var http = HttpClients.createDefault();
                var factory =
                        new OneLoginClientFactory(new ServerOptions(AllowedHosts.parse(List.of("localhost:1")), 1))) {
            var connected = CompletableFuture.supplyAsync(() -> accepts(server));
            var account = new OneLoginAccount(
                    URI.create("http://localhost:" + server.getLocalPort()), "client-id", "client-secret");
            var session = session(http);

            List<BiFunction<KeycloakSession, OneLoginAccount, OneLoginClient>> clients = List.of(
                    (keycloak, to) -> factory.client(keycloak, to, SUBJECT),
                    (keycloak, to) -> factory.uncachedClient(keycloak, to, SUBJECT));
            for (var client : clients) {
                assertThatThrownBy(() -> client.apply(session, account).authenticate())
                        .isInstanceOf(OneLoginException.Unauthorized.class)
                        .hasMessageContaining("doesn't allow the host");
            }

            server.close();
            assertThat(connected.join()).isFalse();
        }
    }

    private static boolean accepts(ServerSocket server) {
        try (var socket = server.accept()) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns a session with this HTTP client. */
    private static KeycloakSession session(CloseableHttpClient http) {
        var provider = Fake.of(HttpClientProvider.class, Map.of("getHttpClient", arguments -> http));
        var factory = Fake.of(HttpClientFactory.class, Map.of("getId", arguments -> "default"));
        var factories = Fake.of(KeycloakSessionFactory.class, Map.of("getProviderFactory", arguments -> factory));
        var realm = Fake.of(RealmModel.class, Map.of("getId", arguments -> "realm", "getName", arguments -> "realm"));
        var context = Fake.of(KeycloakContext.class, Map.of("getRealm", arguments -> realm));
        var store = Fake.of(
                SingleUseObjectProvider.class,
                Map.of("contains", arguments -> false, "putIfAbsent", arguments -> true));
        return Fake.strict(
                KeycloakSession.class,
                Map.of(
                        "getContext", arguments -> context,
                        "getKeycloakSessionFactory", arguments -> factories,
                        "getAttribute", arguments -> null,
                        "setAttribute", arguments -> null,
                        "singleUseObjects", arguments -> store,
                        "getProvider", arguments -> arguments[0] == HttpClientProvider.class ? provider : null));
    }
}
