package dev.mfabridge.onelogin.simulator;

import java.util.Map;

/** Factory of the methods that prove a factor, with their codes and tokens. */
final class ChallengeMethods {
    private ChallengeMethods() {}

    static ChallengeMethod toEnroll(
            SimulatedUser user, SimulatedDevice device, DeliveryRequest delivery, AppliedBehavior effect) {
        var factor = device.kind();
        if (factor.equals(SimulatedFactorType.PROTECT)) {
            var token = code(factor, effect);
            return new ChallengeMethod.Pairing(token, AppCodes.pairingUrl(user, token));
        }
        if (factor.equals(SimulatedFactorType.AUTHENTICATOR)) {
            return new ChallengeMethod.AppCode(Map.of("totp_url", AppCodes.url(user, device)));
        }
        return forMessage(factor, delivery, effect);
    }

    static ChallengeMethod toSignIn(SimulatedFactorType factor, DeliveryRequest delivery, AppliedBehavior effect) {
        if (factor.equals(SimulatedFactorType.PROTECT)) {
            return new ChallengeMethod.Push();
        }
        if (factor.equals(SimulatedFactorType.AUTHENTICATOR)) {
            return new ChallengeMethod.AppCode(Map.of());
        }
        return forMessage(factor, delivery, effect);
    }

    private static ChallengeMethod forMessage(
            SimulatedFactorType factor, DeliveryRequest delivery, AppliedBehavior effect) {
        if (factor.equals(SimulatedFactorType.VOICE)) {
            return new ChallengeMethod.PhoneCall(code(factor, effect));
        }
        if (factor.equals(SimulatedFactorType.EMAIL_LINK)) {
            return new ChallengeMethod.MagicLink(
                    CodeGenerator.linkToken(), delivery.redirectTo().orElse(""));
        }
        return new ChallengeMethod.SentCode(code(factor, effect));
    }

    private static String code(SimulatedFactorType factor, AppliedBehavior effect) {
        return effect.of(ResponseOption.CODE).orElseGet(() -> CodeGenerator.of(factor));
    }
}
