package dev.mfabridge.onelogin.mfa;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Time that is stored as a text in ISO 8601. */
public final class StoredTime {
    private StoredTime() {}

    /**
     * Reads a time.
     *
     * @param text the stored text, or null
     * @return the time, or empty if the text is none
     */
    public static Optional<Instant> read(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
