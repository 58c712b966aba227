package dev.mfabridge.onelogin.keycloak.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.AllowedHosts;
import java.io.IOException;
import java.lang.reflect.Proxy;
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
        var provider = fake(HttpClientProvider.class, Map.of("getHttpClient", http));
        var factories = fake(
                KeycloakSessionFactory.class,
                Map.of("getProviderFactory", fake(HttpClientFactory.class, Map.of("getId", "default"))));
        return (KeycloakSession) Proxy.newProxyInstance(
                KeycloakSession.class.getClassLoader(),
                new Class<?>[] {KeycloakSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getContext" ->
                        fake(
                                KeycloakContext.class,
                                Map.of(
                                        "getRealm",
                                        fake(RealmModel.class, Map.of("getId", "realm", "getName", "realm"))));
                    case "getKeycloakSessionFactory" -> factories;
                    case "getAttribute", "setAttribute" -> null;
                    case "singleUseObjects" ->
                        fake(SingleUseObjectProvider.class, Map.of("contains", false, "putIfAbsent", true));
                    case "getProvider" -> arguments[0] == HttpClientProvider.class ? provider : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
