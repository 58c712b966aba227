package dev.mfabridge.onelogin.simulator;

/** Judges the codes that callers send. */
final class CodeVerifier {
    private CodeVerifier() {}

    /** What the answer to a code says. */
    enum CodeVerdict {
        RIGHT,
        WRONG,
        /** Wrong, and no other code is taken. */
        REJECTED
    }

    /**
     * Judges a code. With a made-up status, none is right.
     *
     * @param wrongCode the answer to a wrong one where the behavior says nothing
     * @throws ApiError when a wrong one is answered with an error
     */
    static CodeVerdict judge(
            SimulatedChallenge challenge, String otp, AppCodes apps, AppliedBehavior effect, String wrongCode) {
        if (effect.of(ResponseOption.STATUS).isPresent()) {
            return CodeVerdict.WRONG;
        }
        if (challenge.proof().isProvedBy(otp, challenge.device(), apps)) {
            return CodeVerdict.RIGHT;
        }
        return switch (effect.of(ResponseOption.WRONG_CODE, wrongCode)) {
            case "rejected" -> CodeVerdict.REJECTED;
            case "unauthorized" -> throw ApiError.invalidCredentials();
            case "failed" -> throw ApiError.failedAuthentication();
            case "unprocessable" -> throw ApiError.unprocessable("The code isn't valid");
            case "forbidden" -> throw ApiError.forbidden();
            default -> CodeVerdict.WRONG;
        };
    }
}
