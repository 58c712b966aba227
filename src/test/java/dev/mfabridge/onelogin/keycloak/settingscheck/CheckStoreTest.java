package dev.mfabridge.onelogin.keycloak.settingscheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.keycloak.ratelimit.MemoryStore;
import dev.mfabridge.onelogin.keycloak.settingscheck.LastCheck.CheckOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests of the store of the last checks. */
class CheckStoreTest {
    private static final Instant SAVED = Instant.parse("2026-11-25T19:54:03Z");

    private Instant now = SAVED;
    private final MemoryStore memory = new MemoryStore(() -> now);
    private final CheckStore store = new CheckStore(memory, () -> now);

    @Test
    @DisplayName("Settings that were never saved have no last check")
    void unsavedSettingsHaveNoCheck() {
        assertThat(store.last("config")).isEmpty();
    }

    @Test
    @DisplayName("The result of a check has the time of the save")
    void resultHasTheTimeOfTheSave() {
        store.begin("config");
        var check = store.latest("config").orElseThrow();
        now = now.plusSeconds(9);
        store.finish(check, result(SAVED, "works", List.of("first finding.", "second finding.")));

        assertThat(store.last("config")).contains(result(SAVED, "works", List.of("first finding.", "second finding.")));
        assertThat(store.last("another")).isEmpty();
    }

    @Test
    @DisplayName("The late result of an earlier check never replaces that of the last save")
    void lateResultOfAnEarlierCheckIsIgnored() {
        store.begin("config");
        var earlier = store.latest("config").orElseThrow();
        now = now.plusSeconds(1);
        store.begin("config");
        store.finish(earlier, result(SAVED, "earlier", List.of()));
        assertThat(store.last("config").orElseThrow().outcome()).isEqualTo(CheckOutcome.RUNNING);

        store.finish(store.latest("config").orElseThrow(), result(now, "later", List.of()));
        store.finish(earlier, result(SAVED, "earlier", List.of()));

        assertThat(store.last("config")).contains(result(now, "later", List.of()));
    }

    @Test
    @DisplayName("A check without a result asks for another save after five minutes")
    void lostCheckAsksForAnotherSave() {
        store.begin("config");
        now = now.plus(Duration.ofMinutes(4));
        assertThat(store.last("config").orElseThrow().line()).contains("is running");

        now = now.plus(Duration.ofMinutes(2));

        assertThat(store.last("config").orElseThrow().line()).contains("save the settings again");
    }

    @Test
    @DisplayName("A new check removes the result of the one before")
    void newCheckRemovesTheResultBefore() {
        store.begin("config");
        store.finish(store.latest("config").orElseThrow(), result(now, "works", List.of()));
        store.begin("config");

        assertThat(memory.size()).isEqualTo(1);
    }

    private static LastCheck result(Instant at, String summary, List<String> warnings) {
        return new LastCheck(at, CheckOutcome.OK, summary, warnings);
    }
}
