package dev.mfabridge.onelogin.keycloak.realmcheck;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Finding about a realm.
 *
 * @param subject the flow, client, identity provider or execution
 * @param problem a sentence without its full stop: the problem, and the reason why it matters
 * @param fix an instruction without its full stop
 */
public record RealmFinding(Severity severity, String subject, String problem, String fix) {

    /** Severity of a finding. In JSON, the name has lower-case letters. */
    public enum Severity {
        /** Users can sign in without a factor, or can't sign in, probably against the intention of the administrator. */
        WARNING,
        /** State that can be the intention of the administrator. */
        NOTE;

        /** Returns the name in JSON. */
        @JsonValue
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RealmFinding warning(String subject, String problem, String fix) {
        return new RealmFinding(Severity.WARNING, subject, problem, fix);
    }

    static RealmFinding note(String subject, String problem, String fix) {
        return new RealmFinding(Severity.NOTE, subject, problem, fix);
    }

    /** Returns the problem and the fix in one line. */
    public String message() {
        return problem + ". " + fix + ".";
    }
}
