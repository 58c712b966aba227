package dev.mfabridge.onelogin.fuzz;

/** Target of a fuzz test. */
@FunctionalInterface
interface FuzzTarget {

    /**
     * Reads an input.
     *
     * @return the outcome, in one word
     * @throws AssertionError if the outcome breaks a promise
     */
    String read(byte[] input);
}
