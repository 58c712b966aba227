package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.OneLoginException;

/**
 * The extension's reading of the answers of one step.
 *
 * @param isGood whether the extension can read them, and the user can go on
 * @param sentence the reading, or the reason, without any value of an answer
 */
record Reading(boolean isGood, String sentence) {
    static Reading read(String reading) {
        return new Reading(true, "yes" + (reading.isEmpty() ? "" : " (" + reading + ")"));
    }

    /** The answer can be read, and says that the user can't sign in. */
    static Reading refusal(String reading) {
        return new Reading(false, "yes, and it lets nobody sign in: " + reading);
    }

    /**
     * The client gave up. The error's name is OneLogin's own text, so it is left out here; the masked answer has it if it is a
     * known one.
     *
     * @param isAnswered whether an answer came at all
     */
    static Reading failure(OneLoginException failure, boolean isAnswered) {
        var isRead = isAnswered && !(failure instanceof OneLoginException.InvalidResponse);
        var cause = failure.getMessage()
                .replaceFirst("(OneLogin answered HTTP \\d+)[A-Za-z0-9 _?-]*", "$1 ")
                .replaceAll(" +(?=[,:]|$)", "");
        return new Reading(false, (isRead ? "yes, as an error: " : "no: ") + cause);
    }
}
