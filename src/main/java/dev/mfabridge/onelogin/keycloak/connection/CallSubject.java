package dev.mfabridge.onelogin.keycloak.connection;

import java.util.Optional;

/**
 * Subject of the calls of one client: the reason for the calls, the user that they are about, and the administrator who
 * causes them. Limits and circuit breakers depend on the subject, not on the call.
 *
 * @param purpose the reason for the calls
 * @param user the id of the Keycloak user, or empty if the calls are about no user
 * @param administrator the id of the administrator, or empty if no administrator causes the calls
 */
public record CallSubject(Purpose purpose, Optional<String> user, Optional<String> administrator) {

    /** Reason for calls. */
    public enum Purpose {
        /** Login of a user in a browser in which the user proved a factor before. */
        KNOWN_LOGIN,
        /** Any other login of a user, in a browser or for a token. */
        LOGIN,
        /** Poll of a login by the user's form, or by a program that requests a token. */
        FORM_POLL,
        /** Poll of a page that waits for the user's confirmation out of band. */
        PAGE_POLL,
        /** Removal of a device in OneLogin after its credential was removed. */
        REMOVAL,
        /** Request of an administrator. */
        ADMINISTRATION,
        /** Check of settings after an administrator saved them. */
        SETTINGS_CHECK
    }

    /** Returns the subject of a login, and of its polls by form, in a known browser of the user. */
    public static CallSubject knownLogin(String user) {
        return new CallSubject(Purpose.KNOWN_LOGIN, Optional.of(user), Optional.empty());
    }

    /** Returns the subject of any other login. */
    public static CallSubject login(String user) {
        return new CallSubject(Purpose.LOGIN, Optional.of(user), Optional.empty());
    }

    /** Returns the subject of a poll by the user's form, or for a token. */
    public static CallSubject formPoll(String user) {
        return new CallSubject(Purpose.FORM_POLL, Optional.of(user), Optional.empty());
    }

    /** Returns the subject of a poll of a waiting page. */
    public static CallSubject pagePoll(String user) {
        return new CallSubject(Purpose.PAGE_POLL, Optional.of(user), Optional.empty());
    }

    /**
     * Returns the subject of the removal of a user's device.
     *
     * @param administrator the id of the administrator whose request carries out the removal, or empty if a login does
     */
    public static CallSubject removal(String user, Optional<String> administrator) {
        return new CallSubject(Purpose.REMOVAL, Optional.of(user), administrator);
    }

    /** Returns the subject of an administrator's request about a user. */
    public static CallSubject administration(String administrator, String user) {
        return new CallSubject(Purpose.ADMINISTRATION, Optional.of(user), Optional.of(administrator));
    }

    /** Returns the subject of an administrator's request that is about no user. */
    public static CallSubject administration(String administrator) {
        return new CallSubject(Purpose.ADMINISTRATION, Optional.empty(), Optional.of(administrator));
    }

    /** Returns the subject of a check of saved settings. It is about no user, and not in the budget of the administrator. */
    public static CallSubject settingsCheck() {
        return new CallSubject(Purpose.SETTINGS_CHECK, Optional.empty(), Optional.empty());
    }

    /** Returns whether a login needs the calls. */
    public boolean isLogin() {
        return switch (purpose) {
            case KNOWN_LOGIN, LOGIN, FORM_POLL, PAGE_POLL -> true;
            case REMOVAL, ADMINISTRATION, SETTINGS_CHECK -> false;
        };
    }

    /** Returns the id of the user or the administrator that has to wait if OneLogin rejects these calls; may be empty. */
    String caller() {
        return user.or(() -> administrator).orElse("");
    }
}
