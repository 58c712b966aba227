package dev.mfabridge.onelogin.keycloak.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.Fake;
import dev.mfabridge.onelogin.StoredFixture;
import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import dev.mfabridge.onelogin.mfa.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

class MessagePauseTest {
    private static final Instant NOW = Instant.parse("2027-01-15T08:00:00Z");
    private static final String NEWER = StoredFixture.compact("login-state-newer.json");
    private static final String OLDER = "{\"version\":3}";

    private final Map<String, String> notes = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"{\"version\":3}", "{\"version\":6}"})
    @Attack(on = "S4", kind = AttackKind.QUOTA)
    @DisplayName("A login with a state of another version waits until the cool-down of its last message ends")
    void loginWaitsForCooldown(String state) {
        assertThat(MessagePause.of(state, "2027-01-15T08:00:30Z", NOW)).contains(NOW.plusSeconds(30));
        assertThat(MessagePause.of(state, "2027-01-15T08:00:00Z", NOW)).isEmpty();
    }

    @Test
    @DisplayName("A login without a message, with a readable state or with a damaged time doesn't wait")
    void otherLoginsDoNotWait() {
        assertThat(MessagePause.of(NEWER, null, NOW)).isEmpty();
        assertThat(MessagePause.of(NEWER, "soon", NOW)).isEmpty();
        assertThat(MessagePause.of(NEWER, "2099-01-01T00:00:00Z", NOW)).isEmpty();
        assertThat(MessagePause.of(null, "2027-01-15T08:00:30Z", NOW)).isEmpty();
        assertThat(MessagePause.of("{\"version\":4}", "2027-01-15T08:00:30Z", NOW))
                .isEmpty();
    }

    @Test
    @DisplayName("A login in a browser keeps the pause of the node that sent the message, until its state is replaced")
    void pauseOfBrowserLoginIsKept() {
        notes.put("onelogin-mfa.execution", OLDER);
        notes.put("onelogin-mfa.pause.execution", Instant.now().plusSeconds(20).toString());
        assertThat(store().pausedUntil()).isPresent();
        assertThat(store().restore(true, Set.of())).isEqualTo(new State.Start());

        store().save(new State.Start());
        assertThat(store().pausedUntil()).isEmpty();
        assertThat(notes).containsOnlyKeys("onelogin-mfa.execution");
    }

    private AuthSessionStateStore store() {
        var session = Fake.of(
                AuthenticationSessionModel.class,
                Map.of(
                        "getAuthNote", call -> notes.get(call[0]),
                        "setAuthNote", call -> notes.put((String) call[0], (String) call[1]),
                        "removeAuthNote", call -> notes.remove(call[0])));
        var realm = Fake.of(RealmModel.class, Map.of("getId", call -> "realm"));
        var user = Fake.of(UserModel.class, Map.of("getId", call -> "user"));
        return new AuthSessionStateStore(new LoginContext(null, realm, user, session, "execution", null));
    }
}
