package dev.mfabridge.onelogin.keycloak.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.Fake;
import dev.mfabridge.onelogin.attack.Attack;
import dev.mfabridge.onelogin.attack.AttackKind;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Keys of the store that all realms and users share. */
class StoreKeyTest {
    @Test
    @Attack(
            on = {"S3", "S6"},
            kind = AttackKind.FORGERY)
    @DisplayName("A OneLogin account that gives small numbers as ids mixes up no users and no realms")
    void keysOfUsersAndRealmsDiffer() {
        assertThat(Stream.of(key("1", "11"), key("11", "1"), key("1", "1"), key("2", "1")))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.endsWith("."));
    }

    private static String key(String realm, String user) {
        return StoreKey.of("challenge-try", withId(RealmModel.class, realm), withId(UserModel.class, user));
    }

    private static <T> T withId(Class<T> type, String id) {
        return Fake.of(type, Map.of("getId", arguments -> id));
    }
}
