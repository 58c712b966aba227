package dev.mfabridge.onelogin.simulator;

import java.security.SecureRandom;

/** Generator of codes: digits for a phone, letters and digits for an e-mail, {@code 01-1912451} to set up Protect. */
final class CodeGenerator {
    private static final int LENGTH = 6;
    private static final int TOKEN_LENGTH = 32;
    private static final String DIGITS = "0123456789";
    /** Letters and digits without those that look alike. */
    private static final String MIXED = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private CodeGenerator() {}

    static String of(SimulatedFactorType factor) {
        if (factor.equals(SimulatedFactorType.PROTECT)) {
            return random(2, DIGITS) + "-" + random(7, DIGITS);
        }
        return random(LENGTH, factor.isEmail() ? MIXED : DIGITS);
    }

    /** Generates the token of a link. */
    static String linkToken() {
        return random(TOKEN_LENGTH, MIXED);
    }

    private static String random(int length, String alphabet) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
