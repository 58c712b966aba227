package dev.mfabridge.onelogin.keycloak.uninstall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmDataTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 199, 200, 201, 400, 1001})
    @DisplayName("Each user is on one page, although users whose values are removed leave the list")
    void eachUserIsOnOnePage(int count) {
        var list = IntStream.range(0, count).boxed().collect(Collectors.toCollection(ArrayList::new));
        var seen = new TreeSet<Integer>();

        RealmData.pages(count).forEach(first -> {
            var page = list.subList(first, Math.min(first + 200, list.size()));
            seen.addAll(page);
            page.clear();
        });

        assertThat(seen).hasSize(count);
    }
}
