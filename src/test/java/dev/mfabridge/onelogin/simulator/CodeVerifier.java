package dev.mfabridge.onelogin.simulator;

/** Verifier of the codes that callers send. */
final class CodeVerifier {
    private CodeVerifier() {}

    /** Verdict on a code. */
    enum CodeVerdict {
        RIGHT,
        WRONG,
        /** The code is wrong, and the challenge accepts no other code. */
        REJECTED
    }

    /**
     * Verifies a code. If a rule sets a status, no code is right.
     *
     * @param wrongCode the answer to a wrong code if no rule decides it
     * @throws ApiError if the answer to a wrong code is an error
     */
    static CodeVerdict judge(
            SimulatedChallenge challenge, String otp, AppCodes apps, AppliedBehavior effect, String wrongCode) {
        if (effect.of(ResponseOption.STATUS).isPresent()) {
            return CodeVerdict.WRONG;
        }
        if (challenge.proof().isProvenBy(otp, challenge.device(), apps)) {
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
