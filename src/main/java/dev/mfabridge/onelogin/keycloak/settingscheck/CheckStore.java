package dev.mfabridge.onelogin.keycloak.settingscheck;

import dev.mfabridge.onelogin.keycloak.settingscheck.LastCheck.CheckOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
                Map.of(CHECK, UUID.randomUUID().toString(), AT, clock.instant().toString()));
    }

    /** Returns the check that was begun last. */
    Optional<BegunCheck> latest(String config) {
        return Optional.ofNullable(store.get(PREFIX + config))
                .map(notes -> new BegunCheck(notes.get(CHECK), Instant.parse(notes.get(AT))));
    }

    /** Stores the result of a check. */
    void finish(BegunCheck check, LastCheck result) {
        store.put(
                resultKey(check.id()),
                LIFETIME_SECONDS,
                Map.of(
                        OUTCOME,
                        result.outcome().name(),
                        SUMMARY,
                        result.summary(),
                        WARNINGS,
                        String.join("\n", result.warnings())));
    }

    /**
     * Returns the last check of a configuration.
     *
     * @param config the id of the authenticator's configuration
     */
    public Optional<LastCheck> last(String config) {
        return latest(config)
                .map(check -> Optional.ofNullable(store.get(resultKey(check.id())))
                        .map(notes -> result(check.at(), notes))
                        .orElseGet(() -> LastCheck.running(check.at()).at(clock.instant())));
    }

    private static LastCheck result(Instant at, Map<String, String> notes) {
        var warnings = notes.get(WARNINGS).isEmpty()
                ? List.<String>of()
                : List.of(notes.get(WARNINGS).split("\n"));
        return new LastCheck(at, CheckOutcome.valueOf(notes.get(OUTCOME)), notes.get(SUMMARY), warnings);
    }

    private static String resultKey(String check) {
        return PREFIX + "result." + check;
    }
}
