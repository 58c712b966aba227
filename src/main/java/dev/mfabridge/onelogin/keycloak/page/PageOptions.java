package dev.mfabridge.onelogin.keycloak.page;

/**
 * Options of the pages of one request.
 *
 * @param rememberHours the hours for which this browser can be remembered; zero if it can't
 * @param isRemembering whether the user has chosen to have this browser remembered
 * @param graceDays the days for which the user can still skip enrollment; zero if the user can't
 * @param isAdding whether the user has proven an existing device and adds a factor
 * @param hasLetters whether codes can have letters
 */
record PageOptions(long rememberHours, boolean isRemembering, long graceDays, boolean isAdding, boolean hasLetters) {
    static final PageOptions NONE = new PageOptions(0, false, 0, false, false);

    PageOptions withRemembering(long hours, boolean isChosen) {
        return new PageOptions(hours, isChosen, graceDays, isAdding, hasLetters);
    }

    PageOptions withGraceDays(long days) {
        return new PageOptions(rememberHours, isRemembering, days, isAdding, hasLetters);
    }

    PageOptions adding() {
        return new PageOptions(rememberHours, isRemembering, graceDays, true, hasLetters);
    }

    PageOptions withLetters(boolean isAllowed) {
        return new PageOptions(rememberHours, isRemembering, graceDays, isAdding, isAllowed);
    }
}
