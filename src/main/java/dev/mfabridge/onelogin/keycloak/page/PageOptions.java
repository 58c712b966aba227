package dev.mfabridge.onelogin.keycloak.page;

/**
 * Options of the pages of one request.
 *
 * @param rememberHours the hours for which this browser can be remembered; zero if it can't
 * @param isRemembering whether the user has chosen to have this browser remembered
 * @param graceDays the days for which the user can still skip enrollment; zero if the user can't
 * @param isAdding whether the user has proven an existing device and adds a factor
 * @param hasLetters whether codes can have letters
 * @param takesTemporaryToken whether the user can enter a temporary token
 */
record PageOptions(
        long rememberHours,
        boolean isRemembering,
        long graceDays,
        boolean isAdding,
        boolean hasLetters,
        boolean takesTemporaryToken) {
    static final PageOptions NONE = new PageOptions(0, false, 0, false, false, false);

    PageOptions withRemembering(long hours, boolean isChosen) {
        return new PageOptions(hours, isChosen, graceDays, isAdding, hasLetters, takesTemporaryToken);
    }

    PageOptions withGraceDays(long days) {
        return new PageOptions(rememberHours, isRemembering, days, isAdding, hasLetters, takesTemporaryToken);
    }

    PageOptions adding() {
        return new PageOptions(rememberHours, isRemembering, graceDays, true, hasLetters, takesTemporaryToken);
    }

    PageOptions withLetters(boolean isAllowed) {
        return new PageOptions(rememberHours, isRemembering, graceDays, isAdding, isAllowed, takesTemporaryToken);
    }

    PageOptions withTemporaryToken() {
        return new PageOptions(rememberHours, isRemembering, graceDays, isAdding, hasLetters, true);
    }
}
