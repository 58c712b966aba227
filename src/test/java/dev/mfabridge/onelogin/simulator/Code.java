package dev.mfabridge.onelogin.simulator;

import java.security.SecureRandom;

/** Makes the codes that are sent: digits by SMS, letters and digits by e-mail. */
final class Code {
    private static final int LENGTH = 6;
    private static final String DIGITS = "0123456789";
    /** Without the letters and digits that are easily taken for one another. */
    private static final String MIXED = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Code() {}

    static String of(FactorType factor) {
        var alphabet = factor.equals(FactorType.EMAIL) ? MIXED : DIGITS;
        return RANDOM.ints(LENGTH, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
