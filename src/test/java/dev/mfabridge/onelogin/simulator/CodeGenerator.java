package dev.mfabridge.onelogin.simulator;

import java.security.SecureRandom;

/** Makes the codes that are sent or shown: digits for a phone, letters and digits by e-mail, {@code 01-1912451} to set up Protect. */
final class CodeGenerator {
    private static final int LENGTH = 6;
    private static final int UNGUESSABLE_LENGTH = 32;
    private static final String DIGITS = "0123456789";
    /** Without the letters and digits that are easily taken for one another. */
    private static final String MIXED = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private CodeGenerator() {}

    static String of(SimulatedFactorType factor) {
        if (factor.equals(SimulatedFactorType.PROTECT)) {
            return random(2, DIGITS) + "-" + random(7, DIGITS);
        }
        return random(LENGTH, factor.isEmail() ? MIXED : DIGITS);
    }

    /** For a link. */
    static String unguessable() {
        return random(UNGUESSABLE_LENGTH, MIXED);
    }

    private static String random(int length, String alphabet) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
