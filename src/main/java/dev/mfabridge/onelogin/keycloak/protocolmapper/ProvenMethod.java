package dev.mfabridge.onelogin.keycloak.protocolmapper;

import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * How a factor was proven in a user's session. Kept in a note of that session, since Keycloak's own record of the steps
 * that were taken says which and when, and not how.
 *
 * @param execution the step in which it was proven
 * @param reference a value for the {@code amr} claim
 * @param provenAt seconds since the epoch
 */
public record ProvenMethod(String execution, String reference, int provenAt) {
    private static final String PREFIX = "onelogin.amr.";
    private static final Pattern NOTE = Pattern.compile("([a-z]+) (\\d{1,10})");

    /** The methods that were proven in a session and that can be read. */
    static Stream<ProvenMethod> of(UserSessionModel session) {
        return session.getNotes().entrySet().stream()
                .filter(note -> note.getKey().startsWith(PREFIX))
                .flatMap(note -> read(note.getKey().substring(PREFIX.length()), note.getValue()).stream());
    }

    /** Puts it into the user's session that the login will end in. */
    public void save(AuthenticationSessionModel login) {
        login.setUserSessionNote(PREFIX + execution, reference + " " + provenAt);
    }

    /**
     * @param isTyped whether a code was typed in
     * @return empty for a kind that has no value
     */
    public static Optional<ProvenMethod> justProven(String execution, FactorType type, boolean isTyped) {
        return reference(type, isTyped)
                .map(reference -> new ProvenMethod(execution, reference, (int) (Time.currentTimeMillis() / 1000)));
    }

    /** The values of RFC 8176, which has none for e-mail: code and link are both a secret that is good once. */
    private static Optional<String> reference(FactorType type, boolean isTyped) {
        return switch (type) {
            case SMS -> Optional.of("sms");
            case VOICE -> Optional.of("tel");
            case EMAIL, AUTHENTICATOR -> Optional.of("otp");
            case PROTECT -> Optional.of(isTyped ? "otp" : "swk");
            case OTHER -> Optional.empty();
        };
    }

    private static Optional<ProvenMethod> read(String execution, String note) {
        var parts = NOTE.matcher(note);
        return parts.matches()
                ? Optional.of(new ProvenMethod(execution, parts.group(1), (int) Long.parseLong(parts.group(2))))
                : Optional.empty();
    }
}
