package dev.mfabridge.onelogin.keycloak.settingscheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.StoredFixture;
import dev.mfabridge.onelogin.keycloak.ratelimit.MemoryStore;
import dev.mfabridge.onelogin.keycloak.settingscheck.LastCheck.CheckOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stored formats of the last checks of saved settings. */
class StoredChecksTest {
    private static final String BEGUN = "onelogin-mfa.settings-check.c1";
    private static final String RESULT = "onelogin-mfa.settings-check.result.5d1c";
    private static final Instant AT = Instant.parse("2027-01-15T08:00:00Z");
    private static final LastCheck FAILED =
            new LastCheck(AT, CheckOutcome.FAILED, "OneLogin rejects the API credential", List.of("one", "two"));

    private final MemoryStore objects = new MemoryStore(() -> AT);
    private final CheckStore store = new CheckStore(objects, () -> AT);

    @Test
    @DisplayName("A check and its result are written as in the fixtures of their version")
    void checkIsWrittenAsPinned() {
        store.begin("c1");
        var begun = new HashMap<>(objects.get(BEGUN));
        assertThat(begun.put("check", "5d1c")).isNotEmpty();
        assertThat(begun).isEqualTo(StoredFixture.notes("settings-check-v1.json"));

        store.finish(new CheckStore.BegunCheck("5d1c", AT), FAILED);
        assertThat(objects.get(RESULT)).isEqualTo(StoredFixture.notes("settings-check-result-v1.json"));
    }

    @Test
    @DisplayName("A check and its result are read, with or without a version")
    void checkIsRead() {
        put(BEGUN, "settings-check-v1.json");
        put(RESULT, "settings-check-result-v1.json");
        assertThat(store.last("c1")).contains(FAILED);

        var unnumbered = new HashMap<>(StoredFixture.notes("settings-check-result-v1.json"));
        unnumbered.remove("version");
        objects.put(RESULT, 60, unnumbered);
        assertThat(store.last("c1")).contains(FAILED);
    }

    @Test
    @DisplayName("A result of a newer version is none, and a damaged check causes no exception")
    void newerResultIsNone() {
        put(BEGUN, "settings-check-v1.json");
        put(RESULT, "settings-check-result-newer.json");
        assertThat(store.last("c1").map(LastCheck::outcome)).contains(CheckOutcome.RUNNING);

        objects.put(BEGUN, 60, Map.of("check", "5d1c", "at", "yesterday"));
        assertThat(store.last("c1")).isEmpty();
        objects.put(BEGUN, 60, Map.of());
        assertThat(store.last("c1")).isEmpty();
    }

    @Test
    @DisplayName("A begun check of a newer version is none, although the names of its notes are known")
    void newerCheckIsNone() {
        put(BEGUN, "settings-check-newer.json");

        assertThat(store.last("c1")).isEmpty();
    }

    @Test
    @DisplayName("A result of a newer version is none, although it has all notes of this version")
    void newerResultOfTheSameFormIsNone() {
        put(BEGUN, "settings-check-v1.json");
        var newer = new HashMap<>(StoredFixture.notes("settings-check-result-v1.json"));
        newer.put("version", "2");

        objects.put(RESULT, 60, newer);

        assertThat(store.last("c1").map(LastCheck::outcome)).contains(CheckOutcome.RUNNING);
    }

    private void put(String key, String fixture) {
        objects.put(key, 60, StoredFixture.notes(fixture));
    }
}
