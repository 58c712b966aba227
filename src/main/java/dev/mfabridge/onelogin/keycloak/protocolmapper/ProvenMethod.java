package dev.mfabridge.onelogin.keycloak.protocolmapper;

import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Method by which a factor was proven in a user's session. A note of that session stores it, since Keycloak's own
 * record of executions contains the execution and the time, but no method.
 *
 * @param execution the id of the execution in which the factor was proven
 * @param reference the value for the {@code amr} claim
 * @param provenAt the time, in seconds since 1970
 */
public record ProvenMethod(String execution, String reference, int provenAt) {
    private static final String PREFIX = "onelogin.amr.";
    private static final Pattern NOTE = Pattern.compile("([a-z]+) (\\d{1,10})");

    /** Returns the methods that were proven in a session. Unreadable notes are skipped. */
    static Stream<ProvenMethod> of(UserSessionModel session) {
        return session.getNotes().entrySet().stream()
                .filter(note -> note.getKey().startsWith(PREFIX))
                .flatMap(note -> read(note.getKey().substring(PREFIX.length()), note.getValue()).stream());
    }

    /** Stores the method in the user session that the login creates. */
    public void save(AuthenticationSessionModel login) {
        login.setUserSessionNote(PREFIX + execution, reference + " " + provenAt);
    }

    /**
     * Returns the method of a factor that the user has proven at this moment.
     *
     * @param isCode whether the user entered a code
     * @return the method, or empty for a factor type without a value
     */
    public static Optional<ProvenMethod> justProven(String execution, FactorType type, boolean isCode) {
        return reference(type, isCode)
                .map(reference -> new ProvenMethod(execution, reference, (int) (Time.currentTimeMillis() / 1000)));
    }

    /**
     * Returns the value of RFC 8176. The RFC has none for e-mail, in which the code and the link are both a one-time
     * secret ({@code otp}).
     */
    private static Optional<String> reference(FactorType type, boolean isCode) {
        return switch (type) {
            case SMS -> Optional.of("sms");
            case VOICE -> Optional.of("tel");
            case EMAIL, AUTHENTICATOR, TEMPORARY_TOKEN -> Optional.of("otp");
            case PROTECT -> Optional.of(isCode ? "otp" : "swk");
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
