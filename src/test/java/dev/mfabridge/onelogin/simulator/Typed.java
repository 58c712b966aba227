package dev.mfabridge.onelogin.simulator;

/** Judges the codes that callers send. */
final class Typed {
    private Typed() {}

    /** What the answer to a code says. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** Wrong, and no other code is taken. */
        REJECTED
    }

    /**
     * Judges a code. With a made-up status, none is right.
     *
     * @param wrongCode the answer to a wrong one where the behavior says nothing
     * @throws Refusal when a wrong one is answered with an error
     */
    static Verdict judge(Challenge challenge, String otp, AppCodes apps, Effect effect, String wrongCode) {
        if (effect.of(Aspect.STATUS).isPresent()) {
            return Verdict.WRONG;
        }
        if (challenge.proof().isProvedBy(otp, challenge.device(), apps)) {
            return Verdict.RIGHT;
        }
        return switch (effect.of(Aspect.WRONG_CODE, wrongCode)) {
            case "rejected" -> Verdict.REJECTED;
            case "unauthorized" -> throw Refusal.invalidCredentials();
            case "failed" -> throw Refusal.failedAuthentication();
            case "unprocessable" -> throw Refusal.unprocessable("The code isn't valid");
            case "forbidden" -> throw Refusal.forbidden();
            default -> Verdict.WRONG;
        };
    }
}
