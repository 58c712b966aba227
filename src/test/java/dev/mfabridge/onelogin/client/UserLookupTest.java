package dev.mfabridge.onelogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lookup of a user by a field. */
class UserLookupTest {
    private static final OneLoginId USER = new OneLoginId("64515901");

    private final ScriptedTransport oneLogin = new ScriptedTransport().token("t1");
    private final OneLoginClient client = oneLogin.client();

    @Test
    @DisplayName("The lookup finds the only user whose field has the value")
    void singleUserWithTheValueIsFound() {
        oneLogin.reply(200, "[{\"id\":64515901,\"email\":\"Alice@Example.com\"}]");

        assertThat(client.findUser(UserField.EMAIL, "alice@example.com")).isEqualTo(new UserLookup.Found(USER));
        assertThat(oneLogin.requests()).contains("GET /api/2/users?email=alice%40example.com with bearer t1");
    }

    @ParameterizedTest
    @DisplayName("The lookup ignores a user whose field has another value")
    @ValueSource(
            strings = {
                "[]",
                "[{\"id\":64515901,\"email\":\"mallory@example.com\"}]",
                "[{\"id\":64515901}]",
                "[{\"id\":64515901,\"email\":null}]"
            })
    void userWithAnotherValueIsNotFound(String body) {
        oneLogin.reply(200, body);

        assertThat(client.findUser(UserField.EMAIL, "alice@example.com")).isEqualTo(new UserLookup.None());
    }

    @Test
    @DisplayName("The lookup reports several users with the same value")
    void severalUsersAreReported() {
        oneLogin.reply(
                200, "[{\"id\":1,\"email\":\"alice@example.com\"},{\"id\":2,\"email\":\"mallory@example.com\"}]");

        assertThat(client.findUser(UserField.EMAIL, "alice@example.com")).isEqualTo(new UserLookup.Several());
    }

    @ParameterizedTest
    @Attack(on = "S1", kind = AttackKind.FORGERY)
    @DisplayName("The lookup never sends a value that OneLogin reads as a pattern")
    @ValueSource(strings = {"*@example.com", "!alice@example.com"})
    void patternIsNeverSent(String value) {
        assertThat(client.findUser(UserField.EMAIL, value)).isEqualTo(new UserLookup.NotSearchable());
        assertThat(oneLogin.requests()).isEmpty();
    }
}
