package dev.mfabridge.onelogin.check;

/**
 * Difference between an answer and the contract.
 *
 * @param matters whether the difference breaks something in the extension
 * @param sentence the difference, without any value of the answer
 */
record Difference(boolean matters, String sentence) {
    static Difference note(String sentence) {
        return new Difference(false, sentence);
    }

    static Difference problem(String sentence) {
        return new Difference(true, sentence);
    }
}
