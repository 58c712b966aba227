package dev.mfabridge.onelogin.keycloak.settingscheck;

import dev.mfabridge.onelogin.keycloak.settingscheck.LastCheck.CheckOutcome;
import dev.mfabridge.onelogin.mfa.FormatVersion;
import dev.mfabridge.onelogin.mfa.StoredTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Last checks of saved settings, in Keycloak's single-use object store. The settings themselves stay as the administrator
 * saved them, so exports and tools that compare settings see no difference.
 *
 * <p>Each check has an id. A result belongs to its check, so the late result of an earlier check never replaces a newer one.
 */
public final class CheckStore {
    private static final String PREFIX = "onelogin-mfa.settings-check.";
    private static final long LIFETIME_SECONDS = Duration.ofDays(90).toSeconds();
    private static final FormatVersion FORMAT = FormatVersion.FIRST;
    private static final String CHECK = "check";
    private static final String AT = "at";
    private static final String OUTCOME = "outcome";
    private static final String SUMMARY = "summary";
    private static final String WARNINGS = "warnings";

    private final SingleUseObjectProvider store;
    private final InstantSource clock;

    public CheckStore(SingleUseObjectProvider store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Check that was begun.
     *
     * @param id the id of the check
     * @param at the time of the save
     */
    record BegunCheck(String id, Instant at) {}

    /** Begins a check, which is the last one from now on. */
    void begin(String config) {
        latest(config).ifPresent(before -> store.remove(resultKey(before.id())));
        store.put(
                PREFIX + config,
                LIFETIME_SECONDS,
                FORMAT.added(Map.of(
                        CHECK, UUID.randomUUID().toString(), AT, clock.instant().toString())));
    }

    /** Returns the check that was begun last. */
    Optional<BegunCheck> latest(String config) {
        return Optional.ofNullable(store.get(PREFIX + config))
                .filter(FORMAT::reads)
                .filter(notes -> notes.get(CHECK) != null)
                .flatMap(notes -> StoredTime.read(notes.get(AT)).map(at -> new BegunCheck(notes.get(CHECK), at)));
    }

    /** Stores the result of a check. */
    void finish(BegunCheck check, LastCheck result) {
        store.put(
                resultKey(check.id()),
                LIFETIME_SECONDS,
                FORMAT.added(Map.of(
                        OUTCOME,
                        result.outcome().name(),
                        SUMMARY,
                        result.summary(),
                        WARNINGS,
                        String.join("\n", result.warnings()))));
    }

    /**
     * Returns the last check of a configuration.
     *
     * @param config the id of the authenticator's configuration
     */
    public Optional<LastCheck> last(String config) {
        return latest(config)
                .map(check -> Optional.ofNullable(store.get(resultKey(check.id())))
                        .flatMap(notes -> result(check.at(), notes))
                        .orElseGet(() -> LastCheck.running(check.at()).at(clock.instant())));
    }

    /** Returns the result, or empty if another version of this extension wrote it in another form. */
    private static Optional<LastCheck> result(Instant at, Map<String, String> notes) {
        var isComplete = FORMAT.reads(notes) && notes.keySet().containsAll(List.of(OUTCOME, SUMMARY, WARNINGS));
        var warnings = notes.getOrDefault(WARNINGS, "").lines().toList();
        return Stream.of(CheckOutcome.values())
                .filter(outcome -> isComplete && outcome.name().equals(notes.get(OUTCOME)))
                .map(outcome -> new LastCheck(at, outcome, notes.get(SUMMARY), warnings))
                .findFirst();
    }

    private static String resultKey(String check) {
        return PREFIX + "result." + check;
    }
}
