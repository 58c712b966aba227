package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.OneLoginException;

/**
 * Extension's reading of the answers of one step.
 *
 * @param isGood whether the extension can read the answers and the user can continue
 * @param sentence the reading or the reason, without any value of an answer
 */
record Reading(boolean isGood, String sentence) {
    static Reading read(String reading) {
        return new Reading(true, "yes" + (reading.isEmpty() ? "" : " (" + reading + ")"));
    }

    /** Returns the reading of a clear answer that doesn't let the user sign in. */
    static Reading refusal(String reading) {
        return new Reading(false, "yes, but the user can't sign in: " + reading);
    }

    /**
     * Returns the reading of a failure. The error's name is OneLogin's own text, so it is omitted here; the masked answer
     * contains a known name.
     *
     * @param isAnswered whether an answer came
     */
    static Reading failure(OneLoginException failure, boolean isAnswered) {
        var isRead = isAnswered && !(failure instanceof OneLoginException.InvalidResponse);
        var cause = failure.getMessage()
                .replaceFirst("(OneLogin answered HTTP \\d+)[A-Za-z0-9 _?-]*", "$1 ")
                .replaceAll(" +(?=[,:]|$)", "");
        return new Reading(false, (isRead ? "yes, as an error: " : "no: ") + cause);
    }
}
