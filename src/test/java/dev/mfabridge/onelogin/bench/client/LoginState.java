package dev.mfabridge.onelogin.bench.client;

import dev.mfabridge.onelogin.Fake;
import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.keycloak.connection.CallSubject;
import java.util.Map;
import java.util.UUID;
import org.apache.http.impl.client.CloseableHttpClient;
import org.keycloak.connections.httpclient.HttpClientFactory;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Login of one thread, with a user and a Keycloak session of its own. The session's store of single-use objects costs nothing,
 * since the store is Keycloak's: all permits of a budget are free.
 */
@State(Scope.Thread)
public class LoginState {
    private KeycloakSession session;
    private CallSubject subject;

    /** Creates the session. */
    @Setup
    public void start(CallState shared) {
        session = session(shared.http);
        subject = CallSubject.login(UUID.randomUUID().toString());
    }

    /** Returns a client as each request of a login creates it. */
    OneLoginClient client(CallState shared) {
        return shared.clients.client(session, shared.account, subject);
    }

    private static KeycloakSession session(CloseableHttpClient http) {
        var provider = Fake.of(HttpClientProvider.class, Map.of("getHttpClient", arguments -> http));
        var factory = Fake.of(HttpClientFactory.class, Map.of("getId", arguments -> "default"));
        var factories = Fake.of(KeycloakSessionFactory.class, Map.of("getProviderFactory", arguments -> factory));
        var realm = Fake.of(RealmModel.class, Map.of("getId", arguments -> "realm", "getName", arguments -> "realm"));
        var context = Fake.of(KeycloakContext.class, Map.of("getRealm", arguments -> realm));
        var store = Fake.of(
                SingleUseObjectProvider.class,
                Map.of("contains", arguments -> false, "putIfAbsent", arguments -> true));
        return Fake.of(
                KeycloakSession.class,
                Map.of(
                        "getContext", arguments -> context,
                        "getKeycloakSessionFactory", arguments -> factories,
                        "singleUseObjects", arguments -> store,
                        "getProvider", arguments -> arguments[0] == HttpClientProvider.class ? provider : null));
    }
}
