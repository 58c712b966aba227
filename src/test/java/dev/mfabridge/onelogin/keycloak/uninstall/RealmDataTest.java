package dev.mfabridge.onelogin.keycloak.uninstall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmDataTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 1_001})
    @DisplayName("Each user is in one batch, of at most 500 users")
    void eachUserIsInOneBatch(int number) {
        var users = IntStream.range(0, number).mapToObj(String::valueOf).toList();

        var batches = RealmData.batches(users).toList();

        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 500));
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(users);
    }
}
