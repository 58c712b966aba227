package dev.mfabridge.onelogin.simulator;

/** Judges the codes that callers send. */
final class Typed {
    private Typed() {}

    /**
     * Whether the code is right and nothing else is to be said instead.
     *
     * @param wrongCode how a wrong one is answered where the behaviour says nothing
     * @throws Refusal when a wrong one is answered with an error
     */
    static boolean proves(Challenge challenge, String otp, AppCodes apps, Effect effect, String wrongCode) {
        if (effect.of(Aspect.STATUS).isPresent()) {
            return false;
        }
        var right = challenge.proof().isProvedBy(otp, challenge.device(), apps);
        if (!right && effect.of(Aspect.WRONG_CODE, wrongCode).equals("unauthorized")) {
            throw Refusal.invalidCredentials();
        }
        return right;
    }
}
