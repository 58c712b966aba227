package dev.mfabridge.onelogin.keycloak.directgrant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.Fake;
import dev.mfabridge.onelogin.StoredFixture;
import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.keycloak.ratelimit.MemoryStore;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Stored format of the state of a direct grant. */
class StoredGrantTest {
    private static final String KEY = "onelogin-mfa.grant.realm.client.user.execution";
    private static final StateCodec.Binding BINDING = new StateCodec.Binding("realm", "user", "execution");

    private final MemoryStore objects = new MemoryStore(Instant::now);

    @Test
    @DisplayName("The state of a direct grant is stored with its handle, and with the pause after a message")
    void stateIsWrittenAsPinned() {
        var state = awaiting();

        store().save(state);

        var notes = objects.get(KEY);
        assertThat(notes).containsOnlyKeys("state", "handle", "pause");
        assertThat(StateCodec.read(notes.get("state"), BINDING)).contains(state);
        assertThat(notes).containsEntry("pause", "2026-03-02T09:00:20Z");
        assertThat(store().restore(false, Set.of())).isEqualTo(state);
    }

    @Test
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("A direct grant with a state of another version waits until the cool-down of the last message ends")
    void stateOfAnotherVersionIsKept() {
        var notes = new HashMap<>(Map.of("state", StoredFixture.compact("login-state-newer.json"), "handle", "h1"));
        objects.put(KEY, 60, notes);
        assertThat(store().pausedUntil()).isEmpty();

        notes.put("pause", Instant.now().plusSeconds(20).toString());
        assertThat(store().pausedUntil()).isPresent();
        assertThat(store().restore(false, Set.of()).isStart()).isTrue();
    }

    private static State awaiting() {
        var fixture =
                StoredFixture.json("login-states-v5.json").path("awaiting").toString();
        return StateCodec.read(fixture, BINDING).orElseThrow();
    }

    private DirectGrantStateStore store() {
        var session = Fake.of(KeycloakSession.class, Map.of("singleUseObjects", call -> objects));
        var client = Fake.of(ClientModel.class, Map.of("getId", call -> "client"));
        var login = Fake.of(AuthenticationSessionModel.class, Map.of("getClient", call -> client));
        return new DirectGrantStateStore(new LoginContext(
                session,
                Fake.of(RealmModel.class, Map.of("getId", call -> "realm")),
                Fake.of(UserModel.class, Map.of("getId", call -> "user")),
                login,
                "execution",
                null));
    }
}
