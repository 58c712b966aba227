package dev.mfabridge.onelogin.keycloak.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.Fake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** Message that a request has begun to send, while other requests of the same login arrive (S4). */
class BegunMessageTest {
    private static final Duration COOLDOWN = Duration.ofSeconds(30);

    private final RealmModel realm = Fake.of(RealmModel.class, Map.of("getId", arguments -> "realm"));
    private final UserModel user = Fake.of(UserModel.class, Map.of("getId", arguments -> "ann"));
    private final List<KeycloakTransaction> transactions = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T08:02:00Z");
    private final MemoryStore store = new MemoryStore(() -> now);

    @Test
    @DisplayName("A request that ends without being stored keeps the login from sending again within the cool-down")
    void requestThatEndsKeepsLoginFromSendingAgain() {
        assertThat(begin(request("tab"))).isTrue();

        assertThat(begin(request("tab"))).isFalse();
        now = now.plus(COOLDOWN);
        assertThat(begin(request("tab"))).isTrue();
    }

    @Test
    @DisplayName("A rolled back request keeps the login from sending again")
    void rolledBackRequestKeepsLoginFromSendingAgain() {
        begin(request("tab"));
        transactions.get(0).rollback();

        assertThat(begin(request("tab"))).isFalse();
    }

    @Test
    @DisplayName("After the request is stored, the state of the login decides about the next message")
    void storedRequestLeavesNoMark() {
        begin(request("tab"));
        transactions.get(0).commit();

        assertThat(begin(request("tab"))).isTrue();
    }

    @Test
    @DisplayName("Another login of the user doesn't wait")
    void otherLoginDoesNotWait() {
        begin(request("tab"));

        assertThat(begin(request("other tab"))).isTrue();
    }

    @Test
    @DisplayName("One request can send to a second device after the first one failed")
    void oneRequestCanSendTwice() {
        var request = request("tab");
        begin(request);

        assertThat(begin(request)).isTrue();
        assertThat(transactions).hasSize(1);
    }

    private boolean begin(KeycloakSession request) {
        return BegunMessage.begin(request, realm, user, COOLDOWN);
    }

    private KeycloakSession request(String tab) {
        var root = Fake.of(RootAuthenticationSessionModel.class, Map.of("getId", arguments -> "browser"));
        var login = Fake.of(
                AuthenticationSessionModel.class,
                Map.of("getParentSession", arguments -> root, "getTabId", arguments -> tab));
        var context = Fake.of(KeycloakContext.class, Map.of("getAuthenticationSession", arguments -> login));
        var manager = Fake.of(KeycloakTransactionManager.class, Map.of("enlistAfterCompletion", arguments -> {
            var transaction = (KeycloakTransaction) arguments[0];
            transaction.begin();
            transactions.add(transaction);
            return null;
        }));
        var attributes = new HashMap<Object, Object>();
        var factory = Fake.of(
                KeycloakSessionFactory.class,
                Map.of(
                        "create",
                        arguments -> session(
                                Map.of("getTransactionManager", none -> manager, "singleUseObjects", none -> store))));
        return session(Map.of(
                "getContext", arguments -> context,
                "getTransactionManager", arguments -> manager,
                "getKeycloakSessionFactory", arguments -> factory,
                "singleUseObjects", arguments -> store,
                "getAttribute", arguments -> attributes.get(arguments[0]),
                "setAttribute", arguments -> attributes.put(arguments[0], arguments[1])));
    }

    private static KeycloakSession session(Map<String, Function<Object[], Object>> answers) {
        return Fake.of(KeycloakSession.class, answers);
    }
}
